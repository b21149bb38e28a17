import { CameraOff, DatabaseZap, HandHelping, History, MicOff, Siren } from 'lucide-react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { DoctorView } from '../../../state-machines/contract.ts';
import { ageAt, elapsedText } from '../model/waiting.ts';
import { useNow } from '../session-hooks.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';
import { Agreements } from './Agreements.tsx';
import { IdentityCheck, Told } from './IdentityCheck.tsx';

interface Props {
  readonly view: DoctorView | null;
  readonly since: number;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

export function PatientPanel({ view, since, live, onCommand }: Props) {
  const texts = useTexts();
  const now = useNow(1000);
  const identity = view?.identity ?? null;
  const confirmed = view?.confirmed === true;
  return (
    <section className="panel patient" aria-labelledby="patient-heading">
      <h2 id="patient-heading" className="visually-hidden">
        {texts.patient.heading}
      </h2>
      <div role="alert" className="patient-alert">
        {view?.urgent != null && (
          <p className="notice notice-medium" data-testid="urgent" data-because={view.urgent.because}>
            <Siren aria-hidden="true" />
            <span>
              <strong>{texts.lead.urgent[view.urgent.because]}.</strong> {texts.lead.urgent.hint}
            </span>
          </p>
        )}
        {view?.helpRequested === true && (
          <p className="notice notice-medium" data-testid="help-requested">
            <HandHelping aria-hidden="true" />
            <span>
              <strong>{texts.patient.help}.</strong> {texts.patient.helpHint}
            </span>
          </p>
        )}
      </div>
      <div className="patient-who">
        <p className="patient-name" data-testid="patient-name" data-known={identity !== null}>
          {nameOf(view, texts)}
        </p>
        {identity !== null && (
          <p
            className="patient-status"
            data-testid="identity-status"
            data-status={confirmed ? 'confirmed' : 'provisional'}
            title={confirmed ? texts.patient.confirmedHint : texts.patient.provisionalHint}
          >
            <span className="tag tag-outline">
              {confirmed ? texts.patient.confirmed : texts.patient.provisional}
            </span>
            <small>{texts.patient.source[identity.source]}</small>
          </p>
        )}
        {identity !== null && (
          <p className="patient-birth">
            {identity.birthDate === null ? (
              texts.patient.bornUnknown
            ) : (
              <Birth date={identity.birthDate} now={now} />
            )}
          </p>
        )}
      </div>
      <Told details={view?.details ?? []} />
      {view === null ? null : <IdentityCheck view={view} live={live} onCommand={onCommand} />}
      {view === null ? null : <Agreements view={view} live={live} onCommand={onCommand} />}
      <dl className="facts">
        <div>
          <dt>{texts.patient.language}</dt>
          <dd>{view === null ? texts.none : texts.languages[view.language]}</dd>
        </div>
        <div>
          <dt>{texts.patient.phase}</dt>
          <dd data-testid="visit-phase" data-phase={view?.phase ?? ''}>
            {view === null ? texts.none : texts.patient.phases[view.phase]}
          </dd>
        </div>
        <div>
          <dt>{texts.patient.since}</dt>
          <dd className="tabular">{elapsedText(now - since, texts)}</dd>
        </div>
      </dl>
      {view?.journal !== undefined && (
        <p
          className="notice notice-medium"
          role="status"
          data-testid="journal-state"
          data-state={view.journal}
        >
          <DatabaseZap aria-hidden="true" />
          {texts.patient.journal[view.journal]}
        </p>
      )}
      <RedFlagAnswers answers={view?.redFlags ?? []} />
      {view?.resumed === true && (
        <p className="notice notice-low" data-testid="visit-resumed">
          <History aria-hidden="true" />
          {texts.patient.resumed}
        </p>
      )}
      {view !== null && !view.media.camera && (
        <p className="notice notice-low" data-testid="patient-no-camera">
          <CameraOff aria-hidden="true" />
          {texts.patient.noCamera}
        </p>
      )}
      {view !== null && !view.media.microphone && (
        <p className="notice notice-low" data-testid="patient-no-microphone">
          <MicOff aria-hidden="true" />
          {texts.patient.noMicrophone}
        </p>
      )}
    </section>
  );
}

/** What was said yes to, or not answered; a row of noes is one line. */
export function RedFlagAnswers({ answers }: { answers: NonNullable<DoctorView['redFlags']> }) {
  const { flags } = useTexts().lead;
  if (answers.length === 0) return null;
  const told = answers.filter(({ answer }) => answer !== 'no');
  return (
    <p className="red-flags" data-testid="red-flags" data-told={told.length}>
      {told.length === 0
        ? flags.none
        : told.map(({ flag, answer }) => `${flags.names[flag]} : ${flags.answers[answer]}`).join(' · ')}
    </p>
  );
}

function nameOf(view: DoctorView | null, texts: Texts): string {
  if (view === null) return texts.call.connecting;
  const { identity } = view;
  return identity === null ? texts.patient.unknown : `${identity.birthName} ${identity.firstName}`;
}

export function Birth({ date, now }: { date: string; now: number }) {
  const texts = useTexts();
  const age = ageAt(date, new Date(now));
  const [year, month, day] = date.split('-');
  return (
    <>
      {texts.patient.born} <time dateTime={date}>{`${day}/${month}/${year}`}</time>
      {age !== null && <strong> · {texts.patient.age(age.years, age.months)}</strong>}
    </>
  );
}
