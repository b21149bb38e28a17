import { expect, test } from 'vitest';
import { LANGUAGES } from '../../state-machines/contract.ts';
import { languages, textKeys, textOf } from './languages/index.ts';
import { createI18n, isolated } from './text.ts';

test('a telephone number keeps the order of its groups from right to left, and nothing is added otherwise', () => {
  expect(isolated({ phone: '03 80 00 00 00' }, 'ltr')).toEqual({ phone: '03 80 00 00 00' });
  expect(isolated({ phone: '03 80 00 00 00' }, 'rtl')).toEqual({ phone: '\u206803 80 00 00 00\u2069' });
});

test('only the texts that are shown are altered', () => {
  const i18n = createI18n('fr', (text) => text.toUpperCase());
  expect(i18n.t('action.yes')).toBe('OUI');
  expect(createI18n('en').t('action.yes')).toBe('Yes');
});

test.each(LANGUAGES)('%s shows its own words', (language) => {
  const i18n = createI18n(language);
  for (const key of textKeys) expect(i18n.t(key), key).toBe(textOf(languages[language].texts[key]));
});
