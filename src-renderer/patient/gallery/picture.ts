/** A stand-in for a camera's picture: a person's outline on a plain wall, as a stream. */
export function pictureStream(wall: string): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 960;
  const stream = canvas.captureStream(5);
  const draw = () => {
    const g = canvas.getContext('2d');
    if (g === null) return;
    const fill = (colour: string, ...ellipse: [number, number, number, number]) => {
      g.fillStyle = colour;
      g.beginPath();
      g.ellipse(...ellipse, 0, 0, 2 * Math.PI);
      g.fill();
    };
    g.fillStyle = wall;
    g.fillRect(0, 0, 1280, 960);
    fill('#f4f1ea', 640, 960, 380, 330);
    fill('#a4683f', 640, 620, 80, 110);
    fill('#c68a5c', 640, 420, 170, 210);
    fill('#2b211c', 640, 290, 190, 130);
  };
  draw();
  setInterval(draw, 200);
  return stream;
}

/** A stand-in for what an otoscope sees: a canal with an eardrum at its end. */
export function earStream(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 960;
  const stream = canvas.captureStream(5);
  const draw = () => {
    const g = canvas.getContext('2d');
    if (g === null) return;
    g.fillStyle = '#140806';
    g.fillRect(0, 0, 1280, 960);
    const fill = (colour: string, x: number, y: number, rx: number, ry: number) => {
      g.fillStyle = colour;
      g.beginPath();
      g.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
      g.fill();
    };
    fill('#c47a5a', 640, 480, 470, 470);
    fill('#d9a083', 650, 490, 330, 340);
    fill('#e6d3c4', 660, 500, 220, 240);
    fill('#f7efe4', 730, 590, 70, 50);
    fill('#b98a76', 610, 400, 26, 120);
  };
  draw();
  setInterval(draw, 200);
  return stream;
}
