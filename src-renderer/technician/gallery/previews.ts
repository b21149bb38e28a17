/** Drawn pictures and a hum in the place of cameras and microphones. */
import type { OpenPreviews, Preview } from '../devices/previews.ts';
import type { Case } from './cases.ts';

const SIZE = { width: 320, height: 180 } as const;
const COLOURS = ['#9db8a6', '#b98a72', '#d8cfa9', '#8aa0b8'] as const;
const HUM_HZ = 220;

export function drawn(n: number): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  const brush = canvas.getContext('2d');
  const draw = () => {
    if (brush === null) return;
    brush.fillStyle = COLOURS[n % COLOURS.length] ?? COLOURS[0];
    brush.fillRect(0, 0, SIZE.width, SIZE.height);
    brush.fillStyle = '#16302f';
    brush.beginPath();
    brush.arc(SIZE.width / 2, SIZE.height / 2, 30 + 12 * n, 0, 2 * Math.PI);
    brush.fill();
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

function hum(): MediaStream {
  const context = new AudioContext();
  const [tone, gain, out] = [
    context.createOscillator(),
    context.createGain(),
    context.createMediaStreamDestination(),
  ];
  tone.frequency.value = HUM_HZ;
  gain.gain.value = 0.05;
  tone.connect(gain).connect(out);
  tone.start();
  return out.stream;
}

export const previewsOf =
  (devices: NonNullable<Case['devices']>): OpenPreviews =>
  (onChange) => {
    const previews = devices.map(([kind, label, gives], n): Preview => {
      const device = { deviceId: `${kind} ${n}`, kind, label };
      return { device, stream: !gives ? 'none' : kind === 'videoinput' ? drawn(n) : hum() };
    });
    onChange(previews);
    return { close: () => {} };
  };
