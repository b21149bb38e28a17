/** Who the patient is beyond his name, one question a screen; the core knows which is asked, and keeps each answer. */
import {
  Check,
  CircleHelp,
  HandHelping,
  Languages,
  type LucideIcon,
  Mars,
  UserCheck,
  Users,
  UserX,
  Venus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { DetailAnswer } from '../../../state-machines/contract.ts';
import {
  COMPANIONS,
  type Companion,
  GUARDIANS,
  type Guardian,
  SEXES,
  type Sex,
} from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { PictoWho } from '../art/pictos.tsx';
import { QuestionScene } from '../art/scenes.tsx';
import { BackButton } from '../BackButton.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { AskPhone, AskText } from './ask.tsx';

const SEX_ICONS: Readonly<Record<Sex, LucideIcon>> = { female: Venus, male: Mars, unsaid: CircleHelp };
const COMPANION_ICONS: Readonly<Record<Companion, LucideIcon>> = {
  nobody: UserX,
  relative: Users,
  carer: HandHelping,
  interpreter: Languages,
  other: UserCheck,
};
const GUARDIAN_ICONS: Readonly<Record<Guardian, LucideIcon>> = {
  parent: Users,
  guardian: UserCheck,
  absent: UserX,
};

export function Details() {
  const { act, pending, view } = usePatient();
  const asked = view.detail ?? null;
  if (asked === null) return null;
  const answer = (given: DetailAnswer) => void act({ type: 'detail', answer: given });
  const back = () => void act({ type: 'back' });
  switch (asked.detail) {
    case 'sex':
      return (
        <Choices question="sex">
          {SEXES.map((sex) => (
            <Button
              key={sex}
              label={`details.sex.${sex}`}
              icon={SEX_ICONS[sex]}
              variant={sex === 'unsaid' ? 'quiet' : 'secondary'}
              pending={pending}
              onPress={() => answer({ detail: 'sex', sex })}
            />
          ))}
        </Choices>
      );
    case 'companion':
      return (
        <Choices question="companion">
          {COMPANIONS.map((companion) => (
            <Button
              key={companion}
              label={`details.companion.${companion}`}
              icon={COMPANION_ICONS[companion]}
              variant="secondary"
              pending={pending}
              onPress={() => answer({ detail: 'companion', companion })}
            />
          ))}
        </Choices>
      );
    case 'guardian':
      return (
        <Choices question="guardian">
          {GUARDIANS.map((guardian) => (
            <Button
              key={guardian}
              label={`details.guardian.${guardian}`}
              icon={GUARDIAN_ICONS[guardian]}
              variant="secondary"
              pending={pending}
              onPress={() => answer({ detail: 'guardian', guardian })}
            />
          ))}
        </Choices>
      );
    case 'guardianName':
      return (
        <AskText
          key="guardianName"
          question="guardianName"
          value=""
          pending={pending}
          onBack={back}
          onAnswer={(name) => answer({ detail: 'guardianName', name })}
        />
      );
    case 'minorAlone':
      return (
        <Choices question="minorAlone">
          <Button
            label="details.minorAlone.go"
            icon={Check}
            pending={pending}
            onPress={() => answer({ detail: 'minorAlone' })}
          />
        </Choices>
      );
    case 'callback':
      return (
        <AskPhone
          key="callback"
          pending={pending}
          onBack={back}
          onAnswer={(number) => answer({ detail: 'callback', number })}
        />
      );
  }
}

interface ChoicesProps {
  readonly question: 'sex' | 'companion' | 'guardian' | 'minorAlone';
  readonly children: ReactNode;
}

function Choices({ question, children }: ChoicesProps) {
  const { t } = useText();
  const { view } = usePatient();
  const { place = 1, of = 1 } = view.detail ?? {};
  return (
    <Step
      name={`details-${question}`}
      title={`details.${question}.title`}
      text={`details.${question}.text`}
      art={question === 'sex' ? <PictoWho /> : <QuestionScene />}
      controls={
        <>
          {children}
          <BackButton />
        </>
      }
    >
      <p className="pill">{t('flags.place', { place, of })}</p>
    </Step>
  );
}
