import { Check, CircleDashed, LoaderCircle, Minus, RotateCw, TriangleAlert, X } from 'lucide-react';
import type { SelftestFact, SelftestLine, SelftestStatus } from '../../src-main/api/selftest-protocol.ts';
import { Push } from './Push.tsx';
import { adviceText, factText, lineName, reasonText } from './texts/index.ts';
import { useWords } from './words.tsx';

const ICONS = { pass: Check, warn: TriangleAlert, fail: X, 'not-fitted': Minus } as const;

interface LineRowProps {
  readonly line: SelftestLine;
  readonly running: boolean;
  /** Something is under way: nothing else can be begun. */
  readonly busy: boolean;
  readonly onAgain: () => void;
  /** Null: no question about a lamp here. */
  readonly onLit: (() => void) | null;
}

/** One line of the result: how it stands, why, what to do. */
export function LineRow({ line, running, busy, onAgain, onLit }: LineRowProps) {
  const { say } = useWords();
  const { status, reason, advice } = line;
  const name = lineName(say, line);
  const guided = line.id.startsWith('guided.');
  return (
    <li className="tech-line" data-line={line.id} data-status={running ? 'running' : status}>
      <StatusMark status={running ? null : status} />
      <h3>{name}</h3>
      {guided ? null : (
        <Push
          variant="small"
          label={say('screen.again')}
          spoken={say('screen.again-line', { name })}
          icon={RotateCw}
          name={`again-${line.id}`}
          disabled={busy}
          onPress={onAgain}
        />
      )}
      <div className="tech-line-words">
        {reason === null || running ? null : (
          <p className="tech-reason">
            {reasonText(say, reason.code)}
            {reason.detail === '' ? null : <span className="tech-detail">{reason.detail}</span>}
          </p>
        )}
        {advice === null || running || status === 'not-fitted' ? null : (
          <p className="tech-advice">{adviceText(say, advice)}</p>
        )}
        {running ? null : <Facts line={line} />}
        {onLit === null || running ? null : (
          <Push
            variant="small"
            label={say('screen.lit')}
            icon={CircleDashed}
            name={`lit-${line.id}`}
            disabled={busy}
            onPress={onLit}
          />
        )}
      </div>
    </li>
  );
}

/** null: under way. A sign and a word, never a colour alone. */
function StatusMark({ status }: { readonly status: SelftestStatus | null }) {
  const { say } = useWords();
  const Icon = status === null ? LoaderCircle : ICONS[status];
  return (
    <p className="tech-mark">
      <Icon aria-hidden="true" />
      <span>{status === null ? say('screen.waiting') : say(`status.${status}`)}</span>
    </p>
  );
}

function Facts({ line }: { readonly line: SelftestLine }) {
  const { say } = useWords();
  const told = Object.entries(line.facts).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [factText(say, name as SelftestFact, value)],
  );
  return told.length === 0 ? null : <p className="tech-facts">{told.join(' · ')}</p>;
}
