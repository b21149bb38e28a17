/** SureTemp Plus: what the host may ask. Every command gets a reply. */
import { z } from 'zod';
import { splitArgument } from '../parts/command-words.ts';
import { pack, TYPE } from './wire.ts';

export const CODE = {
  serial: 0x2900,
  getMethod: 0x2913,
  setMethod: 0x2a12,
  setDefaultProbeMode: 0x2a37,
  getProbeMode: 0x2945,
  getDefaultProbeMode: 0x2949,
  restart: 0x3000,
  lockProbe: 0x3503,
  setProbe: 0x3604,
  selfTestStatus: 0x9401,
  monitorPause: 0x9413,
  defaultMethod: 0x9415,
  temperature: 0x941c,
  asynchronous: 0x9434,
} as const;

/** [code, ...data] of every command without a number of its own. */
const FIXED = {
  getTemperature: [CODE.temperature],
  /** The manual's table gives it no data, its worked example one 00. */
  getSerial: [CODE.serial, 0],
  getStatusNoClear: [CODE.selfTestStatus],
  getMethod: [CODE.getMethod],
  'setMethod:predictive': [CODE.setMethod, 0],
  /** Refused while the probe is out of its well. */
  'setMethod:monitor': [CODE.setMethod, 1],
  getProbeMode: [CODE.getProbeMode],
  getDefaultProbeMode: [CODE.getDefaultProbeMode],
  'setDefaultProbeMode:oral': [CODE.setDefaultProbeMode, 0],
  'setDefaultProbeMode:childAxillary': [CODE.setDefaultProbeMode, 1],
  'setDefaultProbeMode:adultAxillary': [CODE.setDefaultProbeMode, 2],
  getMonitorPause: [CODE.monitorPause],
  getDefaultMethod: [CODE.defaultMethod],
  /** Pretends; taken only while the switch is locked. */
  'setProbe:in': [CODE.setProbe, 0],
  'setProbe:out': [CODE.setProbe, 1],
  asyncOn: [CODE.asynchronous, 1],
  asyncOff: [CODE.asynchronous, 0],
  restart: [CODE.restart],
} as const satisfies Readonly<Record<string, readonly [number, ...number[]]>>;

const FIXED_NAMES = Object.keys(FIXED) as (keyof typeof FIXED)[];

const fixed = z.strictObject({ command: z.enum(FIXED_NAMES) });
/** 1: software, not the switch in the well, says whether the probe is out. */
const lockProbe = z.strictObject({ command: z.literal('lockProbe'), argument: z.int().min(0).max(1) });

export const commandSchema = z.union([fixed, z.preprocess(splitArgument, lockProbe)]);
export type SuretempCommand = z.infer<typeof commandSchema>;

export function encodeCommand(request: SuretempCommand): Uint8Array {
  if (request.command === 'lockProbe') return pack(CODE.lockProbe, TYPE.command, [request.argument]);
  const [code, ...data] = FIXED[request.command];
  return pack(code, TYPE.command, data);
}
