import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { Numbers, saidNumbers } from '../numbers.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

/** Says at once whether the call for help is recorded; promises nobody who is not there. */
export function HelpPanel({ onClose }: { readonly onClose: () => void }) {
  const { session, view } = usePatient();
  const [answer, setAnswer] = useState<'pending' | 'told' | 'failed'>(
    view.helpRequested ? 'told' : 'pending',
  );

  // Each time it is opened is a call: an answered one may not have helped.
  useEffect(() => {
    let here = true;
    void session.request({ type: 'help' }).then((reply) => {
      if (here) setAnswer(reply.ok ? 'told' : 'failed');
    });
    return () => {
      here = false;
    };
  }, [session]);

  const state = view.helpRequested ? 'told' : answer;
  const title: TextKey =
    state === 'told' ? 'help.title' : state === 'failed' ? 'help.failed.title' : 'help.pending';
  const text: TextKey | null =
    state === 'told' ? 'help.text' : state === 'failed' ? 'help.failed.text' : null;
  return (
    <Panel
      name="help"
      title={title}
      {...(text ? { text } : {})}
      say={text ? [title, text, ...saidNumbers] : [title]}
      onClose={onClose}
      controls={<Button label="help.close" icon={ArrowLeft} onPress={onClose} />}
    >
      <Numbers />
    </Panel>
  );
}
