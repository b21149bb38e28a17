/** Contec V7.0: what the host may ask. "Delete storage" (0xAE) is left out on purpose: this cabinet never deletes. */
import { z } from 'zod';
import { PACKAGE, pack } from './wire.ts';

const byte = z.int().min(0).max(255);
const segmentKeys = { user: byte, segment: byte };

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const commandRequestSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('startRealtime') }),
  z.strictObject({ command: z.literal('stopRealtime') }),
  z.strictObject({ command: z.literal('storageSegments'), user: byte }),
  z.strictObject({ command: z.literal('storageLength'), ...segmentKeys }),
  z.strictObject({ command: z.literal('storageStart'), ...segmentKeys }),
  z.strictObject({ command: z.literal('sendStorage'), ...segmentKeys }),
  z.strictObject({ command: z.literal('stopStorage') }),
  z.strictObject({ command: z.literal('model') }),
  z.strictObject({ command: z.literal('vendor') }),
  z.strictObject({ command: z.literal('deviceId') }),
  z.strictObject({ command: z.literal('userInfo') }),
  z.strictObject({ command: z.literal('piSupport') }),
  z.strictObject({ command: z.literal('userCount') }),
  z.strictObject({ command: z.literal('keepAlive') }),
  z.strictObject({ command: z.literal('storageIdentifiers') }),
  z.strictObject({
    command: z.literal('setTime'),
    hour: z.int().min(0).max(23),
    minute: z.int().min(0).max(59),
    second: z.int().min(0).max(59),
  }),
  z
    .strictObject({
      command: z.literal('setDate'),
      year: z.int().min(2000).max(2099),
      month: z.int().min(1).max(12),
      day: z.int().min(1).max(31),
      /** 0 = Sunday */
      weekday: z.int().min(0).max(6),
    })
    .refine((date) => isCalendarDay(date.year, date.month, date.day), {
      error: 'no such day in the calendar',
    }),
  z.strictObject({ command: z.literal('segmentIdentifiers'), ...segmentKeys }),
]);
export type CommandRequest = z.infer<typeof commandRequestSchema>;
export type CommandName = CommandRequest['command'];

export const COMMAND_CODES: Readonly<Record<CommandName, number>> = {
  startRealtime: 0xa1,
  stopRealtime: 0xa2,
  storageSegments: 0xa3,
  storageLength: 0xa4,
  storageStart: 0xa5,
  sendStorage: 0xa6,
  stopStorage: 0xa7,
  model: 0xa8,
  vendor: 0xa9,
  deviceId: 0xaa,
  userInfo: 0xab,
  piSupport: 0xac,
  userCount: 0xad,
  keepAlive: 0xaf,
  storageIdentifiers: 0xb0,
  setTime: 0xb1,
  setDate: 0xb2,
  segmentIdentifiers: 0xb6,
};

function parameters(request: CommandRequest): readonly number[] {
  switch (request.command) {
    case 'setTime':
      return [request.hour, request.minute, request.second];
    case 'setDate':
      return [
        Math.floor(request.year / 100),
        request.year % 100,
        request.month,
        request.day,
        request.weekday,
      ];
    case 'storageSegments':
      return [request.user];
    case 'storageLength':
    case 'storageStart':
    case 'sendStorage':
    case 'segmentIdentifiers':
      return [request.user, request.segment];
    default:
      return [];
  }
}

export function encodeCommand(request: CommandRequest): Uint8Array {
  return pack(PACKAGE.hostCommand, [COMMAND_CODES[request.command], ...parameters(request)]);
}

/** `data`: the 7 rebuilt bytes of a host command; undefined when the code or its parameters are not of the protocol. */
export function parseCommand(data: readonly number[]): CommandRequest | undefined {
  const [code, a = 0, b = 0, c = 0, d = 0, e = 0] = data;
  const command = Object.entries(COMMAND_CODES).find(([, value]) => value === code)?.[0];
  const keys = { user: a, segment: b };
  const bodies: Readonly<Record<string, object>> = {
    setTime: { hour: a, minute: b, second: c },
    setDate: { year: a * 100 + b, month: c, day: d, weekday: e },
    storageSegments: { user: a },
    storageLength: keys,
    storageStart: keys,
    sendStorage: keys,
    segmentIdentifiers: keys,
  };
  return commandRequestSchema.safeParse({ command, ...bodies[command ?? ''] }).data;
}
