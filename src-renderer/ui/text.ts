import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../state-machines/contract.ts';
import { languages, type TextKey, textKeys, textOf } from './languages/index.ts';

export type Variables = Readonly<Record<string, string | number>>;

/**
 * One i18next instance with every language; keys are flat, so their dots are letters.
 * @param alter changes every text, to try the screens
 */
export function createI18n(language: Language, alter = (text: string) => text): i18n {
  const resources = Object.fromEntries(
    Object.entries(languages).map(([name, { texts }]) => [
      name,
      { translation: Object.fromEntries(textKeys.map((key) => [key, alter(textOf(texts[key]))])) },
    ]),
  );
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: false,
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

export function useText(): Text {
  const { t, i18n: instance } = useTranslation();
  return {
    t: (key, variables = {}) => t(key, variables),
    language: instance.language as Language,
  };
}
