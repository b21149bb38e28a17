import { ArrowRight } from 'lucide-react';
import type { BoxSeen } from '../../../src-main/api/fleet-protocol.ts';
import { Button } from '../Button.tsx';
import { elapsedText } from '../model/waiting.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';

interface Props {
  readonly box: BoxSeen;
  readonly now: number;
  /** The longest wait of all: the one to take next. */
  readonly first: boolean;
  readonly disabled: boolean;
  readonly onTake: () => void;
}

/** How many visits were left here to be read. */
export function Unread({ unread }: Pick<BoxSeen, 'unread'>) {
  const { prepared } = useTexts().lead;
  if (unread === undefined) return null;
  return (
    <span className="tag tag-outline" data-late={unread.late}>
      {prepared.count(unread.count)}
      {unread.late && ` · ${prepared.late}`}
    </span>
  );
}

/** Why somebody must be seen now: as he said himself, else how it is known. */
function reasonText({ because, flags = [] }: BoxSeen, { lead }: Texts): string {
  if (flags.length > 0) return flags.map((flag) => lead.flags.names[flag]).join(', ');
  return because === undefined ? '' : lead.urgent[because];
}

export function WaitingBox({ box, now, first, disabled, onTake }: Props) {
  const texts = useTexts();
  return (
    <li className="waiting-box" data-first={first} data-testid={`box-${box.box}`} data-state={box.state}>
      <div className="waiting-place">
        <h2>{box.place}</h2>
        {box.urgent === true && (
          <span className="tag tag-urgent" data-testid={`urgent-${box.box}`}>
            {texts.lead.urgent.tag}
          </span>
        )}
        <Unread unread={box.unread} />
        {box.because !== undefined && (
          <p className="waiting-reason" data-testid={`reason-${box.box}`}>
            {reasonText(box, texts)}
          </p>
        )}
        <small>
          {box.box}
          {box.language !== null && ` · ${texts.languages[box.language]}`}
        </small>
      </div>
      <p className="waiting-since">
        <small>{texts.waiting.states.waiting}</small>
        <strong>
          {texts.waiting.since} {elapsedText(now - box.since, texts)}
        </strong>
      </p>
      <Button
        look={first ? 'solid' : 'outline'}
        disabled={disabled}
        onPress={onTake}
        label={texts.waiting.takeAt(box.place)}
        testId={`take-${box.box}`}
        icon={<ArrowRight aria-hidden="true" />}
      >
        {texts.waiting.take}
      </Button>
    </li>
  );
}
