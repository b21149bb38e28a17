/** Pictures of thermometers without a cable. */
import { EarHead, type Pull } from './ear-scenes.tsx';
import { CheckBadge } from './instrument-parts.tsx';
import { Ground, Scene } from './parts.tsx';

/** Its tip at (0, 0), its body to the right and down. */
function EarThermometer() {
  return (
    <>
      <path className="f-ink" d="M0-6l52-14v40L0 6z" />
      <rect className="f-white s-ink" x="46" y="-36" width="90" height="72" rx="26" />
      <rect className="f-teal" x="104" y="-26" width="66" height="190" rx="30" />
      <rect className="f-white" x="116" y="30" width="42" height="34" rx="8" />
    </>
  );
}

const PULL = {
  up: (
    <>
      <path className="f-none s-skin-edge" strokeWidth="44" d="M404 142l84-92" />
      <path className="f-none s-skin" strokeWidth="34" d="M400 146l96-104" />
      <path className="f-none s-coral art-blink" d="M428 172l62-52m-42-4l42 4-4 42" />
    </>
  ),
  down: (
    <>
      <path className="f-none s-coral art-blink" d="M404 268l56 56m-42 0h42v-42" />
      <path className="f-none s-skin-edge" strokeWidth="42" d="M352 262l40 112" />
      <path className="f-none s-skin" strokeWidth="32" d="M352 262l44 122" />
    </>
  ),
} as const;

/** How the ear is held, and where the tip goes. */
export const earThermometerScene = (pull: Pull) => () => (
  <Scene name={`ear-thermometer-${pull}`}>
    <Ground />
    <EarHead />
    {PULL[pull]}
    <g transform={`translate(350 206) rotate(${pull === 'up' ? 14 : -18})`}>
      <EarThermometer />
    </g>
  </Scene>
);

export function ForeheadThermometerScene() {
  return (
    <Scene name="forehead-thermometer">
      <Ground />
      <g transform="translate(96 28) scale(0.9)">
        <EarHead />
        <path className="f-none s-coral art-blink" d="M150 92l-36-10M152 116h-36M158 140l-34 12" />
        <g transform="translate(104 112) scale(-1 1)">
          <path className="f-ink" d="M-4-16h36v32H-4z" />
          <rect className="f-white s-ink" x="24" y="-38" width="86" height="76" rx="22" />
          <rect className="f-teal" x="44" y="24" width="52" height="170" rx="24" />
        </g>
      </g>
    </Scene>
  );
}

/** No number of its own: beside it stands the one that was typed. */
function Display() {
  return (
    <>
      <rect className="f-teal" x="180" y="70" width="280" height="300" rx="60" />
      <rect className="f-white" x="216" y="110" width="208" height="120" rx="22" />
      <path className="f-none s-ink" d="M256 170h36M312 170h36M384 170h24" />
      <circle className="f-ink" cx="366" cy="192" r="5" />
      <circle className="f-teal-deep" cx="320" cy="300" r="34" />
    </>
  );
}

export function HandheldShownScene() {
  return (
    <Scene name="handheld-shown">
      <Ground />
      <Display />
    </Scene>
  );
}

export function HandheldDoneScene() {
  return (
    <Scene name="handheld-done">
      <Ground />
      <Display />
      <CheckBadge x={500} y={330} />
    </Scene>
  );
}
