/** A drawn room and scores from nowhere in the place of the camera and the watch. */
import type { WatchReport } from '../../../src-main/api/watch-protocol.ts';
import type { BlindReason, CameraSignal } from '../../../state-machines/distress/vocabulary.ts';
import { makeReport } from '../../distress/report.ts';
import type { OpenTrial } from '../watch/trial.ts';
import { drawn } from './previews.ts';

export interface Trial {
  readonly rate: number;
  readonly blind: readonly BlindReason[];
  /** 0 … 1 */
  readonly scores: Readonly<Partial<Record<CameraSignal, number>>>;
}

const reportOf = ({ rate, blind, scores }: Trial): WatchReport => {
  const report = makeReport({ now: 0, seen: null, models: null, blind });
  const signals = Object.fromEntries(
    Object.entries(report.signals).map(([signal, told]) => [
      signal,
      { ...told, score: scores[signal as CameraSignal] ?? 0 },
    ]),
  ) as WatchReport['signals'];
  return { ...report, rate, signals };
};

export const trialOf =
  (trial: Trial): OpenTrial =>
  (_parts, onChange) => {
    onChange({ picture: drawn(2), report: reportOf(trial) });
    return { close: () => {} };
  };
