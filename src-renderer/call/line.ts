/** The doctor's side of the conversation over the data channels, whatever peer connection carries it. */
import {
  CALL_PROTOCOL,
  type Channel,
  type CommandBody,
  type FromCabinet,
  type FromDoctor,
  fromCabinetSchema,
  type Live,
  MAX_MESSAGE_BYTES,
  type Wave,
} from '../../src-main/api/call-protocol.ts';
import type { DocumentFromCabinet } from '../../src-main/api/document-protocol.ts';
import type { BulkFromCabinet } from '../../src-main/api/media-protocol.ts';
import type { DoctorView } from '../../state-machines/contract.ts';
import type { Sent } from './channels.ts';
import type { Clock } from './clock.ts';
import { answered, decide, expire, type Ledger, LOCAL_REASONS, notSent, pressed } from './command-ledger.ts';
import { addEvent, EMPTY_LOG } from './event-log.ts';
import { EMPTY_BOARD, hear, judge } from './freshness.ts';
import { createLinkWatch } from './link-watch.ts';
import type { CallState, LiveValue } from './session-contract.ts';
import { createWatchTalk, type WatchTalk } from './watch-talk.ts';

export type LineState = Pick<
  CallState,
  'visit' | 'epoch' | 'link' | 'view' | 'events' | 'commands' | 'roundTripMs' | 'watch'
>;

export interface LineOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  send(channel: Channel, data: string): Sent;
  media(): { readonly camera: boolean; readonly microphone: boolean };
  /** This page is in front of the doctor. */
  readonly focused?: () => boolean;
  onChange(state: LineState): void;
  onBye(reason: Extract<FromCabinet, { type: 'bye' }>['reason']): void;
  onLive(live: Live): void;
  onWave(wave: Wave): void;
  onBulk(message: BulkFromCabinet): void;
  onDocument(message: DocumentFromCabinet): void;
}

export interface Line {
  /** Said with the heartbeats until the cabinet has heard it. */
  watchAct: WatchTalk['act'];
  watchAsk: WatchTalk['ask'];
  watchScores: WatchTalk['scores'];
  getState(): LineState;
  /** A new peer connection will carry the call. */
  begin(visit: string, epoch: number): void;
  /** `control` is open: say who one is and from where to go on. */
  hello(): void;
  receive(channel: Channel, data: string): void;
  /** Every HEARTBEAT_MS. */
  tick(): void;
  /** Null: not sent, and listed as refused. */
  command(body: CommandBody): string | null;
  live(quantity: Live['quantity']): LiveValue | null;
  /** The cabinet's monotonic clock now, by the measured offset; null before the first heartbeat came back. */
  cabinetNow(): number | null;
  /** Cancels the acknowledgement under way. */
  close(): void;
}

const ACK_MS = 50;

/** The channel on which each message may come; elsewhere it is malformed. */
const CHANNEL_OF = {
  welcome: 'control',
  heartbeat: 'control',
  view: 'control',
  'hello.please': 'control',
  'command.outcome': 'control',
  refused: 'control',
  bye: 'control',
  event: 'journal',
  live: 'waves',
  wave: 'waves',
  'bulk.begin': 'bulk',
  'bulk.chunk': 'bulk',
  'bulk.none': 'bulk',
  'document.have': 'bulk',
  'document.kept': 'bulk',
  'document.refused': 'bulk',
} as const satisfies Record<FromCabinet['type'], Channel>;

export function createLine(options: LineOptions): Line {
  const { clock } = options;
  const watch = createLinkWatch(clock);
  const talk = createWatchTalk({
    clock,
    focused: options.focused ?? (() => true),
    onReady: () => {
      if (saidHello) hello();
    },
    onChange: () => publish(),
  });
  let log = EMPTY_LOG;
  let ledger: Ledger = [];
  let board = EMPTY_BOARD;
  let view: DoctorView | null = null;
  let saidHello = false;
  let cancelAck: (() => void) | null = null;
  let state: LineState = {
    visit: '',
    epoch: 0,
    link: 'connecting',
    view: null,
    events: [],
    commands: [],
    roundTripMs: null,
    watch: null,
  };

  const publish = (place: { visit?: string; epoch?: number } = {}) => {
    const trip = watch.roundTripMs();
    const next: LineState = {
      visit: place.visit ?? state.visit,
      epoch: place.epoch ?? state.epoch,
      link: watch.link(),
      view,
      events: log.events,
      commands: ledger,
      roundTripMs: trip === null ? null : Math.round(trip),
      watch: talk.state(),
    };
    if (same(state, next)) return;
    state = next;
    options.onChange(state);
  };

  const say = (channel: Channel, message: FromDoctor): Sent => options.send(channel, JSON.stringify(message));

  const hello = () => {
    saidHello = true;
    const watchKey = talk.key();
    say('control', {
      type: 'hello',
      protocol: CALL_PROTOCOL,
      cursor: log.cursor,
      media: options.media(),
      ...(watchKey === null ? {} : { watchKey }),
    });
  };

  const ackSoon = () => {
    cancelAck ??= clock.after(ACK_MS, () => {
      cancelAck = null;
      if (log.cursor) say('journal', { type: 'ack', cursor: log.cursor });
    });
  };

  const accept = (message: FromCabinet) => {
    switch (message.type) {
      case 'welcome':
        if (message.epoch !== state.epoch || message.visit !== state.visit) return;
        view = message.view;
        talk.agree(message.visit, message.epoch, message.watchKey ?? null);
        break;
      case 'view':
        if (message.view.visit !== state.visit) return;
        view = message.view;
        break;
      case 'heartbeat':
        watch.echo(message);
        if (message.watch !== undefined) talk.hear(message.watch);
        break;
      case 'hello.please':
        hello();
        break;
      case 'command.outcome':
        ledger = answered(ledger, message.id, message.outcome, message.reason);
        break;
      case 'event': {
        const { type: _, ...event } = message;
        log = addEvent(log, event);
        ackSoon();
        break;
      }
      case 'live': {
        const heard = hear(board, message, clock.now());
        if (heard === board) return;
        board = heard;
        options.onLive(message);
        return;
      }
      case 'wave':
        options.onWave(message);
        return;
      case 'bye':
        options.onBye(message.reason);
        return;
      case 'refused':
        return;
      case 'bulk.begin':
      case 'bulk.chunk':
      case 'bulk.none':
        options.onBulk(message);
        return;
      case 'document.have':
      case 'document.kept':
      case 'document.refused':
        options.onDocument(message);
        return;
      default:
        message satisfies never;
    }
    publish();
  };

  return {
    getState: () => state,
    begin(visit, epoch) {
      if (visit !== state.visit) {
        log = EMPTY_LOG;
        ledger = [];
        view = null;
      }
      board = EMPTY_BOARD;
      saidHello = false;
      watch.reset();
      talk.reset();
      publish({ visit, epoch });
    },
    hello,
    receive(channel, data) {
      if (data.length > MAX_MESSAGE_BYTES) return;
      const message = parse(data);
      if (message && CHANNEL_OF[message.type] === channel) accept(message);
    },
    tick() {
      if (saidHello) say('control', { ...watch.beat(), watch: talk.next() });
      ledger = expire(ledger, clock.now());
      publish();
    },
    command(body) {
      const id = options.newId();
      const now = clock.now();
      const { visit, epoch } = state;
      const step = view?.exam?.step ?? null;
      const seen = { visit, epoch, step, link: watch.link(), offset: watch.offset(), now };
      const decision = decide(id, body, seen);
      const sent = decision.send && say('control', decision.command) === 'sent';
      if (sent) ledger = pressed(ledger, id, body, now);
      else ledger = notSent(ledger, id, body, decision.send ? LOCAL_REASONS.linkLost : decision.reason, now);
      publish();
      return sent ? id : null;
    },
    live(quantity) {
      const heard = board[quantity];
      return heard ? judge(heard, clock.now(), watch.offset()) : null;
    },
    watchAct: talk.act,
    watchAsk: talk.ask,
    watchScores: talk.scores,
    cabinetNow() {
      const offset = watch.offset();
      return offset === null ? null : clock.now() + offset;
    },
    close() {
      cancelAck?.();
      cancelAck = null;
      saidHello = false;
    },
  };
}

function parse(data: string): FromCabinet | null {
  try {
    const parsed = fromCabinetSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function same(a: LineState, b: LineState): boolean {
  return (
    a.visit === b.visit &&
    a.epoch === b.epoch &&
    a.link === b.link &&
    a.view === b.view &&
    a.events === b.events &&
    a.commands === b.commands &&
    a.roundTripMs === b.roundTripMs &&
    a.watch === b.watch
  );
}
