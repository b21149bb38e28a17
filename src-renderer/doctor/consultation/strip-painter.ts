/** Paints the pleth strip: newest sample at the right edge, nothing where nothing was measured. */
import type { Sample } from '../model/wave-buffer.ts';

export interface StripPainter {
  /** `cabinetNow` null: an empty strip. `old`: the wave has stopped and must not look alive. */
  (samples: readonly Sample[], cabinetNow: number | null, old: boolean): void;
  resize(): void;
}

/** Samples travel in bursts; the strip shows them this late so that its edge does not jump. */
const DELAY_MS = 80;
const GRID_MS = 1000;

export function createStripPainter(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  windowMs: number,
): StripPainter {
  const tokens = getComputedStyle(canvas);
  const trace = tokens.getPropertyValue('--strip-trace').trim();
  const oldTrace = tokens.getPropertyValue('--strip-old').trim();
  const grid = tokens.getPropertyValue('--strip-grid').trim();
  let width = 0;
  let height = 0;

  const resize = () => {
    const scale = window.devicePixelRatio || 1;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
  };

  const paint = (samples: readonly Sample[], cabinetNow: number | null, old: boolean) => {
    context.clearRect(0, 0, width, height);
    const right = (cabinetNow ?? 0) - DELAY_MS;
    const xOf = (at: number) => width - ((right - at) / windowMs) * width;
    const yOf = (level: number) => height - 6 - level * (height - 12);

    context.strokeStyle = grid;
    context.lineWidth = 1;
    context.beginPath();
    const first = cabinetNow === null ? 0 : Math.ceil((right - windowMs) / GRID_MS) * GRID_MS;
    for (let at = first; at <= first + windowMs; at += GRID_MS) {
      const x = Math.round(cabinetNow === null ? (at / windowMs) * width : xOf(at)) + 0.5;
      context.moveTo(x, 0);
      context.lineTo(x, height);
    }
    context.stroke();
    if (cabinetNow === null) return;

    context.strokeStyle = old ? oldTrace : trace;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.beginPath();
    let joined = false;
    for (const sample of samples) {
      if (sample.at < right - windowMs || sample.at > right) continue;
      const x = xOf(sample.at);
      const y = yOf(sample.level);
      if (joined && !sample.starts) context.lineTo(x, y);
      else context.moveTo(x, y);
      joined = true;
    }
    context.stroke();
  };
  return Object.assign(paint, { resize });
}
