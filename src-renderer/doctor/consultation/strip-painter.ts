/**
 * Paints the pleth strip: newest sample at the right edge, nothing where nothing was measured. What is painted moves
 * left by whole pixels and only its newest end is drawn again: a whole trace takes milliseconds without a GPU, and
 * the numbers of the same page wait behind it.
 */
import type { Sample } from '../model/wave-buffer.ts';

export interface StripPainter {
  /** `cabinetNow` null: an empty strip. `old`: the wave has stopped and must not look alive. */
  (samples: readonly Sample[], cabinetNow: number | null, old: boolean): void;
  resize(): void;
}

/** What the painter asks of its canvas. */
export type StripContext = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'clip'
  | 'drawImage'
  | 'globalCompositeOperation'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'save'
  | 'stroke'
  | 'strokeStyle'
>;

/** Samples travel in bursts; the strip shows them this late so that its edge does not jump. */
const DELAY_MS = 80;
/** A sample that comes later than this is not drawn any more; the next whole painting shows it. */
const TAIL_MS = 400;
const GRID_MS = 1000;
const TRACE_PX = 2;

export function createStripPainter(
  canvas: HTMLCanvasElement,
  context: StripContext,
  windowMs: number,
): StripPainter {
  const tokens = getComputedStyle(canvas);
  const trace = tokens.getPropertyValue('--strip-trace').trim();
  const oldTrace = tokens.getPropertyValue('--strip-old').trim();
  const grid = tokens.getPropertyValue('--strip-grid').trim();
  /** Device pixels: only whole ones can be moved without blurring. */
  let width = 0;
  let height = 0;
  let scale = 1;
  /** What the canvas shows: its right edge in pixels since the cabinet's zero; null: nothing that can be moved. */
  let shown: { readonly edge: number; readonly old: boolean } | null = null;

  const resize = () => {
    scale = window.devicePixelRatio || 1;
    width = Math.round(canvas.clientWidth * scale);
    height = Math.round(canvas.clientHeight * scale);
    canvas.width = width;
    canvas.height = height;
    shown = null;
  };

  const line = (style: string, thickness: number, draw: () => void) => {
    context.strokeStyle = style;
    context.lineWidth = thickness * scale;
    context.lineJoin = 'round';
    context.beginPath();
    draw();
    context.stroke();
  };
  const upright = (x: number) => {
    context.moveTo(Math.round(x) + 0.5, 0);
    context.lineTo(Math.round(x) + 0.5, height);
  };

  const empty = () => {
    shown = null;
    context.clearRect(0, 0, width, height);
    line(grid, 1, () => {
      for (let at = 0; at <= windowMs; at += GRID_MS) upright((at / windowMs) * width);
    });
  };

  /** Draws everything from `left` on; lines that begin before it are cut off there. */
  const drawFrom = (left: number, samples: readonly Sample[], edge: number, old: boolean) => {
    const perMs = width / windowMs;
    const xOf = (at: number) => width - (edge - at * perMs);
    const yOf = (level: number) => height - (6 + level * (height / scale - 12)) * scale;
    const from = (edge - width + left) / perMs;
    context.save();
    context.beginPath();
    context.rect(left, 0, width - left, height);
    context.clip();
    context.clearRect(left, 0, width - left, height);
    line(grid, 1, () => {
      for (let at = Math.floor(from / GRID_MS) * GRID_MS; at * perMs <= edge; at += GRID_MS) upright(xOf(at));
    });
    line(old ? oldTrace : trace, TRACE_PX, () => {
      let before: Sample | null = null;
      for (const sample of samples) {
        if (sample.at * perMs > edge) break;
        if (sample.at < from) {
          before = sample;
          continue;
        }
        if (before === null || sample.starts) context.moveTo(xOf(sample.at), yOf(sample.level));
        else {
          if (before.at < from) context.moveTo(xOf(before.at), yOf(before.level));
          context.lineTo(xOf(sample.at), yOf(sample.level));
        }
        before = sample;
      }
    });
    context.restore();
  };

  const paint = (samples: readonly Sample[], cabinetNow: number | null, old: boolean) => {
    if (width === 0 || height === 0) return;
    if (cabinetNow === null) return empty();
    const perMs = width / windowMs;
    const edge = Math.floor((cabinetNow - DELAY_MS) * perMs);
    const moved = shown === null || shown.old !== old ? width : edge - shown.edge;
    if (moved === 0) return;
    shown = { edge, old };
    const left = Math.floor(width - TAIL_MS * perMs) - moved;
    if (moved < 0 || left <= 0) return drawFrom(0, samples, edge, old);
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, -moved, 0);
    context.globalCompositeOperation = 'source-over';
    drawFrom(left, samples, edge, old);
  };
  return Object.assign(paint, { resize });
}
