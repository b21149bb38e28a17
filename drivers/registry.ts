import { bci5byte, bci5byteBerry } from './bci-5byte/model.ts';
import { berryPm6750 } from './berry-pm6750/model.ts';
import { beurerBmHid, beurerBmSerial } from './beurer-bm-hid/model.ts';
import { contecHid28e9 } from './contec-hid-28e9/model.ts';
import { contecV7Serial } from './contec-v7-serial/model.ts';
import type { Fingerprint, InstrumentModel, PortInfo } from './contract.ts';
import { hidScale } from './hid-scale/model.ts';
import { nibp2020 } from './nibp2020/model.ts';
import { noninDf2 } from './nonin-df2/model.ts';
import { omronHem790it } from './omron-hem790it-hid/model.ts';
import { otoscopeButton, otoscopeButtonHid } from './otoscope-button/model.ts';
import { suntechAdvantage } from './suntech-advantage/model.ts';
import { suretempPlus } from './suretemp-plus/model.ts';

/** Every instrument this cabinet can drive. Of two that serve the same exam the earlier one is taken. */
export const instrumentModels: readonly InstrumentModel[] = [
  suntechAdvantage,
  nibp2020,
  contecV7Serial,
  noninDf2,
  suretempPlus,
  berryPm6750,
  contecHid28e9,
  bci5byte,
  bci5byteBerry,
  beurerBmHid,
  beurerBmSerial,
  omronHem790it,
  hidScale,
  otoscopeButton,
  otoscopeButtonHid,
];

/** Anything that is not known to start remotely never is. */
export function canStartRemotely(model: string | null): boolean {
  return instrumentModels.some(
    (each) => each.id === model && each.transport === 'serial' && each.remoteStart === true,
  );
}

/** Fields of the fingerprint that match the port, or 0 when one of them does not. */
export function fingerprintScore(fingerprint: Fingerprint, port: PortInfo): number {
  const vendor = fingerprint.vendorId === port.vendorId?.toLowerCase();
  const product = fingerprint.productId === port.productId?.toLowerCase();
  if (!vendor || !product) return 0;
  let score = fingerprint.rarely ? 1 : 2;
  for (const field of ['manufacturer', 'product', 'path'] as const) {
    const wanted = fingerprint[field];
    if (wanted === undefined) continue;
    if (!wanted.test(port[field] ?? '')) return 0;
    score += 1;
  }
  const { usagePage } = fingerprint;
  if (usagePage !== undefined && (port.usagePage ?? 0) !== 0) {
    if (usagePage !== port.usagePage) return 0;
    score += 1;
  }
  return score;
}

export interface Candidates {
  /** Surest first; of equally sure ones those first that show soonest whether they are there. */
  readonly models: readonly InstrumentModel[];
  /** Sure: it can be no other, or it is the one of them that the cabinet's list names. Likely: its ids say more. */
  readonly first: 'sure' | 'likely' | 'any';
}

/** Ms; the kernel tells a HID or input device apart by itself. */
const answersMs = (model: InstrumentModel) => (model.transport === 'serial' ? model.answersMs : 0);

/** Which models may be behind a port. `fitted`: ids of those that this cabinet has, likelier than any other. */
export function modelsFor(
  port: PortInfo,
  models: readonly InstrumentModel[],
  fitted: readonly string[] = [],
): Candidates {
  const ranked = models
    .filter(({ transport }) => transport === (port.transport ?? 'serial'))
    .map((model) => ({
      model,
      fitted: Number(fitted.includes(model.id)),
      score: Math.max(0, ...model.fingerprints.map((fingerprint) => fingerprintScore(fingerprint, port))),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.fitted - a.fitted || b.score - a.score || answersMs(a.model) - answersMs(b.model));
  const [one, other] = ranked;
  const ordered = ranked.map(({ model }) => model);
  if (one === undefined) return { models: ordered, first: 'any' };
  if (one.fitted > (other?.fitted ?? -1)) return { models: ordered, first: 'sure' };
  return { models: ordered, first: one.score > (other?.score ?? 0) ? 'likely' : 'any' };
}
