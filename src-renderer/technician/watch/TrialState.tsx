/** What the watch says of itself now: it looks, or why it does not and what helps. */
import { Eye, EyeOff, LoaderCircle } from 'lucide-react';
import type { WatchReport } from '../../../src-main/api/watch-protocol.ts';
import type { BlindReason } from '../../../state-machines/distress/vocabulary.ts';
import { useWords } from '../words.tsx';

interface TrialStateProps {
  readonly on: boolean;
  readonly report: WatchReport | null;
}

export function TrialState({ on, report }: TrialStateProps) {
  const { say } = useWords();
  const blind: readonly BlindReason[] = on ? (report?.blind ?? ['starting']) : ['switched-off'];
  const starting = blind.includes('starting');
  const state = !on ? 'off' : starting ? 'starting' : blind.length > 0 ? 'blind' : 'on';
  const Icon = state === 'on' ? Eye : starting ? LoaderCircle : EyeOff;
  return (
    <div className="tech-watch-state" role="status" data-watch={state} data-blind={blind.join(' ')}>
      <Icon aria-hidden="true" />
      <div>
        <p>{say(`watch.state.${state}`, { rate: Math.round(report?.rate ?? 0) })}</p>
        {blind.map((reason) => (
          <p key={reason} className="tech-watch-why">
            {say(`blind.${reason}`)}
          </p>
        ))}
      </div>
    </div>
  );
}
