import { contecV7Serial } from './contec-v7-serial/model.ts';
import type { Capability, Fingerprint, InstrumentModel, PortInfo } from './contract.ts';

/** Every instrument this cabinet can drive. */
export const instrumentModels: readonly InstrumentModel[] = [contecV7Serial];

export interface Candidate {
  readonly port: PortInfo;
  readonly model: InstrumentModel;
  /** Fields that matched; more is surer. */
  readonly score: number;
}

/** Fields of the fingerprint that match the port, or 0 when one of them does not. */
export function fingerprintScore(fingerprint: Fingerprint, port: PortInfo): number {
  const vendor = fingerprint.vendorId === port.vendorId?.toLowerCase();
  const product = fingerprint.productId === port.productId?.toLowerCase();
  if (!vendor || !product) return 0;
  let score = 2;
  if (fingerprint.manufacturer !== undefined) {
    if (!fingerprint.manufacturer.test(port.manufacturer ?? '')) return 0;
    score += 1;
  }
  if (fingerprint.path !== undefined) {
    if (!fingerprint.path.test(port.path)) return 0;
    score += 1;
  }
  return score;
}

/** Which models may be behind which ports, surest first, ties in the order of the tables. */
export function candidatesFor(
  capability: Capability,
  ports: readonly PortInfo[],
  models: readonly InstrumentModel[],
): readonly Candidate[] {
  return models
    .filter((model) => model.capabilities.includes(capability))
    .flatMap((model) =>
      ports.map((port) => ({
        port,
        model,
        score: Math.max(0, ...model.fingerprints.map((fingerprint) => fingerprintScore(fingerprint, port))),
      })),
    )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
