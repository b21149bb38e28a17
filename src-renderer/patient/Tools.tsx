import { Ear, Info, Languages, LifeBuoy, LogOut, Volume2, VolumeX } from 'lucide-react';
import type { Phase } from '../../state-machines/contract.ts';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/text.ts';
import { useVoicePlayer, useVoiceState } from '../ui/voice/voice-context.tsx';
import type { Panel } from './Frame.tsx';
import { usePatient } from './patient-context.tsx';

export const MAY_LEAVE: readonly Phase[] = [
  'welcome',
  'language',
  'identify',
  'details',
  'consent',
  'redFlags',
  'waiting',
  'alone',
  'inCall',
  'exam',
  'documents',
  'interrupted',
];

/** Help, voice, language, leave: the same places on every screen. */
export function Tools({ open }: { readonly open: (panel: Panel) => void }) {
  const { t } = useText();
  const { view } = usePatient();
  const player = useVoicePlayer();
  const muted = useVoiceState() === 'muted';
  const mayLeave = MAY_LEAVE.includes(view.phase);
  return (
    <nav className="tools" aria-label={t('tools.label')}>
      <Button variant="tool-help" label="action.help" icon={LifeBuoy} onPress={() => open('help')} />
      <Button variant="tool" label="action.repeat" icon={Ear} onPress={() => player?.repeat()} />
      <Button
        variant="tool"
        label={muted ? 'action.unmute' : 'action.mute'}
        icon={muted ? Volume2 : VolumeX}
        onPress={() => player?.setMuted(!muted)}
      />
      <Button variant="tool" label="action.language" icon={Languages} onPress={() => open('language')} />
      {mayLeave ? (
        <Button variant="tool" label="action.info" icon={Info} onPress={() => open('info')} />
      ) : null}
      {mayLeave ? (
        <Button variant="tool" label="action.leave" icon={LogOut} onPress={() => open('leave')} />
      ) : null}
    </nav>
  );
}
