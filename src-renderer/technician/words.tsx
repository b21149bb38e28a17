import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Say, sayIn, type TechnicianLanguage } from './texts/index.ts';

interface Words {
  readonly say: Say;
  readonly language: TechnicianLanguage;
}

const WordsContext = createContext<Words>({ say: sayIn('fr'), language: 'fr' });

export function WordsProvider({
  language,
  children,
}: {
  readonly language: TechnicianLanguage;
  readonly children: ReactNode;
}) {
  const words = useMemo(() => ({ say: sayIn(language), language }), [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export const useWords = (): Words => useContext(WordsContext);
