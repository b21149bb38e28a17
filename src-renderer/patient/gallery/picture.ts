const [WIDTH, HEIGHT] = [1280, 960];

/** Filled, one over the other: colour, centre, radii. */
type Ellipse = readonly [colour: string, x: number, y: number, rx: number, ry: number];

function stillStream(ground: string, ellipses: readonly Ellipse[]): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const stream = canvas.captureStream(5);
  const draw = () => {
    const g = canvas.getContext('2d');
    if (g === null) return;
    g.fillStyle = ground;
    g.fillRect(0, 0, WIDTH, HEIGHT);
    for (const [colour, x, y, rx, ry] of ellipses) {
      g.fillStyle = colour;
      g.beginPath();
      g.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
      g.fill();
    }
  };
  draw();
  drawing.add(setInterval(draw, 200));
  return stream;
}

const drawing = new Set<ReturnType<typeof setInterval>>();

/** Ends every picture that was handed out. */
export function stopPictures(): void {
  for (const timer of drawing) clearInterval(timer);
  drawing.clear();
}

/** A stand-in for a camera's picture: a person's outline on a plain wall, as a stream. */
export const pictureStream = (wall: string): MediaStream =>
  stillStream(wall, [
    ['#f4f1ea', 640, 960, 380, 330],
    ['#a4683f', 640, 620, 80, 110],
    ['#c68a5c', 640, 420, 170, 210],
    ['#2b211c', 640, 290, 190, 130],
  ]);

/** A stand-in for what an otoscope sees: a canal with an eardrum at its end. */
export const earStream = (): MediaStream =>
  stillStream('#140806', [
    ['#c47a5a', 640, 480, 470, 470],
    ['#d9a083', 650, 490, 330, 340],
    ['#e6d3c4', 660, 500, 220, 240],
    ['#f7efe4', 730, 590, 70, 50],
    ['#b98a76', 610, 400, 26, 120],
  ]);
