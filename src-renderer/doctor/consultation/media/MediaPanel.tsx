/** What an exam of pictures or sounds needs of the doctor: where, now, and his word on what came of it. */
import { Camera, Mic } from 'lucide-react';
import { useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import type { ExamView } from '../../../../state-machines/contract.ts';
import type { MediaExamView, MediaTarget } from '../../../../state-machines/media.ts';
import type { DoctorSession } from '../../../call/session-contract.ts';
import { Button } from '../../Button.tsx';
import { mayTake } from '../../model/media.ts';
import { useDoctorState } from '../../session-hooks.ts';
import { useTexts } from '../../texts/context.tsx';
import { BodyMap } from './BodyMap.tsx';
import { LiveSound } from './LiveSound.tsx';
import { MediaWord } from './MediaWord.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly exam: ExamView;
  readonly media: MediaExamView;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

export function MediaPanel({ session, exam, media, live, onCommand }: Props) {
  const texts = useTexts();
  const call = useDoctorState(session).call;
  const isSound = media.need === 'stethoscope';
  const kind = isSound ? 'clip' : 'still';
  const { toJudge } = media;
  const judged = media.media.find(({ id }) => id === toJudge);
  const heard = isSound && media.live ? (call?.remote.secondAudio ?? null) : null;
  const aim = (target: MediaTarget) => onCommand({ type: 'exam.target', target });

  useEffect(() => {
    if (toJudge !== null) session.fetchFirst(toJudge);
  }, [session, toJudge]);

  return (
    <div className="media-panel" data-testid="media-panel" data-target={media.target} data-live={media.live}>
      {isSound ? (
        <BodyMap media={media} live={live} onAim={aim} />
      ) : (
        <Targets media={media} live={live} onAim={aim} />
      )}
      {heard !== null && <LiveSound stream={heard} />}
      <Button
        look="solid"
        disabled={!live || !mayTake(exam)}
        onPress={() => onCommand({ type: 'exam.capture' })}
        testId="media-take"
        icon={isSound ? <Mic aria-hidden="true" /> : <Camera aria-hidden="true" />}
      >
        {texts.media[kind]}
      </Button>
      <p role="status" className="media-taking">
        {media.capturing === null ? '' : texts.media.taking[media.capturing.kind]}
      </p>
      {judged !== undefined && (
        <MediaWord
          key={judged.id}
          medium={judged}
          arrival={call?.media?.get(judged.id)}
          live={live}
          onCommand={onCommand}
        />
      )}
    </div>
  );
}

interface TargetsProps {
  readonly media: MediaExamView;
  readonly live: boolean;
  readonly onAim: (target: MediaTarget) => void;
}

function Targets({ media, live, onAim }: TargetsProps) {
  const texts = useTexts();
  return (
    <fieldset className="media-targets">
      <legend>{texts.media.aim}</legend>
      {media.targets.map(({ target, kept }) => (
        <AriaButton
          key={target}
          className="media-target"
          isDisabled={!live}
          aria-pressed={media.target === target}
          data-testid={`aim-${target}`}
          data-kept={kept > 0}
          onPress={() => onAim(target)}
        >
          {texts.media.aimAt(texts.media.targets[target], kept)}
        </AriaButton>
      ))}
    </fieldset>
  );
}
