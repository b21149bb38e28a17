import { CameraOff, MicOff } from 'lucide-react';
import type { PatientView } from '../../../state-machines/contract.ts';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

/** What the patient should know about his own camera and microphone; null when all is well. */
export function mediaNotice({ camera, microphone }: PatientView['media']): TextKey | null {
  if (camera && microphone) return null;
  if (camera) return 'call.noMicrophone';
  return microphone ? 'call.noCamera' : 'call.noCameraNoMicrophone';
}

export function Talk() {
  const { t } = useText();
  const { view } = usePatient();
  const link = view.doctor?.link ?? 'connecting';
  const notice = mediaNotice(view.media);
  const [title, text] = WORDS[link];
  return (
    <Step
      name={`call-${link}`}
      layout="call"
      title={title}
      text={text}
      say={notice === null ? [title, text] : [title, text, notice]}
    >
      {notice === null ? null : (
        <p className="notice" role="status">
          {view.media.camera ? <MicOff aria-hidden="true" /> : <CameraOff aria-hidden="true" />}
          <span>{t(notice)}</span>
        </p>
      )}
    </Step>
  );
}

const WORDS: Readonly<Record<'none' | 'connecting' | 'live' | 'lost', readonly [TextKey, TextKey]>> = {
  none: ['call.connecting.title', 'call.connecting.text'],
  connecting: ['call.connecting.title', 'call.connecting.text'],
  live: ['call.title', 'call.text'],
  lost: ['call.lost.title', 'call.lost.text'],
};
