import { CameraOff, Image, ImageOff, MicOff } from 'lucide-react';
import type { PatientView } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { lineDownWords, useLineDown } from '../line-down.ts';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { CheckCard } from './CheckCard.tsx';
import { PhoneLine, usePhone } from './LineNotice.tsx';

/** What the patient should know about his own camera and microphone; null when all is well. */
export function mediaNotice({ camera, microphone }: PatientView['media']): TextKey | null {
  if (camera && microphone) return null;
  if (camera) return 'call.noMicrophone';
  return microphone ? 'call.noCamera' : 'call.noCameraNoMicrophone';
}

export function Talk() {
  const { t } = useText();
  const { view } = usePatient();
  const down = useLineDown(view.doctor?.link ?? null);
  const link = shownLink(view.doctor?.link ?? 'connecting', down);
  const phone = usePhone();
  const notice = mediaNotice(view.media);
  const refused = view.mediaConsent === false;
  const [title, text] = WORDS[link];
  return (
    <Step
      name={`call-${link}`}
      layout="call"
      title={title}
      text={text}
      say={[
        ...(link === 'lost' ? lineDownWords(phone) : [title, text]),
        ...(notice === null ? [] : [notice]),
        ...(refused ? [REFUSED] : []),
      ]}
      controls={<MediaConsentChange granted={view.mediaConsent ?? null} />}
    >
      {link === 'lost' ? <PhoneLine /> : null}
      {refused ? <p className="step-text">{t(REFUSED)}</p> : null}
      {notice === null ? null : (
        <p className="notice" role="status">
          {view.media.camera ? <MicOff aria-hidden="true" /> : <CameraOff aria-hidden="true" />}
          <span>{t(notice)}</span>
        </p>
      )}
      <CheckCard />
    </Step>
  );
}

const REFUSED: TextKey = 'mediaConsent.refused';

/** Once asked, the answer can be changed between exams; in one of them "I can't" is there. */
function MediaConsentChange({ granted }: { readonly granted: boolean | null }) {
  const { act, pending } = usePatient();
  if (granted === null) return null;
  return (
    <Button
      label={granted ? 'mediaConsent.withdraw' : 'mediaConsent.give'}
      variant="quiet"
      icon={granted ? ImageOff : Image}
      pending={pending}
      onPress={() => void act({ type: 'mediaConsent', granted: !granted })}
    />
  );
}

/** A gap of a moment changes no word. */
const shownLink = <L extends string>(link: L | 'live' | 'lost', down: boolean): L | 'live' | 'lost' =>
  link === 'lost' && !down ? 'live' : link;

const WORDS: Readonly<Record<'none' | 'connecting' | 'live' | 'lost', readonly [TextKey, TextKey]>> = {
  none: ['call.connecting.title', 'call.connecting.text'],
  connecting: ['call.connecting.title', 'call.connecting.text'],
  live: ['call.title', 'call.text'],
  lost: ['call.lost.title', 'call.lost.text'],
};
