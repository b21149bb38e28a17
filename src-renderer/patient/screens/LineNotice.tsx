import { Phone } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useText } from '../../ui/text.ts';
import { useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { LineDown } from '../art/scenes.tsx';
import { lineDownWords } from '../line-down.ts';
import { usePatient } from '../patient-context.tsx';

const NO_BREAK = '\u00a0';

/** In the place of the doctor's small picture while he cannot be seen: nothing has to be done, and whom one may telephone. */
export function LineNotice() {
  const { t } = useText();
  const phone = usePhone();
  const player = useVoicePlayer();
  const utterances = useUtterances();
  useEffect(() => {
    player?.aside(utterances(lineDownWords(phone)));
  }, [player, utterances, phone]);
  return (
    <div className="line-notice" data-notice="line" role="status">
      <LineDown />
      <div>
        <p className="line-notice-title">{t('call.lost.title')}</p>
        <p>{t('call.lost.text')}</p>
        <PhoneLine />
      </div>
    </div>
  );
}

export function usePhone(): string | null {
  const { session } = usePatient();
  return useSyncExternalStore(session.subscribe, session.getState).phone;
}

/** Nothing where no number was set. */
export function PhoneLine() {
  const { t } = useText();
  const phone = usePhone();
  return phone === null ? null : (
    <p className="phone-line">
      <Phone aria-hidden="true" />
      <span>{t('call.lost.phone', { phone: phone.replaceAll(' ', NO_BREAK) })}</span>
    </p>
  );
}
