/** A language that shows what a translation would break: every text accented, longer, and within brackets. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'ä',
  c: 'ç',
  e: 'ë',
  i: 'ï',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'ü',
  y: 'ÿ',
  z: 'ž',
  A: 'Å',
  C: 'Ç',
  E: 'Ê',
  I: 'Î',
  N: 'Ñ',
  O: 'Ö',
  S: 'Š',
  U: 'Û',
  Y: 'Ý',
  Z: 'Ž',
};
const GROWTH = 0.4;
const FILLER = 'lörëm ïpšüm dölör šït ämët çönšëçtëtür';

export const OPENS = '[';
export const CLOSES = ']';

/** 40 % longer, in words, as a translation grows. `{{variables}}` stay. */
export function pseudo(text: string): string {
  const accented = text
    .split(/(\{\{\w+\}\})/)
    .map((part) =>
      part.startsWith('{{') ? part : part.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter),
    )
    .join('');
  const letters = text.replaceAll(/\{\{\w+\}\}/g, '').replaceAll(/[^\p{L}]/gu, '').length;
  const more = FILLER.repeat(1 + Math.ceil((letters * GROWTH) / FILLER.length)).slice(
    0,
    Math.round(letters * GROWTH),
  );
  return `${OPENS}${accented}${more.trim() === '' ? '' : ` ${more.trim()}`}${CLOSES}`;
}
