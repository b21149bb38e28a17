import { CameraOff, DatabaseZap, HandHelping, History, MicOff } from 'lucide-react';
import type { DoctorView } from '../../../state-machines/contract.ts';
import { ageAt, elapsedText } from '../model/waiting.ts';
import { useNow } from '../session-hooks.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';

export function PatientPanel({ view, since }: { view: DoctorView | null; since: number }) {
  const texts = useTexts();
  const now = useNow(1000);
  const identity = view?.identity ?? null;
  return (
    <section className="panel patient" aria-labelledby="patient-heading">
      <h2 id="patient-heading" className="visually-hidden">
        {texts.patient.heading}
      </h2>
      <div role="alert" className="patient-alert">
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
          <p className="patient-status" data-testid="identity-status" title={texts.patient.provisionalHint}>
            <span className="tag tag-outline">{texts.patient.provisional}</span>
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

function nameOf(view: DoctorView | null, texts: Texts): string {
  if (view === null) return texts.call.connecting;
  const { identity } = view;
  return identity === null ? texts.patient.unknown : `${identity.birthName} ${identity.firstName}`;
}

function Birth({ date, now }: { date: string; now: number }) {
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
