import { expect, it } from 'vitest';
import { adviceKeys } from '../../../drivers/advice.ts';
import { CAPABILITIES } from '../../../drivers/contract.ts';
import {
  adviceKey,
  GUIDED_STEPS,
  SELFTEST_FACTS,
  SELFTEST_REASONS,
} from '../../../src-main/api/selftest-protocol.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { adviceText, factText, lineName, reasonText, sayIn } from './index.ts';

const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

it('both languages have the same words, none empty, with the same variables', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
  for (const [key, text] of Object.entries(fr)) {
    expect(text.trim(), key).not.toBe('');
    expect(en[key as keyof typeof fr].trim(), key).not.toBe('');
    expect(variables(en[key as keyof typeof fr]), key).toEqual(variables(text));
  }
});

it.each(['fr', 'en'] as const)('every reason has words and an advice in %s', (language) => {
  const say = sayIn(language);
  for (const code of SELFTEST_REASONS) {
    expect(reasonText(say, code), code).not.toBe(code);
    expect(adviceText(say, adviceKey(code)), code).not.toBe(adviceKey(code));
  }
  for (const key of adviceKeys.filter((each) => each.endsWith('.technician')))
    expect(adviceText(say, key), key).not.toBe(key);
});

it('every fact, capability and guided part has a name', () => {
  const say = sayIn('fr');
  for (const fact of SELFTEST_FACTS) expect(factText(say, fact, 7)).toContain('7');
  for (const name of CAPABILITIES)
    expect(lineName(say, { id: `instrument.${name}`, facts: {} })).not.toBe(name);
  for (const step of GUIDED_STEPS.filter((each) => each !== 'lit'))
    expect(lineName(say, { id: `guided.${step}`, facts: {} })).not.toBe(`guided.${step}`);
  expect(lineName(say, { id: 'instrument.beurer-x', facts: { instrument: 'Beurer BM' } })).toBe('Beurer BM');
});
