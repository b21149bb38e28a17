import { BookOpen } from 'lucide-react';
import type { BoxSeen } from '../../../src-main/api/fleet-protocol.ts';
import { Button } from '../Button.tsx';
import { elapsedText } from '../model/waiting.ts';
import { useTexts } from '../texts/context.tsx';
import { Unread } from './WaitingBox.tsx';

interface Props {
  readonly boxes: readonly BoxSeen[];
  readonly now: number;
  readonly disabled: boolean;
  /** Opens what an idle cabinet holds unread. */
  readonly onRead: (box: string) => void;
}

export function OtherBoxes({ boxes, now, disabled, onRead }: Props) {
  const texts = useTexts();
  return (
    <section className="others" aria-labelledby="others-heading">
      <h2 id="others-heading" className="eyebrow">
        {texts.waiting.otherGroup}
      </h2>
      <ul>
        {boxes.map((box) => (
          <li key={box.box} data-testid={`box-${box.box}`} data-state={box.state}>
            <span className="others-place">
              {box.place} <Unread unread={box.unread} />
            </span>
            <span className="others-state" data-state={box.state}>
              <i aria-hidden="true" />
              {texts.waiting.states[box.state]}
            </span>
            <span className="others-language">
              {box.language === null ? '' : texts.languages[box.language]}
            </span>
            <span className="others-since">
              {/* A last will was written when the box connected: it cannot know when the box left. */}
              {box.state === 'offline' ? '' : `${texts.waiting.since} ${elapsedText(now - box.since, texts)}`}
            </span>
            {box.state === 'idle' && box.unread !== undefined && (
              <Button
                look={box.unread.late ? 'solid' : 'outline'}
                disabled={disabled}
                label={texts.lead.prepared.readAt(box.place)}
                onPress={() => onRead(box.box)}
                testId={`read-${box.box}`}
                icon={<BookOpen aria-hidden="true" />}
              >
                {texts.lead.prepared.read}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
