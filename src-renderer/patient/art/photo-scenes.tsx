/** Pictures of the exams with the detail camera: throat and skin. */
import { BareArm, CheckBadge } from './instrument-parts.tsx';
import { Ground, Person, Scene } from './parts.tsx';

/** A camera in the hand, its lens to the left at (0, 0). */
function HandCamera({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="f-none s-skin" strokeWidth="46" d="M96 60c40 40 80 60 150 84" />
      <rect className="f-white s-ink" x="12" y="-46" width="136" height="92" rx="24" />
      <rect className="f-teal" x="-8" y="-30" width="34" height="60" rx="10" />
      <circle className="f-coral" cx="120" cy="-20" r="9" />
      <path className="f-none s-skin-edge" strokeWidth="36" d="M60 52v-22M100 52v-22" />
      <path className="f-none s-skin" strokeWidth="28" d="M60 54v-26M100 54v-26" />
    </g>
  );
}

/** What the picture will show. */
function Finder({
  x,
  y,
  w,
  h,
}: {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}) {
  const l = 34;
  const [r, b] = [x + w, y + h];
  return (
    <path
      className="f-none s-coral"
      d={`M${x} ${y + l}V${y}h${l}M${r - l} ${y}h${l}v${l}M${r} ${b - l}v${l}h-${l}M${x + l} ${b}h-${l}v-${l}`}
    />
  );
}

function Spot({ x, y, scale = 1 }: { readonly x: number; readonly y: number; readonly scale?: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <path className="f-coral" d="M-16-6c0-14 16-18 26-12 12 6 14 20 6 28-10 10-32 6-32-16z" />
    </g>
  );
}

function OpenMouth() {
  return (
    <>
      <path className="f-teal" d="M60 440c4-76 86-104 200-104s196 28 200 104z" />
      <path className="f-skin-deep" d="M208 290h104v62c-24 24-80 24-104 0z" />
      <ellipse className="f-skin" cx="260" cy="190" rx="122" ry="150" />
      <path
        className="f-ink"
        d="M138 160C134 60 196 20 264 20c74 0 126 44 118 142-24-42-60-58-122-58s-98 16-122 56z"
      />
      <circle className="f-ink" cx="214" cy="176" r="9" />
      <circle className="f-ink" cx="306" cy="176" r="9" />
      <ellipse className="f-ink" cx="260" cy="264" rx="54" ry="50" />
      <path className="f-coral" d="M222 290c8-26 68-26 76 0 4 34-14 58-38 58s-42-24-38-58z" />
      <path className="f-none s-skin-deep" d="M260 296v30" />
    </>
  );
}

export function ThroatSeatScene() {
  return (
    <Scene name="throat-seat">
      <Ground />
      <Person x={110} y={60} scale={1.5} look="patient" />
      <circle className="f-sun" cx="520" cy="110" r="46" />
      <path className="f-none s-warm art-blink" d="M520 36v-20M452 70l-16-14M446 120h-24M466 166l-18 16" />
    </Scene>
  );
}

export function ThroatScene() {
  return (
    <Scene name="throat">
      <Ground />
      <OpenMouth />
      <path className="f-none l-white" strokeWidth="6" strokeDasharray="4 16" d="M320 266h70" />
      <HandCamera x={424} y={266} />
    </Scene>
  );
}

export function SkinBareScene() {
  return (
    <Scene name="skin-bare">
      <Ground />
      <BareArm />
      <Spot x={236} y={226} scale={1.2} />
      <path className="f-none s-coral art-blink" d="M520 96h-80m34-30l-34 30 34 30" />
    </Scene>
  );
}

export function SkinFarScene() {
  return (
    <Scene name="skin-far">
      <Ground />
      <Person x={60} y={60} scale={1.4} look="patient" />
      <path className="f-none s-skin" strokeWidth="44" d="M300 330c40 0 90-10 130-40" />
      <Spot x={368} y={316} scale={0.7} />
      <Finder x={40} y={30} w={440} h={370} />
      <HandCamera x={520} y={150} />
    </Scene>
  );
}

export function SkinMiddleScene() {
  return (
    <Scene name="skin-middle">
      <Ground />
      <BareArm />
      <Spot x={236} y={226} scale={1.2} />
      <Finder x={30} y={110} w={350} h={230} />
    </Scene>
  );
}

export function SkinCloseScene() {
  return (
    <Scene name="skin-close">
      <Ground />
      <rect className="f-skin" x="110" y="50" width="420" height="340" rx="40" />
      <Spot x={306} y={176} scale={4.2} />
      <rect className="f-white s-ink" x="170" y="296" width="300" height="58" rx="8" />
      <path
        className="f-none s-ink-thin"
        d="M200 296v30M230 296v18M260 296v30M290 296v18M320 296v30M350 296v18M380 296v30M410 296v18M440 296v30"
      />
      <Finder x={84} y={28} w={472} h={384} />
    </Scene>
  );
}

export function PhotoDoneScene() {
  return (
    <Scene name="photo-done">
      <Ground />
      <g transform="translate(70 110)">
        <path className="f-ink" d="M84 0h92l22 34h-136z" />
        <rect className="f-white s-ink" x="0" y="30" width="260" height="180" rx="30" />
        <circle className="f-teal" cx="130" cy="120" r="62" />
        <circle className="f-white" cx="130" cy="120" r="30" />
      </g>
      <CheckBadge />
    </Scene>
  );
}

/** A camera and a stethoscope behind a lock: asked before either is used. */
export function MediaConsentScene() {
  return (
    <Scene name="media-consent">
      <Ground />
      <rect className="f-teal-deep" x="120" y="150" width="220" height="160" rx="30" />
      <rect className="f-teal-deep" x="180" y="122" width="96" height="48" rx="18" />
      <circle className="f-white" cx="230" cy="230" r="58" />
      <circle className="f-teal" cx="230" cy="230" r="36" />
      <path className="f-none l-ink" strokeWidth="14" d="M430 110c0 120 100 120 100 0" />
      <path className="f-none l-ink" strokeWidth="14" d="M480 200v80c0 60-70 60-70 10" />
      <circle className="f-apricot" cx="410" cy="276" r="34" />
      <rect className="f-coral" x="306" y="280" width="108" height="90" rx="20" />
      <path className="f-none s-coral" strokeWidth="16" d="M330 282v-26c0-42 60-42 60 0v26" />
      <circle className="f-white" cx="360" cy="322" r="13" />
    </Scene>
  );
}
