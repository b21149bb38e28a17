import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useLanguageSwitch, useTexts } from './texts/context.tsx';

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M5 17h5l3-8 5 15 3-9 1.5 2H27" />
    </svg>
  );
}

export function LanguageSwitch() {
  const texts = useTexts();
  const toggle = useLanguageSwitch();
  return (
    <span lang={texts.lang === 'fr' ? 'en' : 'fr'}>
      <Button look="quiet" onPress={toggle} testId="language-switch" icon={<Languages aria-hidden="true" />}>
        {texts.switchTo}
      </Button>
    </span>
  );
}

/** `children`: what this screen says of itself, left; `actions`: right of it. */
export function Header({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <header className="header">
      <Mark />
      <div className="header-title">{children}</div>
      <div className="header-actions">
        {actions}
        <LanguageSwitch />
      </div>
    </header>
  );
}
