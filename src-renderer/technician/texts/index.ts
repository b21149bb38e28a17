/** Words of the self-test, in the technician's language. */
import type { Capability } from '../../../drivers/contract.ts';
import { CAPABILITIES } from '../../../drivers/contract.ts';
import type { SelftestFact, SelftestLine, SelftestReason } from '../../../src-main/api/selftest-protocol.ts';
import { en } from './en.ts';
import { fr, type TechnicianText } from './fr.ts';

export type { TechnicianText } from './fr.ts';

export const TECHNICIAN_LANGUAGES = ['fr', 'en'] as const;
export type TechnicianLanguage = (typeof TECHNICIAN_LANGUAGES)[number];

const TEXTS: Readonly<Record<TechnicianLanguage, Readonly<Record<TechnicianText, string>>>> = { fr, en };

export type Say = (key: TechnicianText, variables?: Readonly<Record<string, string | number>>) => string;

export function sayIn(language: TechnicianLanguage): Say {
  return (key, variables = {}) =>
    TEXTS[language][key].replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(variables[name] ?? ''));
}

const isText = (key: string): key is TechnicianText => Object.hasOwn(fr, key);
const isCapability = (name: string): name is Capability => (CAPABILITIES as readonly string[]).includes(name);

/** What a line is called: a capability or a model for an instrument, else its own words. */
export function lineName(say: Say, { id, facts }: Pick<SelftestLine, 'id' | 'facts'>): string {
  const key = `line.${id}`;
  if (isText(key)) return say(key);
  const name = id.replace(/^instrument\./, '');
  if (isCapability(name)) return say(`capability.${name}`);
  return typeof facts.instrument === 'string' ? facts.instrument : name;
}

export function reasonText(say: Say, code: SelftestReason): string {
  const [own, fault] = [`selftest.${code}.reason`, `fault.${code}.reason`];
  if (isText(own)) return say(own);
  return isText(fault) ? say(fault) : code;
}

export const factText = (say: Say, name: SelftestFact, value: string | number): string =>
  say(`fact.${name}`, { value });

/** `key`: of a line's advice. */
export const adviceText = (say: Say, key: string): string => (isText(key) ? say(key) : key);
