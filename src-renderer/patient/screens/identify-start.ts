import { IDENTIFY_START, type IdentifyState } from './identify-pages.ts';

/** What the identification begins with; only drawings of one page set it. */
export const identifyStart: { current: IdentifyState } = { current: IDENTIFY_START };
