import './adapter.ts';
import { type Channel, TRANSCEIVERS, type TransceiverRole } from '../../src-main/api/call-protocol.ts';
import type { IceServer, Signal } from '../../src-main/api/fleet-protocol.ts';
import { type Counters, type LineStats, readLine } from './call-stats.ts';
import { openChannels, type Sent } from './channels.ts';
import type { Clock } from './clock.ts';
import { limitMedia } from './media-limits.ts';
import { withMusicMode } from './music-mode.ts';
import { negotiate } from './negotiation.ts';
import {
  CABINET_TIMES,
  DOCTOR_TIMES,
  heardSignal,
  lineState,
  startRecovery,
  stepRecovery,
} from './recovery.ts';

export type PeerState = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export interface PeerHandlers {
  onSignal(signal: Signal): void;
  onMessage(channel: Channel, data: string): void;
  onOpen(channel: Channel): void;
  /** The other side's end of a channel is gone; this peer connection will not carry it again. */
  onClosed(channel: Channel): void;
  onState(state: PeerState): void;
  /** The receivers exist; their tracks stay the same objects until `close`. */
  onRemote(): void;
  /** ICE was restarted as often as allowed, or the other side is not heard any more. */
  onGaveUp(): void;
}

export interface PeerOptions extends PeerHandlers {
  /** The cabinet makes the first offer and is impolite; the doctor answers and is polite. */
  readonly side: 'cabinet' | 'doctor';
  readonly epoch: number;
  readonly iceServers: readonly IceServer[];
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  readonly clock: Clock;
}

export interface Peer {
  readonly epoch: number;
  state(): PeerState;
  /** A signal of another epoch is ignored. */
  signal(epoch: number, signal: Signal): void;
  send(channel: Channel, data: string): Sent;
  isOpen(channel: Channel): boolean;
  /** No negotiation; null sends nothing in this place. */
  setTrack(role: TransceiverRole, track: MediaStreamTrack | null): Promise<void>;
  remote(role: TransceiverRole): RTCRtpReceiver | null;
  /** The encoder sends less than the network would carry, because the processor has no more to give. */
  lacksProcessor(): Promise<boolean>;
  /** How the line is, since the last time it was asked; null: the connection is closed. */
  stats(): Promise<LineStats | null>;
  /** Local tracks are not stopped: they belong to the caller. Idempotent. */
  close(): void;
}

export type PeerFactory = (options: PeerOptions) => Peer;

const RECOVERY_TICK_MS = 500;

const KIND: Record<TransceiverRole, 'video' | 'audio'> = {
  face: 'video',
  'second-camera': 'video',
  voice: 'audio',
  'second-audio': 'audio',
};

export const createPeer: PeerFactory = (options) => {
  const { clock, epoch } = options;
  const pc = new RTCPeerConnection({
    iceServers: options.iceServers.map(iceServer),
    bundlePolicy: 'max-bundle',
    iceTransportPolicy: options.iceTransportPolicy ?? 'all',
  });
  const stream = new MediaStream();
  const wanted = new Map<TransceiverRole, MediaStreamTrack | null>();
  const places = new Map<TransceiverRole, RTCRtpTransceiver>();
  const listening = new AbortController();
  const { signal: listen } = listening;
  const times = options.side === 'cabinet' ? CABINET_TIMES : DOCTOR_TIMES;
  let recovery = startRecovery(clock.now());
  let gaveUp = false;
  /** Of any data channel; the doctor's heart beats four times a second. */
  let heardAt: number | null = null;
  let counters: Counters | null = null;

  const state = (): PeerState => (pc.connectionState === 'new' ? 'connecting' : pc.connectionState);

  const put = async (role: TransceiverRole) => {
    const sender = places.get(role)?.sender;
    const track = wanted.get(role) ?? null;
    if (!sender || sender.track === track || listen.aborted) return;
    try {
      await sender.replaceTrack(track);
      if (track !== null) await limitMedia(sender, role);
    } catch (error) {
      if (!listen.aborted) throw error;
    }
  };

  const limit = () => {
    for (const [role, { sender }] of places) if (sender.track !== null) void limitMedia(sender, role);
  };

  const channels = openChannels((label, init) => pc.createDataChannel(label, init), {
    ...options,
    onMessage(channel, data) {
      heardAt = clock.now();
      options.onMessage(channel, data);
    },
  });

  const negotiation = negotiate(pc, {
    polite: options.side === 'doctor',
    waitForOffer: options.side === 'doctor',
    send: options.onSignal,
    adjust: withMusicMode,
    async prepareAnswer() {
      if (options.side === 'cabinet' || places.size > 0) return;
      // Transceivers made by a remote offer come in the order of its media sections.
      const inOrder = pc.getTransceivers().filter((transceiver) => transceiver.mid !== null);
      for (const [index, role] of TRANSCEIVERS.entries()) {
        const transceiver = inOrder[index];
        if (transceiver?.receiver.track.kind !== KIND[role]) continue;
        transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams?.(stream);
        places.set(role, transceiver);
        await put(role);
      }
      options.onRemote();
    },
    onError() {
      // The retries of the recovery renegotiate; a message that could not be applied has changed nothing.
    },
  });

  const tick = () => {
    const unanswered = pc.signalingState === 'have-local-offer';
    const now = clock.now();
    const silentMs = heardAt === null ? 0 : now - heardAt;
    const step = stepRecovery(
      recovery,
      lineState(pc.connectionState, silentMs, times),
      now,
      times,
      unanswered,
    );
    recovery = step.recovery;
    if (step.action === 'restart') negotiation.restart();
    if (step.action === 'give-up' && !gaveUp) {
      gaveUp = true;
      stopTicking();
      options.onGaveUp();
    }
  };
  const stopTicking = clock.every(RECOVERY_TICK_MS, tick);

  pc.addEventListener(
    'connectionstatechange',
    () => {
      options.onState(state());
      if (state() === 'connected') limit();
      if (!gaveUp) tick();
    },
    { signal: listen },
  );

  if (options.side === 'cabinet') {
    for (const role of TRANSCEIVERS) {
      places.set(role, pc.addTransceiver(KIND[role], { direction: 'sendrecv', streams: [stream] }));
    }
  }

  return {
    epoch,
    state,
    signal(of, signal) {
      if (of !== epoch || listen.aborted) return;
      recovery = heardSignal(recovery, clock.now());
      void negotiation.receive(signal);
    },
    send: channels.send,
    isOpen: channels.isOpen,
    async setTrack(role, track) {
      wanted.set(role, track);
      await put(role);
    },
    remote: (role) => places.get(role)?.receiver ?? null,
    async lacksProcessor() {
      const stats = await places.get('face')?.sender.getStats();
      return [...(stats?.values() ?? [])].some((entry) => entry.qualityLimitationReason === 'cpu');
    },
    async stats() {
      if (listen.aborted) return null;
      const read = readLine(await pc.getStats(), counters, clock.now());
      counters = read.counters;
      return read.stats;
    },
    close() {
      if (listen.aborted) return;
      listening.abort();
      stopTicking();
      negotiation.close();
      channels.close();
      pc.close();
    },
  };
};

function iceServer({ urls, username, credential }: IceServer): RTCIceServer {
  return {
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}
