import { Check, Gauge, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { ExamView } from '../../../state-machines/contract.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { type CuffStart, cuffStart } from '../model/cuff.ts';
import { useTexts } from '../texts/context.tsx';

/** The seconds left are counted again this often. */
const COUNT_MS = 250;

interface Props {
  readonly session: DoctorSession;
  readonly exam: ExamView;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

/** What only the cuff needs of the doctor: the start, and his word about a result of unsure time. */
export function CuffPanel({ session, exam, live, onCommand }: Props) {
  return exam.unconfirmed ? (
    <Unconfirmed unconfirmed={exam.unconfirmed} live={live} onCommand={onCommand} />
  ) : (
    <Start session={session} exam={exam} live={live} onCommand={onCommand} />
  );
}

function Start({ session, exam, live, onCommand }: Props) {
  const texts = useTexts();
  const now = useCuffStart(session, exam, live);
  const seconds = 'seconds' in now ? now.seconds : null;
  return (
    <div className="cuff" data-testid="cuff" data-wait={'wait' in now ? now.wait : ''}>
      <Button
        look="solid"
        disabled={seconds === null}
        onPress={() => onCommand({ type: 'cuff.start' })}
        testId="cuff-start"
        icon={<Gauge aria-hidden="true" />}
      >
        {seconds === null ? texts.exam.cuff.start : texts.exam.cuff.startFor(seconds)}
      </Button>
      <p role="status" className="cuff-wait" data-testid="cuff-wait">
        {'wait' in now ? texts.exam.cuff.waits[now.wait] : ''}
      </p>
    </div>
  );
}

function useCuffStart(session: DoctorSession, exam: ExamView, live: boolean): CuffStart {
  const [, count] = useState(0);
  const running = exam.readyUntil != null;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => count((n) => n + 1), COUNT_MS);
    return () => clearInterval(timer);
  }, [running]);
  return cuffStart(exam, live, session.cabinetNow());
}

/** "22/11 09:41" of an instrument's own clock, which has no zone; as it stands where it is written otherwise. */
function shortTime(takenAt: string): string {
  const [, month, day, time] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(takenAt) ?? [];
  return time === undefined ? takenAt : `${day}/${month} ${time}`;
}

function Unconfirmed({
  unconfirmed,
  live,
  onCommand,
}: {
  readonly unconfirmed: NonNullable<ExamView['unconfirmed']>;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}) {
  const texts = useTexts();
  const { numbers, takenAt } = unconfirmed;
  const words = texts.exam.unconfirmed;
  return (
    <section className="unconfirmed" data-testid="unconfirmed" aria-labelledby="unconfirmed-heading">
      <h3 id="unconfirmed-heading">{words.heading}</h3>
      <p role="status">
        <strong>
          {numbers.systolic}/{numbers.diastolic} {texts.live.units['press-cuff-sys']}
        </strong>
        <small>
          {numbers.pulseRate !== null && ` · ${texts.live.quantities['pulse-rate']} ${numbers.pulseRate}`}
          {' · '}
          {takenAt === null ? words.notTaken : words.taken(shortTime(takenAt))}
        </small>
      </p>
      <p className="cuff-wait">{words.why}</p>
      <div className="exam-actions">
        <Button
          look="solid"
          disabled={!live}
          onPress={() => onCommand({ type: 'exam.confirm', accept: true })}
          testId="confirm-accept"
          icon={<Check aria-hidden="true" />}
        >
          {words.accept}
        </Button>
        <Button
          look="outline"
          disabled={!live}
          onPress={() => onCommand({ type: 'exam.confirm', accept: false })}
          testId="confirm-reject"
          icon={<X aria-hidden="true" />}
        >
          {words.reject}
        </Button>
      </div>
    </section>
  );
}
