/** Where the head of the stethoscope goes, seen from the front and from the back. Left and right are the patient's. */
import { Button as AriaButton } from 'react-aria-components';
import type { MediaExamView, MediaTarget } from '../../../../state-machines/media.ts';
import { useTexts } from '../../texts/context.tsx';

interface Place {
  readonly side: 'front' | 'back';
  /** Percent of the figure, from its left and top. */
  readonly x: number;
  readonly y: number;
}

const PLACES: Readonly<Partial<Record<MediaTarget, Place>>> = {
  'heart-aortic': { side: 'front', x: 43, y: 33 },
  'heart-pulmonary': { side: 'front', x: 57, y: 33 },
  'heart-tricuspid': { side: 'front', x: 54, y: 52 },
  'heart-mitral': { side: 'front', x: 67, y: 60 },
  'lung-front-left-upper': { side: 'front', x: 70, y: 24 },
  'lung-front-right-upper': { side: 'front', x: 30, y: 24 },
  'lung-front-left-lower': { side: 'front', x: 76, y: 45 },
  'lung-front-right-lower': { side: 'front', x: 26, y: 52 },
  'lung-side-left': { side: 'front', x: 88, y: 66 },
  'lung-side-right': { side: 'front', x: 12, y: 66 },
  'lung-back-left-upper': { side: 'back', x: 34, y: 26 },
  'lung-back-right-upper': { side: 'back', x: 66, y: 26 },
  'lung-back-left-middle': { side: 'back', x: 34, y: 46 },
  'lung-back-right-middle': { side: 'back', x: 66, y: 46 },
  'lung-back-left-lower': { side: 'back', x: 30, y: 66 },
  'lung-back-right-lower': { side: 'back', x: 70, y: 66 },
};

interface Props {
  readonly media: MediaExamView;
  readonly live: boolean;
  readonly onAim: (target: MediaTarget) => void;
}

export function BodyMap({ media, live, onAim }: Props) {
  const texts = useTexts();
  return (
    <fieldset className="body-map" data-testid="body-map">
      <legend>{texts.media.body.label}</legend>
      {(['front', 'back'] as const).map((side) => (
        <div key={side} className="body-map-side" data-side={side}>
          <Torso />
          <span className="body-map-name">{texts.media.body[side]}</span>
          <span className="body-map-hand body-map-hand-start">
            {side === 'front' ? texts.media.body.right : texts.media.body.left}
          </span>
          <span className="body-map-hand body-map-hand-end">
            {side === 'front' ? texts.media.body.left : texts.media.body.right}
          </span>
          {media.targets.map(({ target, kept }) => {
            const place = PLACES[target];
            if (place?.side !== side) return null;
            return (
              <AriaButton
                key={target}
                className="body-map-point"
                style={{ left: `${place.x}%`, top: `${place.y}%` }}
                isDisabled={!live}
                aria-pressed={media.target === target}
                aria-label={texts.media.aimAt(texts.media.targets[target], kept)}
                data-testid={`aim-${target}`}
                data-kept={kept > 0}
                onPress={() => onAim(target)}
              >
                {kept > 0 ? kept : ''}
              </AriaButton>
            );
          })}
        </div>
      ))}
      <p className="body-map-now">{texts.media.targets[media.target]}</p>
    </fieldset>
  );
}

/** Neck, shoulders, chest to the waist. */
function Torso() {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true" className="body-map-torso">
      <path d="M42 0 C42 10 36 12 24 14 C10 16 4 26 2 44 L0 78 L14 80 L17 52 L20 100 L80 100 L83 52 L86 80 L100 78 L98 44 C96 26 90 16 76 14 C64 12 58 10 58 0 Z" />
    </svg>
  );
}
