import type { Presence } from '../../../src-main/api/fleet-protocol.ts';
import { elapsedText } from '../model/waiting.ts';
import { useTexts } from '../texts/context.tsx';

export function OtherBoxes({ boxes, now }: { boxes: readonly Presence[]; now: number }) {
  const texts = useTexts();
  return (
    <section className="others" aria-labelledby="others-heading">
      <h2 id="others-heading" className="eyebrow">
        {texts.waiting.otherGroup}
      </h2>
      <ul>
        {boxes.map((box) => (
          <li key={box.box} data-testid={`box-${box.box}`} data-state={box.state}>
            <span className="others-place">{box.place}</span>
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
          </li>
        ))}
      </ul>
    </section>
  );
}
