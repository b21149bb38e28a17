/** Parts that a person judges: the test picture, the test tone, the test page, the lamp of an instrument. */
import type { Clock } from '../../../../drivers/contract.ts';
import type { SelftestLine } from '../../../api/selftest-protocol.ts';
import type { IppPrinter } from '../../print/ipp-printer.ts';
import { testPage } from '../../print/test-page.ts';
import { failed, passed, warned } from '../check.ts';
import { toLine } from '../runner.ts';
import { type Guide, type GuideHands, type GuideSay, guidedLine } from './guide.ts';

/** dB above the room: the tone, and not the room, was heard. */
const HEARD_DB = 10;
const ANSWER_MS = 5 * 60_000;

export interface AskedParts {
  readonly clock: Clock;
  readonly wallNow: () => number;
}

/** Null: no word in time, or stopped. */
async function yesOrNo({ answer }: GuideHands, clock: Clock): Promise<GuideSay | null> {
  const late = Promise.withResolvers<null>();
  const cancel = clock.after(ANSWER_MS, () => late.resolve(null));
  const said = await Promise.race([answer(), late.promise]);
  cancel();
  return said?.say === 'yes' || said?.say === 'no' ? said : null;
}

export function createPictureGuide({ clock, wallNow }: AskedParts): Guide {
  return async (hands) => {
    const from = clock.now();
    hands.show({ state: 'asked', values: {} });
    const said = await yesOrNo(hands, clock);
    if (said === null) return null;
    const outcome = said.say === 'yes' ? passed() : failed('said-no');
    const of = { group: 'media', capabilities: [] } as const;
    return guidedLine('picture', of, outcome, clock.now() - from, wallNow());
  };
}

/** The page plays and listens; the person may hear what the microphone does not. */
export function createToneGuide({ clock, wallNow }: AskedParts): Guide {
  return async (hands) => {
    const from = clock.now();
    hands.show({ state: 'asked', values: {} });
    const said = await yesOrNo(hands, clock);
    if (said === null) return null;
    const levelDb = said.levelDb ?? null;
    const facts = { levelDb: levelDb === null ? null : Math.round(levelDb) };
    const heard = levelDb !== null && levelDb >= HEARD_DB;
    const outcome =
      said.say === 'no'
        ? failed('said-no', '', facts)
        : heard
          ? passed(facts)
          : warned('tone-not-heard', '', facts);
    const of = { group: 'media', capabilities: [] } as const;
    return guidedLine('tone', of, outcome, clock.now() - from, wallNow());
  };
}

export function createPageGuide(printer: IppPrinter, place: string, { clock, wallNow }: AskedParts): Guide {
  return async (hands) => {
    const from = clock.now();
    const of = { group: 'printing', capabilities: [] } as const;
    hands.show({ state: 'working', values: {} });
    const page = testPage(place, new Date(wallNow()).toISOString());
    const printed = await printer.print(page, 'application/pdf', 'Page d’essai');
    if ('trouble' in printed) {
      const code = printed.trouble === 'refused' ? 'printer-trouble' : 'printer-unreachable';
      return guidedLine('page', of, failed(code, printed.detail), clock.now() - from, wallNow());
    }
    hands.show({ state: 'asked', values: { printer: printer.address } });
    const said = await yesOrNo(hands, clock);
    if (said === null) return null;
    const outcome = said.say === 'yes' ? passed() : failed('said-no');
    return guidedLine('page', of, outcome, clock.now() - from, wallNow());
  };
}

/** An instrument that no port shows: with its lamp on it is the cable, with its lamp off it has no power. */
export function createLitGuide({ clock, wallNow }: AskedParts): Guide {
  return async (hands): Promise<SelftestLine | null> => {
    const from = clock.now();
    const line = hands.line(hands.said.line ?? '');
    if (line?.group !== 'instruments' || line.status !== 'fail') return null;
    hands.show({ state: 'asked', values: {} });
    const said = await yesOrNo(hands, clock);
    if (said === null) return null;
    const outcome = failed(said.say === 'yes' ? 'no-data-cable' : 'device-off', '', line.facts);
    return toLine(line, outcome, clock.now() - from, wallNow());
  };
}
