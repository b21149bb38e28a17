/** Camera, microphone and speaker as the page has them: one question to it for the three lines. */
import type { MediaReport, MediaTrackReport, SelftestReason } from '../../api/selftest-protocol.ts';
import { type Check, failed, type Outcome, passed, warned } from './check.ts';

/** A camera takes seconds to open and to show its first picture. */
export const MEDIA_LIMIT_MS = 15_000;

/** null: no page is there, or it did not answer in time. */
export type AskPage = (signal: AbortSignal) => Promise<MediaReport | null>;

const TROUBLE: Readonly<Record<Exclude<MediaTrackReport['state'], 'live'>, SelftestReason>> = {
  ended: 'track-ended',
  muted: 'track-muted',
  'no-device': 'no-device',
  'not-allowed': 'not-allowed',
  failed: 'track-ended',
};

function track(report: MediaTrackReport, deaf: 'no-picture' | 'no-sound'): Outcome {
  const { devices, label, state, alive } = report;
  const facts = { devices, ...(label === '' ? {} : { label }) };
  if (state !== 'live') return failed(TROUBLE[state], label, facts);
  return alive ? passed(facts) : failed(deaf, label, facts);
}

/** `hasPage`: false where no page can ever be, as in a terminal without a core. */
export function createMediaChecks(hasPage: boolean, ask: AskPage): readonly Check[] {
  let asked: Promise<MediaReport | null> | null = null;
  const check = (id: string, judge: (report: MediaReport) => Outcome): Check => ({
    id,
    group: 'media',
    capabilities: [],
    uses: [],
    limitMs: MEDIA_LIMIT_MS,
    async run(signal) {
      if (!hasPage) return warned('needs-core');
      asked ??= ask(signal);
      const report = await asked;
      return report === null ? warned('no-page') : judge(report);
    },
  });
  return [
    check('camera', ({ camera }) => track(camera, 'no-picture')),
    check('microphone', ({ microphone }) => track(microphone, 'no-sound')),
    check('speaker', ({ speaker: { devices, label } }) => {
      const facts = { devices, ...(label === '' ? {} : { label }) };
      return devices > 0 ? passed(facts) : failed('no-device', '', facts);
    }),
  ];
}
