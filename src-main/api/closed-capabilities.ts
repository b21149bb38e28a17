/** What a result of the self-test closes, and nothing more. */
import type { Capability } from '../../drivers/contract.ts';
import type { SelftestResult } from './selftest-protocol.ts';

/**
 * Capabilities no instrument can serve now: one that serves it failed, and none that serves it passed. Without a
 * result nothing is closed: an instrument's own faults still speak when it is used.
 */
export function closedCapabilities(result: SelftestResult | null): readonly Capability[] {
  const lines = result?.lines ?? [];
  const failing = new Set(lines.filter(({ status }) => status === 'fail').flatMap((l) => l.capabilities));
  const guided = (id: string) => id.startsWith('guided.');
  const serves = (capability: Capability) =>
    lines.some(
      ({ id, status, capabilities }) =>
        !guided(id) && (status === 'pass' || status === 'warn') && capabilities.includes(capability),
    );
  // What a person saw fail stays closed, whatever the line says of itself.
  const seenToFail = lines.filter(({ id, status }) => guided(id) && status === 'fail');
  const closed = new Set(seenToFail.flatMap(({ capabilities }) => capabilities));
  for (const capability of failing) if (!serves(capability)) closed.add(capability);
  return [...closed];
}
