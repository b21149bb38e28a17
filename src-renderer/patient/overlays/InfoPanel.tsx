/** What the patient agreed to, to be changed at any time, and the numbers: the same place in every visit. */
import { ArrowLeft, Check, LogOut, Phone, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { PatientAction } from '../../../src-main/api/core-api.ts';
import type { PatientView } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { DoorScene } from '../art/scenes.tsx';
import { Numbers, saidNumbers } from '../numbers.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

interface Agreement {
  readonly name: TextKey;
  /** Null: not asked yet. */
  readonly granted: boolean | null;
  readonly change: (granted: boolean) => PatientAction;
}

const agreementsOf = (view: PatientView): readonly Agreement[] => [
  {
    name: 'agreements.pictures',
    granted: view.mediaConsent ?? null,
    change: (granted) => ({ type: 'mediaConsent', granted }),
  },
  {
    name: 'agreements.third',
    granted: view.third?.granted ?? null,
    change: (granted) => ({ type: 'third', granted }),
  },
  {
    name: 'agreements.share',
    granted: view.share?.granted ?? null,
    change: (granted) => ({ type: 'share', granted }),
  },
];
const stateOf = (granted: boolean | null): TextKey =>
  granted === null ? 'agreements.notAsked' : granted ? 'agreements.given' : 'agreements.refused';

/** Phases in which the agreement to the consultation stands and can still be taken back. */
const AGREED: readonly PatientView['phase'][] = [
  'redFlags',
  'waiting',
  'alone',
  'inCall',
  'exam',
  'documents',
];

export function InfoPanel({ onClose }: { readonly onClose: () => void }) {
  const { act, pending, view } = usePatient();
  const [page, setPage] = useState<'agreements' | 'numbers' | 'stop'>('agreements');
  const agreed = AGREED.includes(view.phase);
  const back = () => setPage('agreements');
  if (page === 'numbers')
    return (
      <Panel
        key="numbers"
        name="numbers"
        title="help.numbers"
        say={saidNumbers}
        onClose={onClose}
        controls={<Button label="action.back" icon={ArrowLeft} onPress={back} />}
      >
        <Numbers />
      </Panel>
    );
  if (page === 'stop')
    return (
      <Panel
        key="stop"
        name="stop"
        title="agreements.stop.title"
        text="agreements.stop.text"
        say={['agreements.stop.title', 'agreements.stop.text']}
        art={<DoorScene />}
        onClose={onClose}
        controls={
          <>
            <Button label="agreements.stop.no" onPress={back} />
            <Button
              label="agreements.stop.yes"
              icon={LogOut}
              variant="secondary"
              pending={pending}
              onPress={() => void act({ type: 'consent', granted: false }).then(onClose)}
            />
          </>
        }
      />
    );
  return (
    <Panel
      key="info"
      name="info"
      title="agreements.title"
      text="agreements.text"
      say={['agreements.title', 'agreements.text']}
      onClose={onClose}
      controls={
        <>
          <Button label="help.numbers" icon={Phone} variant="secondary" onPress={() => setPage('numbers')} />
          <Button label="help.close" icon={ArrowLeft} onPress={onClose} />
        </>
      }
    >
      <ul className="agreements">
        <Row name="agreements.visit" granted={agreed ? true : null}>
          {agreed ? (
            <Button
              label="agreements.withdraw"
              icon={X}
              variant="quiet"
              pending={pending}
              onPress={() => setPage('stop')}
            />
          ) : null}
        </Row>
        {agreementsOf(view).map(({ name, granted, change }) => (
          <Row key={name} name={name} granted={granted}>
            {granted === null ? null : (
              <Button
                label={granted ? 'agreements.withdraw' : 'agreements.give'}
                icon={granted ? X : Check}
                variant="quiet"
                pending={pending}
                onPress={() => void act(change(!granted))}
              />
            )}
          </Row>
        ))}
      </ul>
    </Panel>
  );
}

interface RowProps {
  readonly name: TextKey;
  readonly granted: boolean | null;
  readonly children: ReactNode;
}

function Row({ name, granted, children }: RowProps) {
  const { t } = useText();
  return (
    <li data-agreement={name} data-granted={granted ?? 'not-asked'}>
      <p className="agreement-words">
        <strong>{t(name)}</strong>
        <span>{t(stateOf(granted))}</span>
      </p>
      {children}
    </li>
  );
}
