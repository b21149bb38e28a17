/** The guide's voice: one <audio> element, a short queue of clips, replaced at every step. */

export interface Utterance {
  /** The string's key; what tests and the `data-voice-key` attribute see. */
  readonly key: string;
  readonly url: string | null;
  /** Said by the browser's own voice when there is no clip. */
  readonly text: string;
  /** BCP 47. */
  readonly tag: string;
}

export type VoiceState = 'idle' | 'playing' | 'ducked' | 'blocked' | 'muted';

export interface VoicePlayer {
  /** Replaces whatever is said. */
  speak(queue: readonly Utterance[]): void;
  /** Says the step's queue again from its start. */
  repeat(): void;
  /** Says one thing now; `repeat` still says the step. */
  aside(queue: readonly Utterance[]): void;
  stop(): void;
  setMuted(muted: boolean): void;
  /** 1: as it was rendered. */
  setRate(rate: number): void;
  /** While true the guide is silent; what was being said starts over after. */
  setDucked(ducked: boolean): void;
  state(): VoiceState;
  subscribe(listener: () => void): () => void;
}

/** A voice of this machine that speaks the language; what a person writes never goes to a voice service. */
export function localVoice(tag: string): SpeechSynthesisVoice | null {
  const [language = tag] = tag.split('-');
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return (
    voices.find(({ localService, lang }) => localService && lang.toLowerCase().startsWith(language)) ?? null
  );
}

/** Called with the element so that tests hear what people hear: `data-voice-key`, `data-voice-state`. */
export function createVoicePlayer(audio: HTMLAudioElement): VoicePlayer {
  let step: readonly Utterance[] = [];
  let queue: readonly Utterance[] = [];
  let position = 0;
  let muted = false;
  let rate = 1;
  let ducked = false;
  let state: VoiceState = 'idle';
  /** Every new queue is a new turn; late promises of an older turn are ignored. */
  let turn = 0;
  const listeners = new Set<() => void>();

  const show = (next: VoiceState) => {
    state = next;
    audio.dataset['voiceState'] = next;
    const current = queue[position];
    if (current && next !== 'idle') {
      audio.dataset['voiceKey'] = current.key;
      audio.dataset['voiceQueue'] = queue.map((u) => u.key).join(' ');
    } else delete audio.dataset['voiceKey'];
    for (const listener of listeners) listener();
  };

  const silence = () => {
    turn += 1;
    audio.pause();
    window.speechSynthesis?.cancel();
  };

  const advance = (ofTurn: number) => {
    if (ofTurn !== turn) return;
    position += 1;
    play();
  };

  const fallback = (utterance: Utterance, ofTurn: number) => {
    const synthesis = window.speechSynthesis;
    const voice = localVoice(utterance.tag);
    if (!synthesis || voice === null) return advance(ofTurn);
    const spoken = new SpeechSynthesisUtterance(utterance.text);
    spoken.voice = voice;
    spoken.lang = utterance.tag;
    spoken.rate = rate;
    spoken.onend = () => advance(ofTurn);
    spoken.onerror = () => advance(ofTurn);
    synthesis.speak(spoken);
  };

  const play = () => {
    const current = queue[position];
    if (!current) return show('idle');
    if (muted) return show('muted');
    if (ducked) return show('ducked');
    const ofTurn = turn;
    show('playing');
    if (current.url === null) return fallback(current, ofTurn);
    audio.src = current.url;
    // A new source begins at the default rate.
    audio.defaultPlaybackRate = rate;
    audio.playbackRate = rate;
    audio.play().catch((error: unknown) => {
      if (ofTurn !== turn) return;
      if (error instanceof DOMException && error.name === 'NotAllowedError') show('blocked');
      else if (!(error instanceof DOMException && error.name === 'AbortError')) fallback(current, ofTurn);
    });
  };

  const start = (next: readonly Utterance[]) => {
    silence();
    queue = next;
    position = 0;
    play();
  };

  audio.addEventListener('ended', () => advance(turn));
  // Browsers allow sound only after a first touch; the kiosk allows it always.
  const unblock = () => {
    if (state === 'blocked') play();
  };
  for (const type of ['pointerup', 'keyup'] as const) document.addEventListener(type, unblock);
  show('idle');

  return {
    speak(next) {
      step = next;
      start(next);
    },
    repeat: () => start(step),
    aside: start,
    stop() {
      silence();
      step = [];
      queue = [];
      show('idle');
      // Nor what was said: somebody may have left in a hurry.
      delete audio.dataset['voiceQueue'];
      audio.removeAttribute('src');
    },
    setMuted(next) {
      if (next === muted) return;
      muted = next;
      if (next) {
        silence();
        show('muted');
      } else start(step);
    },
    setRate(next) {
      rate = next;
      audio.playbackRate = next;
    },
    setDucked(next) {
      if (next === ducked) return;
      ducked = next;
      if (next) {
        silence();
        if (queue[position]) show('ducked');
      } else if (queue[position]) play();
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
