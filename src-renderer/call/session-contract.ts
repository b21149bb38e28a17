/** What the doctor's page reads and does. Implemented without a framework in this folder; drawn by src-renderer/doctor. */
import type { CommandBody, Live, Wave } from '../../src-main/api/call-protocol.ts';
import type { BoxSeen, CallToDoctor } from '../../src-main/api/fleet-protocol.ts';
import type { Attack } from '../../src-main/api/trust/attacks.ts';
import type { DoctorView, Instant } from '../../state-machines/contract.ts';
import type { OfferedDocument } from '../../state-machines/documents.ts';
import type { MediumArrival } from './bulk-receiver.ts';
import type { LineStats } from './call-stats.ts';
import type { SentDocument } from './document-sender.ts';
import type { DoctorWatch, WatchTalk } from './watch-talk.ts';

export type { MediumArrival } from './bulk-receiver.ts';

export interface ReceivedEvent {
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly at: Instant;
  readonly payload: unknown;
}

export interface SentCommand {
  readonly id: string;
  readonly body: CommandBody;
  /** `unconfirmed`: no answer within its time-to-live plus 2 s; shown as "not executed as far as we know". */
  readonly outcome:
    | 'pending'
    | 'executed'
    | 'refused'
    | 'expired'
    | 'duplicate'
    | 'older-epoch'
    | 'unconfirmed';
  readonly reason: string;
}

export interface LiveValue {
  readonly live: Live;
  /** Milliseconds between the sample and now, by the cabinet's clock; grows when nothing arrives. */
  readonly ageMs: number;
  /** fresh ≤ quietMs < stale ≤ 10 s < absent (the number is taken off the tile). */
  readonly freshness: 'fresh' | 'stale' | 'absent';
}

export interface CallState {
  readonly box: string;
  readonly claim: string;
  readonly visit: string;
  readonly epoch: number;
  /** lost: no heartbeat for HEARTBEAT_LOST_MS. */
  readonly link: 'connecting' | 'live' | 'lost';
  readonly view: DoctorView | null;
  /** Every journal event of the visit, in order, none twice. */
  readonly events: readonly ReceivedEvent[];
  readonly commands: readonly SentCommand[];
  readonly remote: {
    readonly face: MediaStream | null;
    readonly voice: MediaStream | null;
    /** Otoscope or detail camera; what of it is live now, the view says. */
    readonly secondCamera?: MediaStream | null;
    /** Stethoscope. */
    readonly secondAudio?: MediaStream | null;
  };
  /** Of each picture and sound that the journal names; absent: none yet. */
  readonly media?: ReadonlyMap<string, MediumArrival>;
  /** The doctor's documents on their way, in the order they were given. */
  readonly sending?: readonly SentDocument[];
  /** Which of the doctor's own devices exist. */
  readonly local: { readonly camera: boolean; readonly microphone: boolean };
  /** The doctor's own picture and sound, for the preview and the mute buttons; null without devices. */
  readonly localStream?: MediaStream | null;
  /** The distress watch; null or absent: not known, so nobody may count on it. */
  readonly watch?: DoctorWatch | null;
  /** Round trip of the last heartbeat, ms. */
  readonly roundTripMs: number | null;
  readonly ended: Extract<CallToDoctor, { type: 'closed' }>['reason'] | null;
}

/** Messages of the fleet that were not believed. */
export interface Distrust {
  readonly box: string;
  readonly attack: Attack;
  /** `page`: said in the box's name, refused here. `box`: said in the doctor's name, refused there. */
  readonly at: 'page' | 'box';
  readonly count: number;
}

export interface DoctorState {
  readonly login: 'out' | 'busy' | 'in' | 'refused' | 'unreachable';
  readonly doctor: { readonly id: string; readonly name: string } | null;
  readonly broker: 'connecting' | 'up' | 'down';
  readonly boxes: readonly BoxSeen[];
  readonly call: CallState | null;
  readonly claimRefused: { readonly box: string; readonly reason: string } | null;
  /** What was not believed since the doctor last looked; the newest first. */
  readonly distrust?: readonly Distrust[];
}

/** Shaped for React's useSyncExternalStore; a new state object on every change, never per frame. */
export interface DoctorSession {
  getState(): DoctorState;
  subscribe(listener: () => void): () => void;
  login(doctor: string, secret: string): Promise<void>;
  logout(): void;
  take(box: string): void;
  /** Returns the id of the command, or null when there is no live call (nothing is buffered). */
  command(body: CommandBody): string | null;
  /** Fetches this picture or sound before the others. */
  fetchFirst(medium: string): void;
  /** A document for the patient, unaltered; its hash is made here. Null when there is no call. */
  sendDocument(
    what: Pick<OfferedDocument, 'kind' | 'title' | 'lines'>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<string | null>;
  /** Before the cabinet has kept it. */
  dropDocument(id: string): void;
  /** Of the distress watch; sealed, so it is no command and in no list of commands. */
  watchAct: WatchTalk['act'];
  watchAsk: WatchTalk['ask'];
  watchScores: WatchTalk['scores'];
  /** Leaves the call without ending the visit. */
  release(): void;
  dismiss(): void;
  dismissDistrust?(): void;
  /** Per-frame data bypass the state: straight to the tile and the strip. */
  onLive(listener: (live: Live) => void): () => void;
  onWave(listener: (wave: Wave) => void): () => void;
  /** Age and freshness of the last value of a quantity, now; null when none has come in this call. */
  live(quantity: Live['quantity']): LiveValue | null;
  /** How the line is, since it was last asked; null without a call. */
  lineStats(): Promise<LineStats | null>;
  /** The cabinet's monotonic clock now, to count down the instants of its view; null while it is not known. */
  cabinetNow(): number | null;
}
