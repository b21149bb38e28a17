import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { Keypad } from './Keypad.tsx';
import { Scanner } from './Scanner.tsx';
import { type AccessSettings, applySettings, NO_NEEDS, VOICE_RATE } from './settings.ts';

interface Access {
  readonly settings: AccessSettings;
  change(next: Partial<AccessSettings>): void;
}

const AccessContext = createContext<Access>({ settings: NO_NEEDS, change: () => {} });

export const useAccess = (): Access => useContext(AccessContext);

interface Props {
  /** True once the visit is over: nothing of one person is left for the next. */
  readonly over: boolean;
  readonly children: ReactNode;
}

export function AccessProvider({ over, children }: Props) {
  const [settings, setSettings] = useState(NO_NEEDS);
  const player = useVoicePlayer();
  const change = useCallback(
    (next: Partial<AccessSettings>) => setSettings((before) => ({ ...before, ...next })),
    [],
  );

  useEffect(() => {
    if (over) setSettings(NO_NEEDS);
  }, [over]);
  useEffect(() => {
    // The gallery puts its own on the root; with no needs there is nothing to take away.
    if (settings === NO_NEEDS) return;
    applySettings(document.documentElement, settings);
    return () => applySettings(document.documentElement, NO_NEEDS);
  }, [settings]);
  useEffect(() => {
    player?.setRate(settings.slow ? VOICE_RATE.slow : VOICE_RATE.normal);
  }, [player, settings.slow]);

  const access = useMemo(() => ({ settings, change }), [settings, change]);
  return (
    <AccessContext value={access}>
      {children}
      <Keypad />
      {settings.scan === null ? null : <Scanner pace={settings.scan} />}
    </AccessContext>
  );
}
