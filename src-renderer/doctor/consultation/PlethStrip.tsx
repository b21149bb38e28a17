import { useEffect, useRef } from 'react';
import type { DoctorSession } from '../../call/session-contract.ts';
import { createSteadyClock } from '../model/steady-clock.ts';
import { createWaveBuffer } from '../model/wave-buffer.ts';
import { useTexts } from '../texts/context.tsx';
import { createStripPainter } from './strip-painter.ts';

const WINDOW_MS = 8000;
/** After this the strip says that the wave stopped. */
const SILENT_MS = 1500;
/** 25 pictures a second. By a timer: a page that asks for every frame of the screen makes its numbers wait for each. */
const REDRAW_MS = 40;

/** The pleth wave at its true speed. Drawn only while it can be seen and has something to show. */
export function PlethStrip({ session }: { session: DoctorSession }) {
  const texts = useTexts();
  const figure = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const note = useRef<HTMLElement>(null);

  useEffect(() => {
    const [board, screen, words] = [figure.current, canvas.current, note.current];
    const context = screen?.getContext('2d');
    if (!board || !screen || !words || !context) return;
    const buffer = createWaveBuffer(WINDOW_MS);
    const steady = createSteadyClock();
    const paint = createStripPainter(screen, context, WINDOW_MS);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = false;
    let heardAt = 0;

    const draw = () => {
      timer = undefined;
      const now = performance.now();
      const live = session.live('spo2') ?? session.live('pulse-rate');
      const last = buffer.samples().at(-1)?.at ?? null;
      // In a new call without a number yet the cabinet's time goes on from the last piece of wave.
      const since = last === null ? null : last + now - heardAt;
      const cabinetNow = live === null ? since : steady(live.live.sampledAt + live.ageMs, now);
      const silence = last === null || cabinetNow === null ? null : cabinetNow - last;
      const over = silence === null || silence > WINDOW_MS;
      const state = over ? 'idle' : silence > SILENT_MS ? 'gap' : 'running';
      if (board.dataset['wave'] !== state) {
        board.dataset['wave'] = state;
        words.textContent =
          state === 'idle' ? texts.live.plethIdle : state === 'gap' ? texts.live.plethGap : '';
      }
      paint(over ? [] : buffer.samples(), over ? null : cabinetNow, state === 'gap');
      if (seen && !document.hidden && !over) run();
    };
    const run = () => {
      timer ??= setTimeout(draw, REDRAW_MS);
    };

    const stop = session.onWave((wave) => {
      buffer.push(wave);
      heardAt = performance.now();
      if (seen && !document.hidden) run();
    });
    const eye = new IntersectionObserver(([entry]) => {
      seen = entry?.isIntersecting ?? false;
      if (seen) run();
    });
    const size = new ResizeObserver(() => {
      paint.resize();
      run();
    });
    const onVisible = () => run();
    eye.observe(board);
    size.observe(screen);
    document.addEventListener('visibilitychange', onVisible);
    run();
    return () => {
      stop();
      eye.disconnect();
      size.disconnect();
      document.removeEventListener('visibilitychange', onVisible);
      clearTimeout(timer);
      delete board.dataset['wave'];
    };
  }, [session, texts]);

  return (
    <figure ref={figure} className="pleth" data-testid="pleth">
      <figcaption>
        <span>{texts.live.pleth}</span>
        <span ref={note} className="pleth-note" data-testid="pleth-note" />
        <span>{texts.live.seconds(String(WINDOW_MS / 1000))}</span>
      </figcaption>
      <canvas ref={canvas} role="img" aria-label={texts.live.pleth} data-testid="pleth-canvas" />
    </figure>
  );
}
