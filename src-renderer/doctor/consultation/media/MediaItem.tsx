/** One picture or sound of the visit. */
import { Button as AriaButton } from 'react-aria-components';
import type { MediumArrival } from '../../../call/session-contract.ts';
import { isEar, type VisitMedium } from '../../model/media.ts';
import { clockTime } from '../../model/results.ts';
import { useTexts } from '../../texts/context.tsx';
import { ArrivalMark } from './ArrivalMark.tsx';
import { ClipPlayer } from './ClipPlayer.tsx';
import { useObjectUrl } from './use-object-url.ts';

interface Props {
  readonly medium: VisitMedium;
  readonly arrival: MediumArrival | undefined;
  readonly onOpen: (medium: VisitMedium) => void;
}

export function MediaItem({ medium, arrival, onOpen }: Props) {
  const { lang, media } = useTexts();
  const blob = arrival?.state === 'here' ? arrival.blob : null;
  const what = media.targets[medium.target];
  const time = clockTime(medium.at.wall, lang);
  return (
    <li
      className="medium"
      data-testid="medium"
      data-medium={medium.id}
      data-state={arrival?.state ?? 'coming'}
      data-sha256={medium.sha256}
    >
      {medium.kind === 'still' && (
        <Thumbnail
          blob={blob}
          alt={media.alt(what, time)}
          label={media.open(what, time)}
          onPress={() => onOpen(medium)}
        />
      )}
      <div className="medium-what">
        <p>
          <strong>{what}</strong> <small>{time}</small>
        </p>
        {isEar(medium) && !medium.targetConfirmed && (
          <span className="tag tag-outline">{media.unconfirmed}</span>
        )}
        {medium.quality === 'poor' && <span className="tag tag-outline">{media.poor}</span>}
        {medium.accepted === false && <span className="tag tag-outline">{media.refused}</span>}
        <ArrivalMark arrival={arrival} />
        {blob !== null && medium.clip && <ClipPlayer blob={blob} durationMs={medium.clip.durationMs} />}
      </div>
    </li>
  );
}

interface ThumbnailProps {
  readonly blob: Blob | null;
  readonly alt: string;
  readonly label: string;
  readonly onPress: () => void;
}

function Thumbnail({ blob, alt, label, onPress }: ThumbnailProps) {
  const url = useObjectUrl(blob);
  return (
    <AriaButton
      className="medium-thumbnail"
      isDisabled={url === null}
      aria-label={label}
      data-testid="medium-open"
      onPress={onPress}
    >
      {url !== null && <img src={url} alt={alt} />}
    </AriaButton>
  );
}
