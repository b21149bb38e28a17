/** A port opened by the bare library and nothing else: what every product over it costs at least. */
import { createConnection } from 'node:net';
import { SerialPort } from 'serialport';
import type { InstrumentModel, PortInfo } from '../../drivers/contract.ts';
import { openVirtualHid } from '../../drivers/link/virtual-hid.ts';
import type { Said } from '../../fixtures/testing/session.ts';

export interface BarePort {
  say(said: Pick<Said, 'by' | 'bytes'>): void;
  close(): Promise<void>;
}

type OnBytes = (bytes: Uint8Array) => void;

async function openSerial(path: string, model: InstrumentModel, onBytes: OnBytes): Promise<BarePort> {
  if (model.transport !== 'serial') throw new RangeError(`${model.id} is no serial model`);
  const port = new SerialPort({ path, ...model.serial, autoOpen: false });
  await new Promise<void>((done, fail) => port.open((error) => (error ? fail(error) : done())));
  port.on('data', onBytes);
  // A port that goes away ends with the cabinet.
  port.on('error', () => undefined);
  return {
    say: ({ bytes }) => void port.write(Buffer.from(bytes)),
    close: () => new Promise((done) => (port.isOpen ? port.close(() => done()) : done())),
  };
}

async function openHid(path: string, onBytes: OnBytes): Promise<BarePort> {
  const device = await openVirtualHid(path);
  device.on('data', onBytes);
  device.on('error', () => undefined);
  const id = 0;
  return {
    say({ by, bytes }) {
      const report = Buffer.from([id, ...bytes]);
      const sent = by === 'host-feature' ? device.sendFeatureReport(report) : device.write(report);
      void sent.catch(() => undefined);
    },
    close: () => device.close(),
  };
}

async function openInput(path: string, onBytes: OnBytes): Promise<BarePort> {
  const socket = createConnection(path);
  await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail));
  socket.on('error', () => undefined).on('data', onBytes);
  return {
    say: () => undefined,
    close: () => new Promise((done) => socket.once('close', () => done()).destroy()),
  };
}

/** @throws when it cannot be opened. */
export function openBare(port: PortInfo, model: InstrumentModel, onBytes: OnBytes): Promise<BarePort> {
  switch (model.transport) {
    case 'serial':
      return openSerial(port.path, model, onBytes);
    case 'hid':
      return openHid(port.path, onBytes);
    case 'input':
      return openInput(port.path, onBytes);
  }
}
