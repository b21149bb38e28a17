/** The pages of one document, as wide as the screen gives; moved through by finger, by buttons or by keys. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { GivenDocument } from '../../../state-machines/contract.ts';
import type { MediumArrival } from '../../call/bulk-receiver.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import type { DocumentFiles } from './document-files.ts';
import { openPdf, type Pages } from './pdf.ts';
import './document-pages.css';

type Files = Pick<DocumentFiles, 'arrivals' | 'subscribe'>;
const FilesContext = createContext<Files | null>(null);
export const DocumentFilesProvider = FilesContext.Provider;

const unchanging = () => () => {};
const NOTHING: ReadonlyMap<string, MediumArrival> = new Map();

function useArrival(id: string): MediumArrival | null {
  const files = useContext(FilesContext);
  const arrivals = useSyncExternalStore(files?.subscribe ?? unchanging, files?.arrivals ?? (() => NOTHING));
  return arrivals.get(id) ?? null;
}

type Opened = Pages | 'opening' | 'unreadable';

function usePages(arrival: MediumArrival | null): Opened {
  const [opened, setOpened] = useState<Opened>('opening');
  const blob = arrival?.state === 'here' ? arrival.blob : null;
  useEffect(() => {
    setOpened('opening');
    if (blob === null) return;
    let mine: Pages | null = null;
    let left = false;
    void openPdf(blob).then((pages) => {
      if (left) pages?.close();
      else {
        mine = pages;
        setOpened(pages ?? 'unreadable');
      }
    });
    return () => {
      left = true;
      mine?.close();
    };
  }, [blob]);
  return arrival?.state === 'altered' || arrival?.state === 'none' ? 'unreadable' : opened;
}

/** Of what is in sight, how much one press moves. */
const STRIDE = 0.8;

export function DocumentPages({ document: given }: { readonly document: GivenDocument }) {
  const { t } = useText();
  const opened = usePages(useArrival(given.id));
  const [number, setNumber] = useState(1);
  const [drawn, setDrawn] = useState(0);
  const view = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pages = typeof opened === 'string' ? null : opened;

  useEffect(() => {
    const element = canvas.current;
    if (pages === null || element === null) return;
    const width = Math.round(element.clientWidth * window.devicePixelRatio);
    void pages.draw(number, element, width).then((done) => {
      if (done) setDrawn(number);
    });
  }, [pages, number]);

  if (pages === null)
    return (
      <p className="document-wait" role="status">
        {t(opened === 'unreadable' ? 'document.unreadable' : 'document.coming')}
      </p>
    );

  const move = (way: 1 | -1): void => {
    const box = view.current;
    if (box === null) return;
    const room = way > 0 ? box.scrollHeight - box.clientHeight - box.scrollTop : box.scrollTop;
    // A pixel is lost to rounding.
    if (room > 2) box.scrollBy({ top: way * box.clientHeight * STRIDE });
    else if (number + way >= 1 && number + way <= pages.count) {
      setNumber(number + way);
      box.scrollTo({ top: way > 0 ? 0 : box.scrollHeight });
    }
  };
  return (
    <div className="document-pages" data-document={given.id} data-drawn={drawn}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys too */}
      <section className="document-view" ref={view} tabIndex={0} aria-label={given.title}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('document.paper', { title: given.title, page: number, of: pages.count })}
        />
      </section>
      <div className="document-moves">
        <Button label="document.up" variant="secondary" icon={ArrowUp} onPress={() => move(-1)} />
        <p className="pill">{t('document.page', { page: number, of: pages.count })}</p>
        <Button label="document.down" variant="secondary" icon={ArrowDown} onPress={() => move(1)} />
      </div>
    </div>
  );
}
