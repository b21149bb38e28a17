import type { IdentifyPage } from './identify-pages.ts';

/** The page the identification begins with; only drawings of one page set it. */
export const identifyStartPage: { current: IdentifyPage } = { current: 'choose' };
