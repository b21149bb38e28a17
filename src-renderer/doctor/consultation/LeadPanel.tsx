import { HandHelping, MessageSquareText, PauseCircle, PlayCircle, Timer } from 'lucide-react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import { type DoctorView, HELPERS, type Helper, helperSchema } from '../../../state-machines/contract.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';
import { CountDown } from './CountDown.tsx';
import { QuickSetProgress } from './QuickSetProgress.tsx';
import { SentenceDialog } from './SentenceDialog.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly view: DoctorView | null;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

const IN_CALL: readonly DoctorView['phase'][] = ['inCall', 'exam'];

/** What the doctor does besides the exams themselves: wait, write, the quick set, who helps. */
export function LeadPanel({ session, view, live, onCommand }: Props) {
  const { lead } = useTexts();
  if (view === null || !IN_CALL.includes(view.phase)) return null;
  const { hold = null, sentence = null, quickSet = null, keepOn = false, helper = null } = view;
  return (
    <section className="panel lead" aria-labelledby="lead-heading" data-testid="lead-panel">
      <h2 id="lead-heading" className="visually-hidden">
        {lead.heading}
      </h2>
      <div className="lead-acts">
        <Button
          look={hold === null ? 'outline' : 'solid'}
          disabled={!live}
          onPress={() => onCommand({ type: 'visit.hold', on: hold === null })}
          testId="hold"
          icon={hold === null ? <PauseCircle aria-hidden="true" /> : <PlayCircle aria-hidden="true" />}
        >
          {hold === null ? lead.hold : lead.holdEnd}
        </Button>
        <SentenceDialog
          disabled={!live}
          onSay={(said) => onCommand({ type: 'visit.say', sentence: said })}
          icon={<MessageSquareText aria-hidden="true" />}
        />
        <Button
          look="outline"
          disabled={!live || quickSet !== null || !mayStart(view)}
          label={`${lead.quick.start} : ${lead.quick.hint}`}
          onPress={() => onCommand({ type: 'quickSet.start' })}
          testId="quick-set-start"
          icon={<Timer aria-hidden="true" />}
        >
          {lead.quick.start}
        </Button>
      </div>
      <div className="lead-settings">
        <label title={lead.keepOnHint}>
          <input
            type="checkbox"
            checked={keepOn}
            disabled={!live}
            data-testid="keep-on"
            onChange={() => onCommand({ type: 'oximeter.keepOn', on: !keepOn })}
          />
          {lead.keepOn}
        </label>
        <HelperSelect helper={helper} disabled={!live} onCommand={onCommand} />
      </div>
      <div role="status" className="lead-states">
        {hold === null ? null : (
          <p className="notice notice-low" data-testid="holding">
            <PauseCircle aria-hidden="true" />
            <CountDown until={hold.until} session={session} words={lead.holding} />
          </p>
        )}
        {sentence === null ? null : (
          <p data-testid="sentence-state" data-spoken={sentence.shown?.spoken ?? ''}>
            «{' '}
            {'ready' in sentence.sentence ? lead.sentences[sentence.sentence.ready] : sentence.sentence.text}{' '}
            » ·{' '}
            <strong>
              {lead.say.states[sentence.shown === null ? 'sent' : sentence.shown.spoken ? 'spoken' : 'shown']}
            </strong>
          </p>
        )}
      </div>
      {quickSet === null ? null : (
        <QuickSetProgress
          set={quickSet}
          session={session}
          live={live}
          onStop={() => onCommand({ type: 'quickSet.stop' })}
        />
      )}
    </section>
  );
}

const OVER: readonly string[] = ['done', 'skipped', 'failed'];
const mayStart = ({ exam }: DoctorView): boolean => exam === null || OVER.includes(exam.step);

interface HelperProps {
  readonly helper: Helper | null;
  readonly disabled: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

function HelperSelect({ helper, disabled, onCommand }: HelperProps) {
  const { lead } = useTexts();
  return (
    <label className="lead-helper">
      <HandHelping aria-hidden="true" />
      <span>{lead.helper.label}</span>
      <select
        value={helper ?? 'none'}
        disabled={disabled}
        data-testid="helper"
        onChange={(event) => {
          const chosen = helperSchema.safeParse(event.target.value);
          onCommand({ type: 'visit.helper', helper: chosen.success ? chosen.data : null });
        }}
      >
        <option value="none">{lead.helper.none}</option>
        {HELPERS.map((one) => (
          <option key={one} value={one}>
            {lead.helper[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
