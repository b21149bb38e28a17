import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../state-machines/contract.ts';
import { type LanguageInfo, languages, type TextKey, textKeys, textOf } from './languages/index.ts';

export type Variables = Readonly<Record<string, string | number>>;

const translationOf = (texts: LanguageInfo['texts'], alter: (text: string) => string) =>
  Object.fromEntries(textKeys.map((key) => [key, alter(textOf(texts[key]))]));

/**
 * One i18next instance with every language; keys are flat, so their dots are letters.
 * @param alter changes the texts of this language, to try the screens
 */
export function createI18n(language: Language, alter = (text: string) => text): i18n {
  const resources = Object.fromEntries(
    Object.entries(languages).map(([name, { texts }]) => [
      name,
      { translation: translationOf(texts, name === language ? alter : (text) => text) },
    ]),
  );
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: false,
    // Else it writes fr-falc as fr-Falc, does not find it, and shows fr.
    lowerCaseLng: true,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

export interface Text {
  t(key: TextKey, variables?: Variables): string;
  readonly language: Language;
}

/**
 * Values between marks of direction (U+2068, U+2069), where the writing goes from right to left: the groups of a
 * telephone number would change places.
 */
export const isolated = (variables: Variables, dir: LanguageInfo['dir']): Variables =>
  dir === 'ltr'
    ? variables
    : Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, `\u2068${value}\u2069`]));

export function useText(): Text {
  const { t, i18n: instance } = useTranslation();
  const language = instance.language as Language;
  return {
    t: (key, variables = {}) => t(key, isolated(variables, languages[language].dir)),
    language,
  };
}
