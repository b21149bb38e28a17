import { LANGUAGES, type Language } from '../../../state-machines/contract.ts';

/**
 * What the doctor calls the languages of the patients.
 * @param tag BCP 47 of the doctor's own language
 * @param easy what a language's plain form is called
 */
export function languageNames(
  tag: string,
  easy: (name: string) => string,
): Readonly<Record<Language, string>> {
  const names = new Intl.DisplayNames(tag, { type: 'language' });
  const nameOf = (id: Language) => {
    const [language = id, plain] = id.split('-');
    const name = names.of(language) ?? language;
    return plain === 'falc' ? easy(name) : name;
  };
  const capital = (name: string) => name.slice(0, 1).toLocaleUpperCase(tag) + name.slice(1);
  return Object.fromEntries(LANGUAGES.map((id) => [id, capital(nameOf(id))])) as Record<Language, string>;
}
