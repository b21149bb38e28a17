/**
 * Instruments on their way to the exam: each frame becomes a live number at once, each second an event for the
 * machine, each change of the instrument's state an event at once.
 */
import type { Clock } from '../../drivers/contract.ts';
import type { HubEvent, InstrumentHub, InstrumentStatus } from '../../drivers/hub-contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import type { Live, Wave } from '../api/call-protocol.ts';
import { createLiveValues } from './live-values.ts';
import type { Dispatched } from './loop.ts';
import { createOximeterSeconds, type RawWindow } from './oximeter-seconds.ts';
import type { SeatEvent } from './seat/seat.ts';

const RETELL_MS = 1000;

export interface InstrumentDesk {
  /** The bytes behind the last second that was told. */
  rawWindow(): RawWindow;
  /** The exam is over: nothing of it may enter the next one. */
  released(): void;
  /** Tells the machine how the instrument stands now. */
  tell(): void;
  close(): void;
}

export function createInstrumentDesk(parts: {
  readonly hub: Pick<InstrumentHub, 'subscribe' | 'status'>;
  readonly now: () => Instant;
  readonly freshId: () => string;
  readonly dispatch: (event: SeatEvent) => Promise<Dispatched>;
  readonly after: Clock['after'];
  readonly stream: (message: Live | Wave) => void;
}): InstrumentDesk {
  const seconds = createOximeterSeconds();
  const live = createLiveValues();
  let told = '';
  let cancelRetell = (): void => {};
  /** Taken with each second: an unplug may empty `seconds` before the machine has judged the last one. */
  let raw = seconds.rawWindow();

  function state(status: InstrumentStatus): void {
    const { identity, fault } = status;
    const event: SeatEvent = {
      type: 'instrument.state',
      state: status.state,
      fault: fault?.code ?? null,
      instrument: identity && { model: identity.model, label: identity.label, serial: identity.serial },
    };
    const text = JSON.stringify(event);
    if (text === told) return;
    told = text;
    if (status.state !== 'streaming') {
      seconds.reset();
      live.reset();
    }
    void parts.dispatch(event).then((done) => {
      // The machine must not go on believing in a stream that is gone: told again until it is stored.
      if (done === 'failed' && told === text) retell();
    });
  }

  function retell(): void {
    told = '';
    cancelRetell();
    cancelRetell = parts.after(RETELL_MS, () => state(parts.hub.status('oximetry')));
  }

  function data(event: Extract<HubEvent, { kind: 'data' }>): void {
    const { quietMs } = parts.hub.status(event.capability);
    for (const message of live.messages(event, quietMs ?? 0)) parts.stream(message);
    if (event.event.kind !== 'reading' || event.capability !== 'oximetry') return;
    const second = seconds.add(event.event, parts.now);
    if (second === null) return;
    raw = seconds.rawWindow();
    // Three quantities may be accepted in this second; each needs its identifier now.
    void parts.dispatch({
      type: 'instrument.second',
      second,
      freshIds: [parts.freshId(), parts.freshId(), parts.freshId()],
    });
  }

  const unsubscribe = parts.hub.subscribe((event) => {
    if (event.kind === 'status' && event.status.capability === 'oximetry') state(event.status);
    if (event.kind === 'data') data(event);
  });

  return {
    rawWindow: () => raw,
    released() {
      seconds.reset();
      live.reset();
      raw = seconds.rawWindow();
    },
    tell() {
      told = '';
      state(parts.hub.status('oximetry'));
    },
    close() {
      unsubscribe();
      cancelRetell();
    },
  };
}
