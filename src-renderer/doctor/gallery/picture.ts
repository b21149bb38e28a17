/** A drawn patient instead of a camera, so that screenshots show no one. */

const WIDTH = 1280;
const HEIGHT = 720;

export function drawnStream(kind: 'patient' | 'doctor'): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2d canvas');
  const draw = () => {
    const wall = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
    wall.addColorStop(0, kind === 'patient' ? '#b9c6c4' : '#c9c3b8');
    wall.addColorStop(1, kind === 'patient' ? '#7f9190' : '#8e887c');
    context.fillStyle = wall;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = 'rgba(255,255,255,0.18)';
    context.fillRect(80, 60, 300, 420);
    const shirt = kind === 'patient' ? '#5b4b58' : '#eef2f4';
    context.fillStyle = shirt;
    context.beginPath();
    context.ellipse(WIDTH / 2, 800, 360, 330, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = kind === 'patient' ? '#c79a7e' : '#8a5f45';
    context.fillRect(WIDTH / 2 - 55, 420, 110, 110);
    context.beginPath();
    context.ellipse(WIDTH / 2, 310, 135, 175, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = kind === 'patient' ? '#d9d6d0' : '#2a211c';
    context.beginPath();
    context.ellipse(WIDTH / 2, 235, 150, 130, 0, Math.PI, Math.PI * 2);
    context.fill();
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}
