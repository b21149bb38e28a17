/** One guided part over the list: what to do, what is seen, what the person says. */
import {
  Camera,
  Check,
  Gauge,
  HeartPulse,
  Lightbulb,
  type LucideIcon,
  Printer,
  Volume2,
  X,
} from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type {
  GuidedStep,
  GuideView,
  SelftestLine,
  TechnicianAction,
} from '../../../src-main/api/selftest-protocol.ts';
import { Push } from '../Push.tsx';
import type { TechnicianSession } from '../technician-session.ts';
import { adviceText, lineName, reasonText } from '../texts/index.ts';
import { useWords } from '../words.tsx';
import { CuffPart } from './CuffPart.tsx';
import { FingerPart } from './FingerPart.tsx';
import { PicturePart } from './PicturePart.tsx';
import { TonePart } from './TonePart.tsx';

type Guide = Extract<TechnicianAction, { type: 'guide' }>;
export type SayGuide = (say: 'ready' | 'yes' | 'no', levelDb?: number | null) => void;

const ART: Readonly<Record<GuidedStep, LucideIcon>> = {
  finger: HeartPulse,
  cuff: Gauge,
  picture: Camera,
  tone: Volume2,
  page: Printer,
  lit: Lightbulb,
};

interface GuidePanelProps {
  readonly guide: GuideView;
  /** The line it ended in. */
  readonly line: SelftestLine | null;
  readonly lines: readonly SelftestLine[];
  /** Which camera and which microphone are tried. */
  readonly labels: MediaLabels;
  readonly session: Pick<TechnicianSession, 'act' | 'dismiss'>;
}

export function GuidePanel({ guide, line, lines, labels, session }: GuidePanelProps) {
  const { say } = useWords();
  const { step, state } = guide;
  const over = state === 'over';
  const Icon = ART[step];
  const ended = line ?? lines.find(({ id }) => id === `guided.${step}`) ?? null;
  const tell: SayGuide = (word, levelDb) => {
    const action: Guide = { type: 'guide', step, say: word };
    void session.act(levelDb === undefined ? action : { ...action, levelDb });
  };
  const cancel = () => void session.act({ type: 'stop' });
  return (
    <ModalOverlay
      className="panel-back"
      isOpen
      isDismissable={false}
      onOpenChange={(open) => {
        if (open) return;
        if (over) session.dismiss();
        else cancel();
      }}
    >
      <Modal className="tech-panel">
        <Dialog className="tech-dialog" data-panel={`guide-${step}`}>
          {step === 'picture' && !over ? null : (
            <div className="tech-art">
              <Icon aria-hidden="true" />
            </div>
          )}
          <Heading slot="title" level={2}>
            {say(`guide.${step}`)}
          </Heading>
          {over ? (
            <>
              <Ended line={ended} />
              <Push
                label={say('guide.close')}
                icon={X}
                name="guide-close"
                onPress={() => session.dismiss()}
              />
            </>
          ) : (
            <>
              <Part guide={guide} labels={labels} tell={tell} />
              <Push
                variant={step === 'cuff' && state === 'working' ? 'danger' : 'small'}
                label={say(step === 'cuff' && state === 'working' ? 'guide.cuff.stop' : 'guide.cancel')}
                icon={X}
                name="guide-stop"
                onPress={cancel}
              />
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface PartProps extends Pick<GuidePanelProps, 'guide' | 'labels'> {
  readonly tell: SayGuide;
}

function Part({ guide, labels, tell }: PartProps) {
  const { say } = useWords();
  const { step, state, values } = guide;
  switch (step) {
    case 'finger':
      return <FingerPart values={values} />;
    case 'cuff':
      return <CuffPart state={state} values={values} tell={tell} />;
    case 'picture':
      return <PicturePart labels={labels} tell={tell} />;
    case 'tone':
      return <TonePart labels={labels} tell={tell} />;
    case 'page':
      return state === 'working' ? (
        <p role="status">{say('guide.page.printing')}</p>
      ) : (
        <YesNo text={say('guide.page.text')} tell={tell} />
      );
    case 'lit':
      return <YesNo text={say('guide.lit.text')} tell={tell} />;
  }
}

export function YesNo({ text, tell }: { readonly text: string; readonly tell: (say: 'yes' | 'no') => void }) {
  const { say } = useWords();
  return (
    <>
      <p>{text}</p>
      <div className="tech-pair">
        <Push label={say('guide.yes')} icon={Check} name="guide-yes" onPress={() => tell('yes')} />
        <Push
          variant="secondary"
          label={say('guide.no')}
          icon={X}
          name="guide-no"
          onPress={() => tell('no')}
        />
      </div>
    </>
  );
}

function Ended({ line }: { readonly line: SelftestLine | null }) {
  const { say } = useWords();
  if (line === null) return null;
  const { status, reason, advice } = line;
  return (
    <div className="tech-ended" data-status={status} role="status">
      <p className="tech-ended-status">{say(`status.${status}`)}</p>
      <p className="sr-only">{lineName(say, line)}</p>
      {reason === null ? null : <p>{reasonText(say, reason.code)}</p>}
      {advice === null ? null : <p>{adviceText(say, advice)}</p>}
    </div>
  );
}
