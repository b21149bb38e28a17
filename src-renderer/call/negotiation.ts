import type { Signal } from '../../src-main/api/fleet-protocol.ts';

export interface Negotiation {
  /** Handled one after the other; never rejects. */
  receive(signal: Signal): Promise<void>;
  /** New ICE credentials, or the unanswered offer once more when one is under way. */
  restart(): void;
  close(): void;
}

export interface NegotiationOptions {
  readonly polite: boolean;
  /** The first offer comes from the other side: nothing is offered before it. */
  readonly waitForOffer: boolean;
  send(signal: Signal): void;
  /** What of the other side's description is applied otherwise than it came. */
  adjust(sdp: string): string;
  /** After a remote offer was set and before the answer is made. */
  prepareAnswer(): Promise<void>;
  /** Something the other side sent could not be applied. */
  onError(error: unknown): void;
}

/** Perfect negotiation (W3C WebRTC 1.0, §10.7). */
export function negotiate(pc: RTCPeerConnection, options: NegotiationOptions): Negotiation {
  const listening = new AbortController();
  const { signal: listen } = listening;
  let makingOffer = false;
  let ignoreOffer = false;
  let settingAnswer = false;
  let mayOffer = !options.waitForOffer;
  let waiting: (RTCIceCandidateInit | null)[] = [];
  let chain: Promise<void> = Promise.resolve();

  const sendLocal = () => {
    const local = pc.localDescription;
    if (local && !listen.aborted) options.send({ description: { type: local.type, sdp: local.sdp } });
  };

  const offer = async () => {
    if (!mayOffer || listen.aborted) return;
    try {
      makingOffer = true;
      await pc.setLocalDescription();
      sendLocal();
    } catch (error) {
      if (!listen.aborted) options.onError(error);
    } finally {
      makingOffer = false;
    }
  };

  pc.addEventListener('negotiationneeded', () => void offer(), { signal: listen });
  pc.addEventListener(
    'icecandidate',
    ({ candidate }) => {
      if (!candidate?.candidate) return;
      const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
      options.send({
        candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment },
      });
    },
    { signal: listen },
  );

  const addCandidate = async (candidate: RTCIceCandidateInit | null) => {
    try {
      await pc.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      if (!ignoreOffer) options.onError(error);
    }
  };

  const applyDescription = async (description: RTCSessionDescriptionInit) => {
    const readyForOffer = !makingOffer && (pc.signalingState === 'stable' || settingAnswer);
    const collision = description.type === 'offer' && !readyForOffer;
    ignoreOffer = !options.polite && collision;
    if (ignoreOffer) return;
    // The answer to an offer that was sent twice comes twice.
    if (description.type === 'answer' && pc.signalingState !== 'have-local-offer') return;
    settingAnswer = description.type === 'answer';
    try {
      const { type, sdp = '' } = description;
      await pc.setRemoteDescription({ type, sdp: options.adjust(sdp) });
    } finally {
      settingAnswer = false;
    }
    for (const candidate of waiting.splice(0)) await addCandidate(candidate);
    if (description.type !== 'offer') return;
    mayOffer = true;
    await options.prepareAnswer();
    await pc.setLocalDescription();
    sendLocal();
  };

  const handle = async (signal: Signal) => {
    if (listen.aborted) return;
    try {
      if ('description' in signal) await applyDescription(signal.description);
      else if (pc.remoteDescription === null) waiting = [...waiting, initOf(signal.candidate)].slice(-64);
      else await addCandidate(initOf(signal.candidate));
    } catch (error) {
      if (!listen.aborted) options.onError(error);
    }
  };

  return {
    receive(signal) {
      chain = chain.then(() => handle(signal));
      return chain;
    },
    restart() {
      if (!mayOffer || listen.aborted) return;
      if (pc.signalingState === 'have-local-offer') sendLocal();
      else pc.restartIce();
    },
    close() {
      listening.abort();
      waiting = [];
    },
  };
}

function initOf(candidate: Extract<Signal, { candidate: unknown }>['candidate']): RTCIceCandidateInit | null {
  if (!candidate) return null;
  const { usernameFragment, ...rest } = candidate;
  return { ...rest, usernameFragment: usernameFragment ?? null };
}
