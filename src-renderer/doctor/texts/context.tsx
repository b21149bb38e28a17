/** Which language the doctor reads, and the sentences in it. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { en } from './en.ts';
import { fr, type Texts } from './fr.ts';

interface TextsContext {
  readonly texts: Texts;
  readonly toggle: () => void;
}

const Context = createContext<TextsContext>({ texts: fr, toggle: () => undefined });

export function TextsProvider({ start = fr, children }: { start?: Texts; children: ReactNode }) {
  const [texts, setTexts] = useState(start);
  const toggle = useCallback(() => setTexts((now) => (now.lang === 'fr' ? en : fr)), []);
  useEffect(() => {
    document.documentElement.lang = texts.lang;
    document.title = `${texts.title} · ${texts.product}`;
  }, [texts]);
  const value = useMemo(() => ({ texts, toggle }), [texts, toggle]);
  return <Context value={value}>{children}</Context>;
}

export const useTexts = (): Texts => useContext(Context).texts;
export const useLanguageSwitch = (): (() => void) => useContext(Context).toggle;
