/**
 * The room round the cabinet, as root: virtual instruments, each on a USB bus of its own, and the person at them. The
 * cabinet is another process and an ordinary user; it asks for what happens in the room.
 */
import { fork } from 'node:child_process';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../drivers/clock.ts';
import type { VirtualInstrument, VirtualModel } from '../../../fixtures/contract.ts';
import { virtualModels } from '../../../fixtures/instruments.ts';
import { busOf } from './gadget.ts';
import { createUsbCable, type UsbCable } from './usb-cable.ts';
import type { Answer, Asked, RoomRequest, Told } from './words.ts';

/** Where init.sh leads what is told to the host. */
const HOST = 3;
const SEED = 7;
/** Air, warming and settling; the wire keeps its time. */
const PACE = 3;

interface Plugged {
  readonly instrument: VirtualInstrument;
  readonly cable: UsbCable;
}

function put(model: VirtualModel, bus: number): Plugged {
  let instrument: VirtualInstrument | null = null;
  const cable = createUsbCable(model, bus, {
    data: (message) => instrument?.receive(message),
    feature: (report) => instrument?.receiveFeature?.(report),
  });
  const made = model.create({
    seed: SEED + bus,
    clock: systemClock,
    send: (message) => cable.write(message),
    pace: PACE,
  });
  instrument = made;
  return { instrument: made, cable };
}

const [plan = '', user = ''] = process.argv.slice(2);
const tell = (told: Told) => writeSync(HOST, `${JSON.stringify(told)}\n`);
// Every look at a gadget that has nothing to say is an exception.
Error.stackTraceLimit = 0;

const ids = plan.split(',');
const models = virtualModels.filter(({ id }) => ids.includes(id)).map((model, bus) => ({ model, bus }));
const plugged = new Map(models.map(({ model, bus }) => [model.id, put(model, bus)]));
const byBus = new Map(models.map(({ model, bus }) => [bus, model.id]));

function at(id: string | undefined): Plugged {
  const found = id === undefined ? undefined : plugged.get(id);
  if (found === undefined) throw new RangeError(`no instrument ${id}`);
  return found;
}

async function obey(request: RoomRequest): Promise<Readonly<Record<string, unknown>>> {
  if (request.do === 'line') {
    // A node that went with its instrument needs no closing.
    const bus = busOf(request.path);
    if (bus !== null) at(byBus.get(bus)).cable.hostListens(request.open);
    return {};
  }
  const { instrument, cable } = at(request.instrument);
  if (request.do === 'act') instrument.act(request.action);
  if (request.do === 'plug') {
    await cable.plug();
    instrument.plugged();
  }
  if (request.do === 'pull') {
    await cable.pull();
    instrument.unplugged();
  }
  return instrument.state;
}

const identity = Number(user);
const cabinet = fork(path.join(import.meta.dirname, 'cabinet.js'), [plan], {
  uid: identity,
  gid: identity,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
cabinet.on('message', (message: Asked | Told) => {
  if ('kind' in message) {
    tell(message);
    return;
  }
  const { id, request } = message;
  const answer = (given: Answer) => cabinet.connected && cabinet.send(given);
  obey(request).then(
    (state) => answer({ id, state }),
    (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
cabinet.once('exit', (code) => process.exit(code ?? 1));
