import { bciCodec, bciCodecOfUnknownDialect } from '../../drivers/bci-5byte/codec.ts';
import { berryCodec } from '../../drivers/berry-pm6750/codec.ts';
import { beurerCodec } from '../../drivers/beurer-bm-hid/codec.ts';
import { contecHidCodec } from '../../drivers/contec-hid-28e9/codec.ts';
import { contecV7Codec } from '../../drivers/contec-v7-serial/codec.ts';
import { hidScaleCodec } from '../../drivers/hid-scale/codec.ts';
import { nibp2020Codec } from '../../drivers/nibp2020/codec.ts';
import { noninCodec } from '../../drivers/nonin-df2/codec.ts';
import { omronCodec } from '../../drivers/omron-hem790it-hid/codec.ts';
import { otoscopeButtonCodec } from '../../drivers/otoscope-button/codec.ts';
import type { DeviceCodec } from '../../drivers/parts/device-codec.ts';
import { suntechCodec } from '../../drivers/suntech-advantage/codec.ts';
import { suretempCodec } from '../../drivers/suretemp-plus/codec.ts';

/** Devices the `codec` command knows, by the name of their protocol. */
export const deviceCodecs: ReadonlyMap<string, DeviceCodec> = new Map<string, DeviceCodec>([
  ['bci-5byte', bciCodecOfUnknownDialect],
  ['bci-5byte/berry', bciCodec('berry')],
  ['bci-5byte/contec', bciCodec('contec')],
  ['berry-pm6750', berryCodec],
  ['contec-v7-serial', contecV7Codec],
  ['nibp2020', nibp2020Codec],
  ['nonin-df2', noninCodec],
  ['suntech-advantage', suntechCodec],
  ['suretemp-plus', suretempCodec],
  ['contec-hid-28e9', contecHidCodec],
  ['hid-scale', hidScaleCodec],
  ['otoscope-button', otoscopeButtonCodec],
  ['beurer-bm-hid', beurerCodec],
  ['omron-hem790it-hid', omronCodec],
]);
