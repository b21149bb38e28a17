/** Who the patient says he is: what he told of himself, and the doctor's word that two identifiers were heard. */
import { BadgeCheck, ShieldQuestion, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { DoctorView } from '../../../state-machines/contract.ts';
import { IDENTIFIERS, type Identifier, LEAST_IDENTIFIERS, toldIn } from '../../../state-machines/details.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly view: DoctorView;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

/** What he told beside his name. */
export function Told({ details }: { readonly details: NonNullable<DoctorView['details']> }) {
  const { identity } = useTexts();
  if (details.length === 0) return null;
  const { sex, companion, guardian, guardianName, callback, minorAlone } = toldIn(details);
  const words = [
    sex && identity.sex[sex],
    companion && identity.companion[companion],
    guardian && guardianName && identity.guardianOf(identity.guardian[guardian], guardianName),
    callback && `${identity.callback} ${callback}`,
  ].filter((word) => word !== null);
  return (
    <>
      {minorAlone && (
        <p className="notice notice-medium" role="status" data-testid="minor-alone">
          <UserRound aria-hidden="true" />
          <span>
            <strong>{identity.minorAlone}.</strong> {identity.minorAloneHint}
          </span>
        </p>
      )}
      <p className="patient-told" data-testid="patient-told">
        {words.join(' · ')}
      </p>
    </>
  );
}

export function IdentityCheck({ view, live, onCommand }: Props) {
  const { identity } = useTexts();
  const [chosen, setChosen] = useState<readonly Identifier[] | null>(null);
  if (view.identity === null) return null;
  const { identityCheck: done = null } = view;
  const { check } = identity;
  const send = (identifiers: readonly Identifier[]) => {
    onCommand({ type: 'identity.check', identifiers: [...identifiers] });
    setChosen(null);
  };
  if (done !== null)
    return (
      <p className="identity-check" data-testid="identity-check" data-checked="true">
        <BadgeCheck aria-hidden="true" />
        <span>
          {check.done(done.identifiers.map((one) => identity.identifiers[one]).join(', '), done.by.name)}
        </span>
        <Button look="quiet" disabled={!live} testId="identity-take-back" onPress={() => send([])}>
          {check.takeBack}
        </Button>
      </p>
    );
  if (chosen === null)
    return (
      <p className="identity-check" data-testid="identity-check" data-checked="false">
        <ShieldQuestion aria-hidden="true" />
        <span title={check.notYetHint}>{check.notYet}</span>
        <Button look="quiet" disabled={!live} testId="identity-open" onPress={() => setChosen([])}>
          {check.open}
        </Button>
      </p>
    );
  const toggle = (one: Identifier) =>
    setChosen(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  const known = IDENTIFIERS.filter((one) => one !== 'birthDate' || view.identity?.birthDate !== null);
  return (
    <fieldset className="identity-check identity-choose" data-testid="identity-check" data-checked="false">
      <legend>{check.heading}</legend>
      {known.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            data-testid={`identifier-${one}`}
            onChange={() => toggle(one)}
          />
          {identity.identifiers[one]}
        </label>
      ))}
      <div className="identity-acts">
        <Button
          look="solid"
          disabled={!live || chosen.length < LEAST_IDENTIFIERS}
          testId="identity-confirm"
          onPress={() => send(chosen)}
        >
          {check.confirm}
        </Button>
        <Button look="quiet" testId="identity-cancel" onPress={() => setChosen(null)}>
          {check.cancel}
        </Button>
      </div>
    </fieldset>
  );
}
