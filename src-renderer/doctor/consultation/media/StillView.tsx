/** A kept picture, large, to be looked at closely by hand or by keyboard. */
import { Maximize, X, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../../Button.tsx';
import type { VisitMedium } from '../../model/media.ts';
import { clockTime } from '../../model/results.ts';
import { useTexts } from '../../texts/context.tsx';
import { ArrivalMark } from './ArrivalMark.tsx';
import { useObjectUrl } from './use-object-url.ts';

const STEP = 1.5;
const MOST = 8;

interface Props {
  readonly medium: VisitMedium;
  readonly blob: Blob;
  readonly onClose: () => void;
}

export function StillView({ medium, blob, onClose }: Props) {
  const texts = useTexts();
  const { zoom } = texts.media;
  const [scale, setScale] = useState(1);
  const url = useObjectUrl(blob);
  const what = texts.media.targets[medium.target];
  const time = clockTime(medium.at.wall, texts.lang);
  const by = (factor: number) => setScale((now) => Math.max(1, Math.min(MOST, now * factor)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === '+' || event.key === '=') by(STEP);
    else if (event.key === '-') by(1 / STEP);
    else if (event.key === '0') setScale(1);
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal modal-wide">
        <Dialog className="dialog still" data-testid="still-view">
          <Heading slot="title">
            {what} · {time}
          </Heading>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: moved with the arrow keys when it is larger than its frame */}
          <section className="still-frame" tabIndex={0} aria-label={what} onKeyDown={onKeyDown}>
            {url !== null && (
              <img
                src={url}
                alt={texts.media.alt(what, time)}
                style={{ width: `${100 * scale}%` }}
                data-testid="still-picture"
              />
            )}
          </section>
          <div className="still-facts">
            <ArrivalMark arrival={{ state: 'here', blob }} />
            {medium.still && <small>{texts.media.size(medium.still.width, medium.still.height)}</small>}
            <small>
              {texts.media.hash} : <code data-testid="still-hash">{medium.sha256}</code>
            </small>
          </div>
          <div className="dialog-actions">
            <Button look="outline" onPress={() => by(1 / STEP)} icon={<ZoomOut aria-hidden="true" />}>
              {zoom.out}
            </Button>
            <Button look="outline" onPress={() => setScale(1)} icon={<Maximize aria-hidden="true" />}>
              {zoom.fit}
            </Button>
            <Button
              look="outline"
              onPress={() => by(STEP)}
              icon={<ZoomIn aria-hidden="true" />}
              testId="zoom-in"
            >
              {zoom.in}
            </Button>
            <Button look="solid" onPress={onClose} icon={<X aria-hidden="true" />} testId="still-close">
              {zoom.close}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
