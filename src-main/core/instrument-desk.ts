/**
 * Instruments on their way to the exam: each frame becomes a live number at once, each second an event for the
 * machine, each change of an instrument's state and each end of a cuff an event at once.
 */
import type {
  Capability,
  Clock,
  InstrumentData,
  InstrumentIdentity,
  Quantity,
} from '../../drivers/contract.ts';
import type { HubEvent, InstrumentHub, InstrumentStatus } from '../../drivers/hub-contract.ts';
import { canStartRemotely } from '../../drivers/registry.ts';
import { type Instant, PRESSURE_IDS, SCALAR_IDS } from '../../state-machines/contract.ts';
import type { Live, Wave } from '../api/call-protocol.ts';
import { createLiveValues } from './live-values.ts';
import type { Dispatched } from './loop.ts';
import { createOximeterSeconds } from './oximeter-seconds.ts';
import { createRawKeeper, type RawWindow, rawWindowOf } from './raw-window.ts';
import { createScalarSeconds } from './scalar-seconds.ts';
import type { SeatEvent } from './seat/seat.ts';

const RETELL_MS = 1000;
/** An exam of the oximeter accepts 5 s of unchanged value; kept with a margin. */
const RAW_MS = 6000;
/** SpO2, pulse and perfusion may be accepted in one second. */
const OXIMETRY_IDS = 3;
/** Those that some exam measures with. */
const TOLD = ['oximetry', 'blood-pressure', 'temperature', 'weight'] as const satisfies Capability[];
type Told = (typeof TOLD)[number];
const isTold = (capability: Capability): capability is Told => TOLD.some((told) => told === capability);

export interface InstrumentDesk {
  /** The bytes behind what was told last of this capability. */
  rawOf(capability: Capability): RawWindow;
  /** The exam is over: nothing of it may enter the next one. */
  released(capability: Capability): void;
  /** Tells the machine how every instrument stands now. */
  tell(): void;
  close(): void;
}

const short = ({ model, label, serial }: InstrumentIdentity) => ({ model, label, serial });

export function createInstrumentDesk(parts: {
  readonly hub: Pick<InstrumentHub, 'subscribe' | 'status'>;
  readonly now: () => Instant;
  readonly freshId: () => string;
  readonly dispatch: (event: SeatEvent) => Promise<Dispatched>;
  readonly after: Clock['after'];
  readonly stream: (message: Live | Wave) => void;
}): InstrumentDesk {
  const oximeter = createOximeterSeconds();
  const scalars = {
    temperature: createScalarSeconds('body-temperature'),
    weight: createScalarSeconds('mass-body'),
  };
  const live = createLiveValues();
  const kept = new Map(TOLD.map((capability) => [capability, createRawKeeper(RAW_MS)]));
  /** Taken with each event: an unplug may empty what is kept before the machine has judged. */
  const raw = new Map<Capability, () => RawWindow>();
  const told = new Map<Capability, string>();
  const cancelRetell = new Map<Capability, () => void>();

  const ids = (count: number) => Array.from({ length: count }, () => parts.freshId());

  function forget(capability: Capability): void {
    if (capability === 'oximetry') oximeter.reset();
    if (capability === 'temperature' || capability === 'weight') scalars[capability].reset();
    if (isTold(capability)) kept.get(capability)?.reset();
    live.reset(capability);
  }

  function state(status: InstrumentStatus): void {
    const { identity, fault, capability } = status;
    if (!isTold(capability)) return;
    const event: SeatEvent = {
      type: 'instrument.state',
      capability,
      state: status.state,
      fault: fault?.code ?? null,
      instrument: identity && short(identity),
      ...(capability === 'blood-pressure' ? { remoteStart: canStartRemotely(identity?.model ?? null) } : {}),
    };
    const text = JSON.stringify(event);
    if (text === told.get(capability)) return;
    told.set(capability, text);
    if (status.state !== 'streaming') forget(capability);
    void parts.dispatch(event).then((done) => {
      // The machine must not go on believing in a stream that is gone: told again until it is stored.
      if (done === 'failed' && told.get(capability) === text) retell(capability);
    });
  }

  function retell(capability: Capability): void {
    told.delete(capability);
    cancelRetell.get(capability)?.();
    cancelRetell.set(
      capability,
      parts.after(RETELL_MS, () => state(parts.hub.status(capability))),
    );
  }

  /** What the machine hears of it; null: nothing yet. */
  function eventOf(
    capability: Capability,
    identity: InstrumentIdentity,
    data: InstrumentData,
  ): SeatEvent | null {
    switch (data.kind) {
      case 'reading':
        if (capability === 'oximetry') {
          const second = oximeter.add(data, parts.now);
          return second && { type: 'instrument.second', second, freshIds: ids(OXIMETRY_IDS) };
        }
        if (capability === 'temperature' || capability === 'weight') {
          const second = scalars[capability].add(data, parts.now);
          return second && { type: 'instrument.value', capability, second, freshIds: ids(SCALAR_IDS) };
        }
        return null;
      case 'cuff-end':
        return {
          type: 'cuff.end',
          commandId: data.commandId,
          outcome: 'failure' in data.outcome ? data.outcome : { numbers: { ...data.outcome.numbers } },
          instrument: short(identity),
          freshIds: ids(PRESSURE_IDS),
        };
      case 'memory-record': {
        const value = (quantity: Quantity) => data.values.find((m) => m.quantity === quantity)?.value ?? null;
        const [systolic, diastolic] = [value('press-cuff-sys'), value('press-cuff-dia')];
        if (systolic === null || diastolic === null) return null;
        const numbers = {
          systolic,
          diastolic,
          mean: value('press-cuff-mean'),
          pulseRate: value('pulse-rate'),
        };
        const { takenAt, clock, irregular, movement } = data;
        return {
          type: 'memory.record',
          numbers,
          takenAt,
          clock,
          irregular,
          movement,
          instrument: short(identity),
          freshIds: ids(PRESSURE_IDS),
        };
      }
      case 'shutter':
        return { type: 'shutter.pressed', capture: parts.freshId() };
      default:
        return null;
    }
  }

  function data({ capability, identity, event }: Extract<HubEvent, { kind: 'data' }>): void {
    const { quietMs } = parts.hub.status(capability);
    for (const message of live.messages(capability, event, quietMs ?? 0)) parts.stream(message);
    const heard = eventOf(capability, identity, event);
    if (heard !== null) {
      const whole = event.kind === 'cuff-end' || event.kind === 'memory-record';
      const bytes = whole
        ? () => rawWindowOf([event.raw])
        : isTold(capability) && kept.get(capability)?.freeze();
      if (bytes) raw.set(capability, bytes);
      void parts.dispatch(heard);
    }
    if (event.kind === 'reading' && isTold(capability)) kept.get(capability)?.add(event);
  }

  const unsubscribe = parts.hub.subscribe((event) => {
    if (event.kind === 'status') state(event.status);
    if (event.kind === 'data') data(event);
  });

  return {
    rawOf: (capability) => raw.get(capability)?.() ?? rawWindowOf([]),
    released(capability) {
      forget(capability);
      raw.delete(capability);
    },
    tell() {
      for (const capability of TOLD) {
        told.delete(capability);
        state(parts.hub.status(capability));
      }
    },
    close() {
      unsubscribe();
      for (const cancel of cancelRetell.values()) cancel();
    },
  };
}
