import { Check } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { Panel } from '../overlays/Panel.tsx';
import { useAccess } from './access-context.tsx';
import { PACES } from './settings.ts';
import './access.css';

const NEEDS = ['large', 'contrast', 'still', 'slow', 'low'] as const;

/** Each need is a switch; several may be on. */
export function AccessPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const { settings, change } = useAccess();
  const { scan } = settings;
  return (
    <Panel
      name="access"
      title="access.title"
      text="access.text"
      say={[
        'access.title',
        'access.text',
        ...NEEDS.map((need) => `access.${need}` as const),
        'access.switch',
      ]}
      onClose={onClose}
      controls={<Button label="access.done" icon={Check} onPress={onClose} />}
    >
      <div className="access-needs">
        {NEEDS.map((need) => (
          <Button
            key={need}
            variant={settings[need] ? 'primary' : 'secondary'}
            label={`access.${need}`}
            pressed={settings[need]}
            {...(settings[need] ? { icon: Check } : {})}
            onPress={() => change({ [need]: !settings[need] })}
          />
        ))}
        <Button
          variant={scan === null ? 'secondary' : 'primary'}
          label="access.switch"
          pressed={scan !== null}
          {...(scan === null ? {} : { icon: Check })}
          onPress={() => change({ scan: scan === null ? 'medium' : null })}
        />
      </div>
      {scan === null ? null : (
        <fieldset className="access-paces">
          <legend>{t('access.pace')}</legend>
          {PACES.map((pace) => (
            <Button
              key={pace}
              variant={pace === scan ? 'primary' : 'secondary'}
              label={`access.pace.${pace}`}
              pressed={pace === scan}
              onPress={() => change({ scan: pace })}
            />
          ))}
        </fieldset>
      )}
    </Panel>
  );
}
