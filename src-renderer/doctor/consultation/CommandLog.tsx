import { Ban, Check, Clock } from 'lucide-react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { SentCommand } from '../../call/session-contract.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';

/** A command that never left: there was no live call. `after`: how many had been sent before it. */
export interface NotSent {
  readonly id: string;
  readonly body: CommandBody;
  readonly after: number;
}

const SHOWN = 3;

interface Row {
  readonly id: string;
  readonly body: CommandBody;
  readonly outcome: SentCommand['outcome'] | 'not-sent';
  readonly reason: string;
}

function rowsOf(commands: readonly SentCommand[], notSent: readonly NotSent[]): readonly Row[] {
  const lost = (index: number): readonly Row[] =>
    notSent
      .filter((entry) => entry.after === index)
      .map(({ id, body }) => ({ id, body, outcome: 'not-sent', reason: '' }));
  return [...lost(0), ...commands.flatMap((command, index) => [command, ...lost(index + 1)])];
}

function nameOf(body: CommandBody, texts: Texts): string {
  if (body.type === 'exam.start') return texts.exam.startOf(texts.exam.names[body.exam]);
  if (body.type === 'exam.confirm' && !body.accept) return texts.commands.reject;
  return texts.commands.names[body.type];
}

/** What became of the last commands. The newest is first and is also said aloud. */
export function CommandLog({
  commands,
  notSent,
}: {
  commands: readonly SentCommand[];
  notSent: readonly NotSent[];
}) {
  const texts = useTexts();
  const rows = rowsOf(commands, notSent).slice(-SHOWN).toReversed();
  const words = (row: Row) =>
    row.outcome === 'not-sent' ? texts.commands.notSent : texts.commands.outcomes[row.outcome];
  const [newest] = rows;
  return (
    <div className="commands">
      <p role="status" className="visually-hidden" data-testid="command-announcement">
        {newest !== undefined && `${nameOf(newest.body, texts)}: ${words(newest)}`}
      </p>
      <ol data-testid="command-log" aria-label={texts.commands.heading}>
        {rows.map((row) => (
          <li key={row.id} data-outcome={row.outcome} data-command={row.body.type} data-id={row.id}>
            <OutcomeIcon outcome={row.outcome} />
            <span>{nameOf(row.body, texts)}</span>
            <strong>{words(row)}</strong>
            {row.outcome === 'refused' && row.reason !== '' && (
              <small>{texts.commands.reasons[row.reason] ?? row.reason}</small>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function OutcomeIcon({ outcome }: { outcome: Row['outcome'] }) {
  if (outcome === 'pending') return <Clock aria-hidden="true" />;
  return outcome === 'executed' || outcome === 'duplicate' ? (
    <Check aria-hidden="true" />
  ) : (
    <Ban aria-hidden="true" />
  );
}
