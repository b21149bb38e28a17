/** Who is there: by booking code, or by name, first name and birth date; one question a screen. */
import { Check, IdCard, Pencil, Ticket } from 'lucide-react';
import { useEffect, useReducer, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { PictoWho } from '../art/pictos.tsx';
import { PapersScene } from '../art/scenes.tsx';
import { BackButton } from '../BackButton.tsx';
import { showIso } from '../keyboard/date.ts';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { AskDate, AskText } from './ask.tsx';
import { draftOf, IDENTIFY_START, identifyFrom, stepIdentify } from './identify-pages.ts';
import { identifyStart } from './identify-start.ts';

export function Identify() {
  const { t } = useText();
  const { view, act, pending, session } = usePatient();
  const [state, dispatch] = useReducer(
    stepIdentify,
    identifyStart.current === IDENTIFY_START ? identifyFrom(view.draft ?? null) : identifyStart.current,
  );
  // Kept by the core with each answer, so that a screen that dies loses none; a refusal changes nothing here.
  const draft = JSON.stringify(draftOf(state));
  const kept = useRef(JSON.stringify(view.draft ?? null));
  useEffect(() => {
    if (draft === 'null' || draft === kept.current) return;
    kept.current = draft;
    void session.request({ type: 'draft', draft: JSON.parse(draft) });
  }, [draft, session]);
  const back = () => dispatch({ type: 'back' });
  const { birthName, firstName, birthDate } = state;

  switch (state.page) {
    case 'choose':
      return (
        <Step
          name="identify-choose"
          title="identify.choose.title"
          text="identify.choose.text"
          art={<PapersScene />}
          say={[
            'identify.choose.title',
            'identify.choose.text',
            'identify.choose.code',
            'identify.choose.name',
          ]}
          controls={
            <>
              <Button
                label="identify.choose.code"
                icon={Ticket}
                onPress={() => dispatch({ type: 'go', page: 'code' })}
              />
              <Button
                label="identify.choose.name"
                icon={IdCard}
                variant="secondary"
                onPress={() => dispatch({ type: 'go', page: 'birthName' })}
              />
              <BackButton />
            </>
          }
        />
      );
    case 'code':
      return (
        <AskText
          key="code"
          question="code"
          value={state.code}
          refused={state.codeAsked && view.identifyError !== null ? 'identify.code.unknown' : null}
          pending={pending}
          onBack={back}
          onAnswer={(code) => {
            dispatch({ type: 'code', code });
            void act({ type: 'identifyByCode', code });
          }}
          other={{
            label: 'identify.code.useName',
            onPress: () => dispatch({ type: 'go', page: 'birthName' }),
          }}
        />
      );
    case 'birthName':
      return (
        <AskText
          key="birthName"
          question="birthName"
          value={birthName}
          onBack={back}
          onAnswer={(value) => dispatch({ type: 'birthName', value })}
        />
      );
    case 'firstName':
      return (
        <AskText
          key="firstName"
          question="firstName"
          value={firstName}
          onBack={back}
          onAnswer={(value) => dispatch({ type: 'firstName', value })}
        />
      );
    case 'birthDate':
      return (
        <AskDate
          value={birthDate}
          onBack={back}
          onAnswer={(value) => dispatch({ type: 'birthDate', value })}
        />
      );
    case 'confirm':
      return (
        <Step
          name="identify-confirm"
          title="identify.confirm.title"
          text="identify.confirm.text"
          controls={
            <>
              <Button
                label="identify.confirm.yes"
                icon={Check}
                pending={pending}
                onPress={() => void act({ type: 'identifyByName', birthName, firstName, birthDate })}
              />
              <Button
                label="identify.confirm.no"
                icon={Pencil}
                variant="secondary"
                onPress={() => dispatch({ type: 'go', page: 'birthName' })}
              />
            </>
          }
        >
          <div className="identity-card">
            <PictoWho />
            <div>
              <p className="identity-name">{`${firstName} ${birthName}`}</p>
              <p>{birthDate === null ? t('identify.confirm.noDate') : showIso(birthDate)}</p>
            </div>
          </div>
        </Step>
      );
  }
}
