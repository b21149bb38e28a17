import { contecV7Codec } from '../../drivers/contec-v7-serial/codec.ts';
import type { DeviceCodec } from '../../drivers/parts/device-codec.ts';

/** Devices the `codec` command knows, by the name of their protocol. */
export const deviceCodecs: ReadonlyMap<string, DeviceCodec> = new Map([['contec-v7-serial', contecV7Codec]]);
