/** Pictures and sounds of the visit, newest first. */
import { useMemo, useState } from 'react';
import type { CallState } from '../../../call/session-contract.ts';
import { mediaOfVisit, type VisitMedium } from '../../model/media.ts';
import { useTexts } from '../../texts/context.tsx';
import { MediaItem } from './MediaItem.tsx';
import { StillView } from './StillView.tsx';

export function MediaGallery({ call }: { readonly call: CallState }) {
  const texts = useTexts();
  const media = useMemo(() => mediaOfVisit(call.events).toReversed(), [call.events]);
  const [open, setOpen] = useState<VisitMedium | null>(null);
  const opened = open && call.media?.get(open.id);
  if (media.length === 0) return null;
  return (
    <section className="panel media" aria-labelledby="media-heading" data-testid="media-gallery">
      <h2 id="media-heading">{texts.media.gallery}</h2>
      <ul>
        {media.map((medium) => (
          <MediaItem key={medium.id} medium={medium} arrival={call.media?.get(medium.id)} onOpen={setOpen} />
        ))}
      </ul>
      {open !== null && opened?.state === 'here' && (
        <StillView medium={open} blob={opened.blob} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
