import { EventEmitter } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { createReportReader, packReport, type ReportKind } from './hid-frames.ts';
import type { HidDevice, OpenHidDevice } from './hid-link.ts';

/** How the path of a virtual HID instrument ends. */
export const HID_SOCKET_SUFFIX = '.hid.sock';

/**
 * Opens a virtual HID instrument, offered by another process on a unix socket, in the shape of node-hid. Rejects where
 * nobody offers it. Once the other end is gone: one `error`, and every write rejects, as when a device was pulled.
 */
export const openVirtualHid: OpenHidDevice = (path) =>
  new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      resolve(deviceOver(socket));
    });
  });

function deviceOver(socket: Socket): HidDevice {
  const events = new EventEmitter();
  const read = createReportReader();
  let over: 'no' | 'closed' | 'pulled' = 'no';

  function pulled(): void {
    if (over !== 'no') return;
    over = 'pulled';
    socket.destroy();
    if (events.listenerCount('error') > 0) events.emit('error', new Error('the device is gone'));
  }

  function listen(): void {
    socket.on('data', (chunk: Buffer) => {
      const frames = read(chunk);
      if (frames === null) return pulled();
      for (const { kind, report } of frames) {
        if (over === 'no' && kind === 'input') events.emit('data', Buffer.from(report));
      }
    });
  }

  socket.on('error', pulled);
  socket.on('close', pulled);

  function send(kind: ReportKind, report: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      if (over !== 'no') return reject(new Error('the device is gone'));
      socket.write(packReport(kind, report), (error) => (error ? reject(error) : resolve(report.length)));
    });
  }

  return {
    on(event: 'data' | 'error', listener: (value: never) => void) {
      if (event === 'data' && events.listenerCount('data') === 0) listen();
      return events.on(event, listener as (value: unknown) => void);
    },
    write: (report) => send('output', report),
    sendFeatureReport: (report) => send('feature', report),
    close() {
      if (over === 'no') over = 'closed';
      return new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        socket.once('close', () => resolve());
        socket.destroy();
      });
    },
  };
}
