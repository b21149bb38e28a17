import { expect, test } from 'vitest';
import { pseudo } from './pseudo.ts';

test('a text grows by two fifths, keeps its variables and tells where it begins and ends', () => {
  const text = 'Vous attendez depuis {{minutes}} min';
  expect(pseudo(text)).toMatch(/^\[Vöüš ättëñdëž dëpüïš \{\{minutes\}\} mïñ .+\]$/);
  expect(pseudo(text).length).toBeGreaterThan(text.length * 1.3);
  expect(pseudo('%')).toBe('[%]');
});
