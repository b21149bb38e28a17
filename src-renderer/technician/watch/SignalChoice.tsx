/** Which acts are watched, each with how far its rule is on its way while somebody tries it. */
import { Checkbox } from 'react-aria-components';
import type { WatchReport } from '../../../src-main/api/watch-protocol.ts';
import { CAMERA_SIGNALS, type CameraSignal } from '../../../state-machines/distress/vocabulary.ts';
import { useWords } from '../words.tsx';

interface SignalChoiceProps {
  readonly chosen: readonly CameraSignal[];
  readonly disabled: boolean;
  readonly report: WatchReport | null;
  readonly onChange: (chosen: readonly CameraSignal[]) => void;
}

export function SignalChoice({ chosen, disabled, report, onChange }: SignalChoiceProps) {
  const { say } = useWords();
  return (
    <fieldset className="tech-signals">
      <legend>{say('watch.signals')}</legend>
      <p>{say('watch.signals.text')}</p>
      {CAMERA_SIGNALS.map((signal) => {
        const { score = 0, confirmedAgoMs = null } = report?.signals[signal] ?? {};
        return (
          <div key={signal} className="tech-signal">
            <Checkbox
              className="tech-check"
              data-signal={signal}
              isSelected={chosen.includes(signal)}
              isDisabled={disabled}
              onChange={(on) =>
                onChange(CAMERA_SIGNALS.filter((one) => (one === signal ? on : chosen.includes(one))))
              }
            >
              <span className="tech-box" aria-hidden="true" />
              <span>
                {say(`signal.${signal}`)}
                <small>{say(`signal.${signal}.text`)}</small>
              </span>
            </Checkbox>
            <meter
              min={0}
              max={1}
              value={confirmedAgoMs === null ? Math.min(score, 0.99) : 1}
              aria-label={say('watch.score', { signal: say(`signal.${signal}`) })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
