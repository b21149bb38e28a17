import { BookCheck, X } from 'lucide-react';
import type { CallState, DoctorSession } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { Header } from '../Header.tsx';
import { noArrivals } from '../model/arrivals.ts';
import { preparedOf } from '../model/prepared.ts';
import { ageAt } from '../model/waiting.ts';
import { useScreenFocus } from '../session-hooks.ts';
import { useTexts } from '../texts/context.tsx';
import { CommandLog } from './CommandLog.tsx';
import { LinkState } from './LinkState.tsx';
import { MediaGallery } from './media/MediaGallery.tsx';
import { Birth, RedFlagAnswers } from './PatientPanel.tsx';
import { ResultsList } from './ResultsList.tsx';
import { WatchMarks } from './WatchMarks.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly call: CallState;
  readonly place: string;
}

/** A visit that a patient left to be read: nobody is in the cabinet. */
export function Reading({ session, call, place }: Props) {
  const texts = useTexts();
  const { prepared } = texts.lead;
  const heading = useScreenFocus();
  const { identity, language, redFlags, leftAt } = preparedOf(call.events);
  const read = !(call.view?.unread ?? []).some(({ visit }) => visit === call.visit);
  return (
    <div className="consultation reading" data-link={call.link} data-testid="reading">
      <Header
        actions={
          <>
            <Button
              look="quiet"
              onPress={() => session.release()}
              testId="reading-close"
              icon={<X aria-hidden="true" />}
            >
              {prepared.close}
            </Button>
            <Button
              look="solid"
              disabled={read || call.link !== 'live'}
              onPress={() => session.command({ type: 'prepared.read', visit: call.visit })}
              testId="reading-done"
              icon={<BookCheck aria-hidden="true" />}
            >
              {read ? prepared.done : prepared.markRead}
            </Button>
          </>
        }
      >
        <h1 ref={heading} tabIndex={-1}>
          {place}
        </h1>
        <LinkState session={session} link={call.link} roundTripMs={call.roundTripMs} />
      </Header>
      <main className="reading-grid">
        <section className="panel patient" aria-labelledby="reading-who">
          <p className="eyebrow">{prepared.events}</p>
          <h2 id="reading-who" className="patient-name" data-testid="patient-name">
            {identity === null ? prepared.unknown : `${identity.birthName} ${identity.firstName}`}
          </h2>
          {identity?.birthDate != null && leftAt !== null && ageAt(identity.birthDate, new Date(leftAt)) && (
            <p className="patient-birth">
              <Birth date={identity.birthDate} now={leftAt} />
            </p>
          )}
          <p>{prepared.hint}</p>
          <dl className="facts">
            <div>
              <dt>{texts.patient.language}</dt>
              <dd>{language === null ? texts.none : texts.languages[language]}</dd>
            </div>
            <div>
              <dt>{prepared.events}</dt>
              <dd data-testid="reading-left">
                {leftAt === null ? texts.none : new Date(leftAt).toLocaleString(texts.lang)}
              </dd>
            </div>
          </dl>
          <EarlierMarks session={session} call={call} />
          <RedFlagAnswers answers={redFlags} />
          <CommandLog commands={call.commands} notSent={[]} />
        </section>
        <div className="rail">
          <MediaGallery call={call} />
          <ResultsList events={call.events} arrivals={noArrivals} />
        </div>
      </main>
    </div>
  );
}

/** What the watch told while the patient was there, and no doctor has answered. */
function EarlierMarks({ session, call }: Pick<Props, 'session' | 'call'>) {
  const { watch: texts } = useTexts();
  const { watch = null, link } = call;
  if (watch === null || watch.marks.length === 0) return null;
  return (
    <section className="watch" aria-labelledby="reading-watch" data-testid="reading-watch">
      <h3 id="reading-watch" className="eyebrow">
        {texts.earlier}
      </h3>
      <WatchMarks session={session} watch={watch} live={link === 'live'} past />
    </section>
  );
}
