/** One consultation of the doctor: the claim and its renewal, the peer connections that carry it, his own media. */
import {
  HEARTBEAT_MS,
  LEASE_OVER_MS,
  type Live,
  type TransceiverRole,
  type Wave,
} from '../../src-main/api/call-protocol.ts';
import type { CallToDoctor, ToBox } from '../../src-main/api/fleet-protocol.ts';
import { readRecord } from '../../state-machines/records.ts';
import { createBulkReceiver } from './bulk-receiver.ts';
import type { LineStats } from './call-stats.ts';
import type { Clock } from './clock.ts';
import { createDocumentSender, type DocumentSender } from './document-sender.ts';
import { createLine, type Line } from './line.ts';
import type { LocalMedia } from './local-media.ts';
import type { Peer, PeerFactory } from './peer.ts';
import type { CallState } from './session-contract.ts';
import { pageFocused } from './watch-talk.ts';

export interface DoctorCallOptions {
  readonly box: string;
  /** The same id again resumes the lease. */
  readonly claim: string;
  readonly clock: Clock;
  readonly media: LocalMedia;
  readonly createPeer: PeerFactory;
  readonly newId: () => string;
  readonly focused?: () => boolean;
  /** False when the broker is not reachable now. */
  toBox(message: ToBox): boolean;
  onChange(state: CallState): void;
  /** The claim was not given; the call is over before it began. */
  onRefused(reason: string): void;
  onLive(live: Live): void;
  onWave(wave: Wave): void;
}

export interface DoctorCall
  extends Pick<Line, 'command' | 'live' | 'cabinetNow' | 'watchAct' | 'watchAsk' | 'watchScores'> {
  getState(): CallState;
  lineStats(): Promise<LineStats | null>;
  /** Fetches this picture or sound before the others. */
  fetchFirst(medium: string): void;
  /** On its way from now on, also through cuts; what the cabinet has kept, its view shows. */
  sendDocument: DocumentSender['send'];
  dropDocument: DocumentSender['drop'];
  receive(message: CallToDoctor): void;
  brokerUp(): void;
  /** Gives the claim back and closes. */
  release(): void;
  close(): void;
}

const NO_REMOTE: CallState['remote'] = { face: null, voice: null };
const ASK_AGAIN_MS = 4000;
/** No answer at all to a first claim. */
const FIRST_ANSWER_MS = 20_000;
/** The cabinet may have closed because a newer call, or the end, is on its way. */
const CLOSED_GRACE_MS = 1000;
/** Peer connected, heart silent: the cabinet's core is gone and has not asked for a new hello. */
const SILENT_MS = 20_000;
/** Without a camera's permission some systems gather no ICE candidate, so the answer waits for it this long. */
const MEDIA_WAIT_MS = 3000;

export function createDoctorCall(options: DoctorCallOptions): DoctorCall {
  const { clock, media, box, claim } = options;
  let remote = NO_REMOTE;
  let peer: Peer | null = null;
  let ended: CallState['ended'] = null;
  let over = false;
  let asking: { readonly since: number; readonly last: number; readonly sent: boolean } | null = null;
  let lastLive = clock.now();
  let closedAt: number | null = null;
  let state: CallState;

  const localFlags = () => {
    const { camera, microphone } = media.getState();
    return { camera: camera !== null, microphone: microphone !== null };
  };

  const line = createLine({
    clock,
    newId: options.newId,
    send: (channel, data) => peer?.send(channel, data) ?? 'dropped',
    media: localFlags,
    focused: options.focused ?? pageFocused,
    onChange() {
      wantMedia();
      publish();
    },
    onBulk: (message) => bulk.receive(message),
    onDocument: (message) => documents.receive(message),
    onBye: (reason) => end(reason),
    onLive: options.onLive,
    onWave: options.onWave,
  });

  const bulk = createBulkReceiver({
    clock,
    send: (message) => peer?.send('bulk', JSON.stringify(message)) ?? 'dropped',
    onChange: () => publish(),
  });
  const documents = createDocumentSender({
    clock,
    send: (message) => peer?.send('bulk', JSON.stringify(message)) ?? 'dropped',
    onChange: () => publish(),
  });
  let looked: CallState['events'] = [];
  const wantMedia = () => {
    const { events } = line.getState();
    if (events === looked) return;
    looked = events;
    for (const event of events) {
      const kept = readRecord(event, 'media.kept');
      if (kept !== null) bulk.want(kept.medium);
      const left = readRecord(event, 'summary.written');
      if (left !== null) bulk.want({ ...left.bundle, contentType: 'application/fhir+json' });
    }
  };

  const compose = (): CallState => {
    const now = line.getState();
    const camera = now.view?.media.camera !== false;
    const before = state as CallState | undefined;
    const flags = localFlags();
    const same = before?.local.camera === flags.camera && before.local.microphone === flags.microphone;
    return {
      ...now,
      box,
      claim,
      remote: { ...remote, face: camera ? remote.face : null },
      media: bulk.arrivals(),
      sending: documents.documents(),
      local: same && before ? before.local : flags,
      localStream: media.getState().stream,
      ended,
    };
  };
  const publish = () => {
    state = compose();
    options.onChange(state);
  };

  const closePeer = () => {
    const closing = peer;
    peer = null;
    closedAt = null;
    closing?.close();
    bulk.disconnected();
    documents.disconnected();
    remote = NO_REMOTE;
  };

  const sendClaim = () => {
    const sent = options.toBox({ type: 'claim', claim });
    if (asking) asking = { ...asking, last: clock.now(), sent };
  };

  const ask = () => {
    if (over || asking) return;
    const now = clock.now();
    asking = { since: now, last: now, sent: false };
    sendClaim();
  };

  const open = (accepted: Extract<CallToDoctor, { type: 'claim.accepted' }>) => {
    const current = line.getState();
    if (peer && accepted.visit === current.visit && accepted.epoch <= current.epoch) return;
    asking = null;
    closePeer();
    if (accepted.visit !== current.visit) {
      bulk.clear();
      documents.clear();
    }
    line.begin(accepted.visit, accepted.epoch);
    const mine = options.createPeer({
      side: 'doctor',
      epoch: accepted.epoch,
      iceServers: accepted.iceServers,
      iceTransportPolicy: accepted.icePolicy ?? 'all',
      clock,
      onSignal: (signal) => options.toBox({ type: 'signal', claim, epoch: accepted.epoch, signal }),
      onMessage: (channel, data) => line.receive(channel, data),
      onOpen(channel) {
        if (channel === 'control') line.hello();
        if (channel === 'bulk' && peer === mine) {
          bulk.connected();
          documents.connected();
        }
      },
      onClosed(channel) {
        if (channel === 'control' && peer === mine) closedAt = clock.now();
      },
      onRemote() {
        const streamOf = (role: TransceiverRole) => {
          const track = mine.remote(role)?.track;
          return track ? new MediaStream([track]) : null;
        };
        remote = {
          face: streamOf('face'),
          voice: streamOf('voice'),
          secondCamera: streamOf('second-camera'),
          secondAudio: streamOf('second-audio'),
        };
        publish();
      },
      onState: () => {},
      onGaveUp() {
        if (peer !== mine) return;
        closePeer();
        publish();
        ask();
      },
    });
    peer = mine;
    lastLive = clock.now();
    giveTracks();
    publish();
  };

  const giveTracks = () => {
    const { camera, microphone } = media.getState();
    void peer?.setTrack('face', camera);
    void peer?.setTrack('voice', microphone);
  };

  let flagsSaid = '';
  const stopWatchingMedia = media.subscribe(() => {
    giveTracks();
    const flags = JSON.stringify(localFlags());
    if (flags !== flagsSaid && peer?.isOpen('control')) line.hello();
    flagsSaid = flags;
    if (!over) publish();
  });
  const mediaSettled = new Promise<void>((resolve) => {
    const stop = clock.after(MEDIA_WAIT_MS, resolve);
    void media.open().then(() => {
      stop();
      resolve();
    });
  });

  const end = (reason: NonNullable<CallState['ended']>) => {
    if (over) return;
    shut();
    ended = reason;
    publish();
  };

  const shut = () => {
    over = true;
    asking = null;
    stopTicking();
    stopWatchingMedia();
    line.close();
    closePeer();
    bulk.close();
    documents.close();
    media.close();
  };

  const checkAsking = (now: number) => {
    if (!asking) return;
    const first = line.getState().epoch === 0;
    if (first ? now - asking.since > FIRST_ANSWER_MS : now - lastLive > LEASE_OVER_MS) {
      if (!first) return end('lease-expired');
      shut();
      return options.onRefused('no-answer');
    }
    if (now - asking.last >= ASK_AGAIN_MS) sendClaim();
  };

  const stopTicking = clock.every(HEARTBEAT_MS, () => {
    line.tick();
    const now = clock.now();
    if (line.getState().link === 'live') {
      lastLive = now;
      asking = null;
    }
    if (closedAt !== null && now - closedAt >= CLOSED_GRACE_MS) {
      closePeer();
      publish();
      ask();
    }
    if (peer?.state() === 'connected' && now - lastLive > SILENT_MS) ask();
    checkAsking(now);
  });

  state = compose();
  ask();

  return {
    getState: () => state,
    lineStats: async () => (await peer?.stats()) ?? null,
    command: (body) => (over ? null : line.command(body)),
    fetchFirst: (medium) => bulk.prefer(medium),
    sendDocument(document, bytes) {
      if (!over) documents.send(document, bytes);
    },
    dropDocument: (id) => documents.drop(id),
    live: (quantity) => (over ? null : line.live(quantity)),
    cabinetNow: () => (over ? null : line.cabinetNow()),
    watchAct: (act, episode) => {
      if (!over) line.watchAct(act, episode);
    },
    watchAsk: (question) => {
      if (!over) line.watchAsk(question);
    },
    watchScores: () => (over ? null : line.watchScores()),
    receive(message) {
      if (over || message.claim !== claim) return;
      switch (message.type) {
        case 'claim.accepted':
          open(message);
          break;
        case 'claim.refused':
          if (!asking) return;
          if (line.getState().epoch > 0) return end(message.reason === 'taken' ? 'lease-expired' : 'ended');
          shut();
          options.onRefused(message.reason);
          break;
        case 'signal':
          void mediaSettled.then(() => peer?.signal(message.epoch, message.signal));
          break;
        case 'closed':
          end(message.reason);
          break;
        default:
          message satisfies never;
      }
    },
    brokerUp() {
      if (asking && !asking.sent) sendClaim();
    },
    release() {
      if (over) return;
      options.toBox({ type: 'release', claim });
      shut();
    },
    close() {
      if (!over) shut();
    },
  };
}
