import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVoicePlayer, type Utterance } from './player.ts';

class FakeAudio extends EventTarget {
  dataset: Record<string, string> = {};
  src = '';
  plays = 0;
  paused = true;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  refuses = false;
  play(): Promise<void> {
    this.plays += 1;
    this.paused = false;
    return this.refuses ? Promise.reject(new DOMException('', 'NotAllowedError')) : Promise.resolve();
  }
  pause(): void {
    this.paused = true;
  }
  finish(): void {
    this.dispatchEvent(new Event('ended'));
  }
}

const say = (...keys: string[]): Utterance[] =>
  keys.map((key) => ({ key, url: `/${key}.ogg`, text: key, tag: 'fr' }));
const page = new EventTarget();
const make = () => {
  const audio = new FakeAudio();
  return { audio, player: createVoicePlayer(audio as unknown as HTMLAudioElement) };
};

beforeEach(() => {
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', {});
});
afterEach(() => vi.unstubAllGlobals());

test('says a queue in order, then falls silent', () => {
  const { audio, player } = make();
  player.speak(say('title', 'text'));
  expect(audio.src).toBe('/title.ogg');
  expect(audio.dataset['voiceKey']).toBe('title');
  audio.finish();
  expect(audio.src).toBe('/text.ogg');
  audio.finish();
  expect(player.state()).toBe('idle');
  expect(audio.dataset['voiceKey']).toBeUndefined();
});

test('a new step replaces the old queue; repeat says the step, not the aside', () => {
  const { audio, player } = make();
  player.speak(say('one', 'two'));
  player.speak(say('three'));
  expect(audio.src).toBe('/three.ogg');
  player.aside(say('button'));
  expect(audio.src).toBe('/button.ogg');
  player.repeat();
  expect(audio.src).toBe('/three.ogg');
});

test('is silent while the doctor speaks, then starts the interrupted clip over', () => {
  const { audio, player } = make();
  player.speak(say('title', 'text'));
  audio.finish();
  player.setDucked(true);
  expect(audio.paused).toBe(true);
  expect(player.state()).toBe('ducked');
  player.setDucked(false);
  expect(audio.src).toBe('/text.ogg');
  expect(audio.paused).toBe(false);
});

test('a step that begins while the doctor speaks waits for him', () => {
  const { audio, player } = make();
  player.setDucked(true);
  player.speak(say('title'));
  expect(audio.plays).toBe(0);
  player.setDucked(false);
  expect(audio.src).toBe('/title.ogg');
});

test('muted plays nothing, unmuted says the step', () => {
  const { audio, player } = make();
  player.setMuted(true);
  player.speak(say('title'));
  expect(audio.plays).toBe(0);
  expect(player.state()).toBe('muted');
  player.setMuted(false);
  expect(audio.src).toBe('/title.ogg');
});

test('speaks slower at once, and so does what comes after', () => {
  const { audio, player } = make();
  player.speak(say('title', 'text'));
  player.setRate(0.8);
  expect(audio.playbackRate).toBe(0.8);
  audio.playbackRate = 1;
  audio.finish();
  expect(audio.playbackRate).toBe(0.8);
});

test('where the browser refuses sound, the first touch starts it', async () => {
  const { audio, player } = make();
  audio.refuses = true;
  player.speak(say('title'));
  await vi.waitFor(() => expect(player.state()).toBe('blocked'));
  audio.refuses = false;
  page.dispatchEvent(new Event('pointerup'));
  expect(player.state()).toBe('playing');
  expect(audio.plays).toBe(2);
});

test('a text without a clip and without a browser voice is passed over', () => {
  const { audio, player } = make();
  player.speak([{ key: 'name', url: null, text: 'Anne', tag: 'fr' }, ...say('text')]);
  expect(audio.src).toBe('/text.ogg');
});
