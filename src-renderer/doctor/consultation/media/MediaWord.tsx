/** The doctor's word on what was just taken. The side of an ear is asked, never filled in. */
import { Check, RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import { EAR_TARGETS, type Medium, type Rejection } from '../../../../state-machines/media.ts';
import type { MediumArrival } from '../../../call/session-contract.ts';
import { Button } from '../../Button.tsx';
import { isEar, rejectionsFor } from '../../model/media.ts';
import { useTexts } from '../../texts/context.tsx';
import { ArrivalMark } from './ArrivalMark.tsx';
import { ClipPlayer } from './ClipPlayer.tsx';
import { useObjectUrl } from './use-object-url.ts';

interface Props {
  readonly medium: Medium;
  readonly arrival: MediumArrival | undefined;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

export function MediaWord({ medium, arrival, live, onCommand }: Props) {
  const { media } = useTexts();
  const id = useId();
  const reasons = rejectionsFor(medium);
  const [why, setWhy] = useState<Rejection>('again');
  const blob = arrival?.state === 'here' ? arrival.blob : null;
  const url = useObjectUrl(medium.kind === 'still' ? blob : null);
  const what = media.targets[medium.target];
  const judge = (
    accept: boolean,
    more: Pick<Extract<CommandBody, { type: 'exam.judgeMedia' }>, 'target' | 'why'>,
  ) => onCommand({ type: 'exam.judgeMedia', medium: medium.id, accept, ...more });
  return (
    <section className="media-word" aria-labelledby={`${id}-heading`} data-testid="media-word">
      <h3 id={`${id}-heading`}>{isEar(medium) ? media.judge.which : `${media.judge.heading} : ${what}`}</h3>
      {url !== null && <img src={url} alt={what} className="media-word-picture" />}
      {blob !== null && medium.clip && <ClipPlayer blob={blob} durationMs={medium.clip.durationMs} />}
      <ArrivalMark arrival={arrival} />
      <div className="exam-actions">
        {isEar(medium) ? (
          EAR_TARGETS.map((target) => (
            <Button
              key={target}
              look="solid"
              disabled={!live || blob === null}
              onPress={() => judge(true, { target })}
              testId={`confirm-${target}`}
              icon={<Check aria-hidden="true" />}
            >
              {media.targets[target]}
            </Button>
          ))
        ) : (
          <Button
            look="solid"
            disabled={!live || blob === null}
            onPress={() => judge(true, {})}
            testId="media-accept"
            icon={<Check aria-hidden="true" />}
          >
            {media.judge.good}
          </Button>
        )}
      </div>
      <div className="media-word-again">
        <label htmlFor={`${id}-why`}>{media.judge.why}</label>
        <select
          id={`${id}-why`}
          value={why}
          data-testid="media-why"
          onChange={(event) => setWhy(reasons.find((one) => one === event.target.value) ?? 'again')}
        >
          {reasons.map((one) => (
            <option key={one} value={one}>
              {media.rejections[one]}
            </option>
          ))}
        </select>
        <Button
          look="outline"
          disabled={!live}
          onPress={() => judge(false, { why })}
          testId="media-reject"
          icon={<RotateCcw aria-hidden="true" />}
        >
          {media.judge.again}
        </Button>
      </div>
    </section>
  );
}
