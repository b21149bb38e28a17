import { useEffect, useRef } from 'react';
import type { Live } from '../../../src-main/api/call-protocol.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { useTexts } from '../texts/context.tsx';
import { createTileWriter } from './tile-writer.ts';

/** Age is counted again this often. */
const REFRESH_MS = 250;

/** Drawn once by React; every number after that is written straight to the DOM. */
export function LiveTile({ session, quantity }: { session: DoctorSession; quantity: Live['quantity'] }) {
  const texts = useTexts();
  const tile = useRef<HTMLElement>(null);
  const number = useRef<HTMLElement>(null);
  const quality = useRef<HTMLElement>(null);
  const age = useRef<HTMLElement>(null);
  const hint = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (!tile.current || !number.current || !quality.current || !age.current || !hint.current) return;
    const writer = createTileWriter(quantity, texts, {
      tile: tile.current,
      number: number.current,
      quality: quality.current,
      age: age.current,
      hint: hint.current,
    });
    const refresh = () => writer.refresh(session.live(quantity));
    refresh();
    const stop = session.onLive((live) => {
      if (live.quantity === quantity) writer.write(live, session.live(quantity));
    });
    const timer = setInterval(refresh, REFRESH_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [session, quantity, texts]);

  return (
    <article
      ref={tile}
      className={`tile tile-${quantity}`}
      data-freshness="absent"
      data-testid={`tile-${quantity}`}
      aria-labelledby={`tile-name-${quantity}`}
    >
      <h3 id={`tile-name-${quantity}`}>
        {texts.live.quantities[quantity]} <span className="tile-unit">{texts.live.units[quantity]}</span>
      </h3>
      <p className="tile-value">
        <span ref={number} className="tile-number" data-testid={`live-${quantity}`} data-freshness="absent" />
      </p>
      <p className="tile-note">
        <span ref={quality} className="tile-quality" data-testid={`quality-${quantity}`} />
        <span ref={age} className="tile-age" data-testid={`age-${quantity}`} />
      </p>
      <p ref={hint} className="tile-hint" data-testid={`hint-${quantity}`} />
    </article>
  );
}
