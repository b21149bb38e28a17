import { Play } from 'lucide-react';
import { useState } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import { type DoctorView, EXAM_MODES, type MediaTarget } from '../../../state-machines/contract.ts';
import { Button } from '../Button.tsx';
import { type Offer, offersOf } from '../model/exam.ts';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly view: DoctorView;
  readonly startable: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

/** Every exam of the catalogue, and why one cannot be started. */
export function ExamMenu({ view, startable, onCommand }: Props) {
  return (
    <ul className="exam-menu" data-testid="exam-menu">
      {offersOf(view).map((offer) => (
        <ExamOffer key={offer.exam} view={view} offer={offer} startable={startable} onCommand={onCommand} />
      ))}
    </ul>
  );
}

function ExamOffer({ view, offer, startable, onCommand }: Props & { readonly offer: Offer }) {
  const texts = useTexts();
  const { exam, available, reason, guided } = offer;
  const name = texts.exam.names[exam];
  const disabled = !startable || !(available || guided);
  const [target, setTarget] = useState<MediaTarget | null>(null);
  const { targets = [] } = offer;
  const known = view.instruments?.find(({ capability }) => capability === exam);
  return (
    <li data-testid={`offer-${exam}`} data-available={available} data-reason={reason ?? ''}>
      <p className="offer-name">
        <strong>{name}</strong>
        <small className={reason === null ? '' : 'offer-reason'}>
          {reason === null
            ? (known?.label ?? '')
            : `${texts.exam.unavailable[reason]}${guided ? ` · ${texts.exam.guided}` : ''}`}
        </small>
      </p>
      <UnitChoice view={view} offer={offer} name={name} onCommand={onCommand} />
      {targets.length < 2 ? null : (
        <TargetChoice name={name} targets={targets} value={target} disabled={disabled} onChange={setTarget} />
      )}
      {exam === 'blood-pressure' ? (
        EXAM_MODES.map((mode) => (
          <Button
            key={mode}
            look="outline"
            disabled={disabled}
            label={texts.exam.modeHints[mode]}
            onPress={() => onCommand({ type: 'exam.start', exam, mode })}
            testId={`exam-start-${exam}-${mode}`}
          >
            {texts.exam.modes[mode]}
          </Button>
        ))
      ) : (
        <Button
          look="outline"
          disabled={disabled}
          label={texts.exam.startOf(name)}
          onPress={() => onCommand({ type: 'exam.start', exam, ...(target === null ? {} : { target }) })}
          testId={`exam-start-${exam}`}
          icon={<Play aria-hidden="true" />}
        >
          {texts.exam.start}
        </Button>
      )}
    </li>
  );
}

interface TargetProps {
  readonly name: string;
  readonly targets: readonly MediaTarget[];
  readonly value: MediaTarget | null;
  readonly disabled: boolean;
  readonly onChange: (target: MediaTarget | null) => void;
}

/** Where it begins: an ear, a point of the chest. */
function TargetChoice({ name, targets, value, disabled, onChange }: TargetProps) {
  const { exam, media } = useTexts();
  return (
    <select
      className="unit-choice"
      value={value ?? ''}
      disabled={disabled}
      aria-label={exam.beginAt(name)}
      data-testid={`begin-${targets[0]}`}
      onChange={(event) => onChange(targets.find((one) => one === event.target.value) ?? null)}
    >
      <option value="">{exam.beginUsual}</option>
      {targets.map((one) => (
        <option key={one} value={one}>
          {media.targets[one]}
        </option>
      ))}
    </select>
  );
}

interface UnitProps {
  readonly view: DoctorView;
  readonly offer: Offer;
  readonly name: string;
  readonly onCommand: (body: CommandBody) => void;
}

/** Only where several instruments serve the exam. */
function UnitChoice({ view, offer, name, onCommand }: UnitProps) {
  const { lead } = useTexts();
  const choice = view.units?.find(({ capability }) => capability === offer.exam);
  if (choice === undefined) return null;
  const { capability, units, chosen } = choice;
  return (
    <select
      className="unit-choice"
      value={chosen ?? ''}
      aria-label={lead.units.label(name)}
      data-testid={`unit-${offer.exam}`}
      onChange={(event) =>
        onCommand({ type: 'instrument.choose', capability, unit: event.target.value || null })
      }
    >
      <option value="">{lead.units.own}</option>
      {units.map(({ unit, label, serial }) => (
        <option key={unit} value={unit}>
          {[label ?? unit, serial === null ? null : lead.units.serial(serial)].filter(Boolean).join(' · ')}
        </option>
      ))}
    </select>
  );
}
