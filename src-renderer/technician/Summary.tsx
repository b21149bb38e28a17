import { Check, CircleDashed, LoaderCircle, TriangleAlert, X } from 'lucide-react';
import { closedCapabilities } from '../../src-main/api/closed-capabilities.ts';
import type { SelftestResult } from '../../src-main/api/selftest-protocol.ts';
import { useWords } from './words.tsx';

const ICONS = { pass: Check, warn: TriangleAlert, fail: X } as const;

/** `running`: how many checks are still to end. */
export function Summary({
  result,
  running,
}: {
  readonly result: SelftestResult | null;
  readonly running: number;
}) {
  const { say, language } = useWords();
  if (running > 0)
    return (
      <div className="tech-summary" data-status="running" role="status">
        <LoaderCircle aria-hidden="true" />
        <p>{say('screen.running', { count: running })}</p>
      </div>
    );
  if (result === null)
    return (
      <div className="tech-summary" data-status="none" role="status">
        <CircleDashed aria-hidden="true" />
        <p>{say('summary.never')}</p>
      </div>
    );
  const status =
    (['fail', 'warn'] as const).find((each) => result.lines.some((l) => l.status === each)) ?? 'pass';
  const Icon = ICONS[status];
  const closed = closedCapabilities(result).map((name) => say(`capability.${name}`));
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(result.at);
  return (
    <div className="tech-summary" data-status={status} role="status">
      <Icon aria-hidden="true" />
      <div>
        <p>{say(`summary.${status}`)}</p>
        {closed.length === 0 ? null : (
          <p className="tech-closed">{say('summary.closed', { names: closed.join(', ') })}</p>
        )}
        <p className="tech-when">{say('summary.when', { when })}</p>
      </div>
    </div>
  );
}
