/** Pictures of the auscultation: a map of the body, as in a mirror from the front, as a helper sees it from behind. */
import { HEART_TARGETS, LUNG_TARGETS, type MediaTarget } from '../../../state-machines/media.ts';
import { CheckBadge } from './instrument-parts.tsx';
import { Ground, Scene } from './parts.tsx';

type Place = readonly [x: number, y: number];
type ListenTarget = (typeof HEART_TARGETS)[number] | (typeof LUNG_TARGETS)[number];

const LISTEN_TARGETS: readonly ListenTarget[] = [...HEART_TARGETS, ...LUNG_TARGETS];
export const isListenTarget = (target: MediaTarget): target is ListenTarget =>
  LISTEN_TARGETS.some((one) => one === target);

/** The patient's left lies on the left; sides are drawn for the left and turned for the right. */
const PLACES: Readonly<Record<ListenTarget, Place>> = {
  'heart-aortic': [356, 148],
  'heart-pulmonary': [284, 148],
  'heart-tricuspid': [288, 226],
  'heart-mitral': [228, 262],
  'lung-front-left-upper': [226, 142],
  'lung-front-right-upper': [414, 142],
  'lung-front-left-lower': [220, 262],
  'lung-front-right-lower': [420, 262],
  'lung-side-left': [322, 214],
  'lung-side-right': [322, 214],
  'lung-back-left-upper': [262, 134],
  'lung-back-right-upper': [378, 134],
  'lung-back-left-middle': [262, 222],
  'lung-back-right-middle': [378, 222],
  'lung-back-left-lower': [244, 306],
  'lung-back-right-lower': [396, 306],
};

/** The points of one tour: heart, lungs in front, side, back. */
const tour = (target: ListenTarget): string =>
  target
    .split('-')
    .slice(0, target.startsWith('heart') ? 1 : 2)
    .join('-');

function Trunk() {
  return (
    <>
      <path className="f-skin-deep" d="M280 10h80v70c-20 20-60 20-80 0z" />
      <path
        className="f-skin"
        d="M280 62c-18 24-92 22-130 46-26 16-36 52-42 112l-8 140h58l18-124c8 66 4 126 2 204h284c-2-78-6-138 2-204l18 124h58l-8-140c-6-60-16-96-42-112-38-24-112-22-130-46-20 18-60 18-80 0z"
      />
    </>
  );
}

function Front() {
  return (
    <>
      <Trunk />
      <path
        className="f-none s-skin-deep"
        d="M304 100c-44 4-84 8-116 20M336 100c44 4 84 8 116 20M320 112v128M320 240c-36 10-70 34-92 70M320 240c36 10 70 34 92 70"
      />
      <circle className="f-skin-deep" cx="234" cy="210" r="8" />
      <circle className="f-skin-deep" cx="406" cy="210" r="8" />
      <path className="f-none s-skin-deep" d="M320 372v12" />
    </>
  );
}

function Back() {
  return (
    <>
      <Trunk />
      <path
        className="f-none s-skin-deep"
        d="M320 92v320M226 128c10 40 30 62 64 66-4-26-8-44-18-62M414 128c-10 40-30 62-64 66 4-26 8-44 18-62"
      />
    </>
  );
}

/** From its left side, the arm up. */
function Flank() {
  return (
    <>
      <path className="f-none s-skin" strokeWidth="56" d="M338 150c40-40 60-70 64-128" />
      <path
        className="f-skin"
        d="M270 84c-20 30-32 70-30 120 2 70 20 140 16 236h160c-6-90 6-170-2-236-6-60-30-110-60-128z"
      />
      <path className="f-skin-deep" d="M284 30h62v60c-16 16-48 16-62 0z" />
      <path
        className="f-none s-skin-deep"
        d="M286 250c40 20 80 20 116 4M284 290c40 20 84 20 122 4M286 330c40 18 84 18 122 2"
      />
    </>
  );
}

/** Where its tube leaves the picture. */
const BOTTOM = 408;

/** The head of the stethoscope, lying on (x, y). */
function Head({ x, y }: { readonly x: number; readonly y: number }) {
  const down = Math.min(200, BOTTOM - y);
  return (
    <g transform={`translate(${x} ${y})`}>
      <path
        className="f-none l-ink"
        strokeWidth="10"
        d={`M0 0c60 ${down * 0.45} 150 ${down * 0.3} 190 ${down}`}
      />
      <circle className="f-white" r="34" />
      <circle className="f-coral art-blink" r="26" />
      <circle className="f-none s-white" r="12" />
    </g>
  );
}

function Silence() {
  return (
    <g transform="translate(560 86)">
      <circle className="f-ink" r="62" />
      <path className="f-white" d="M-34-14h20l24-22v72l-24-22h-20z" />
      <path className="f-none s-coral" d="M24-18l26 36M50-18L24 18" />
    </g>
  );
}

function BodyMap({ target }: { readonly target: ListenTarget }) {
  const mine = LISTEN_TARGETS.filter((one) => tour(one) === tour(target));
  const side = tour(target) === 'lung-side';
  const [x, y] = PLACES[target];
  return (
    <g transform={target === 'lung-side-right' ? 'translate(640 0) scale(-1 1)' : undefined}>
      {side ? <Flank /> : tour(target) === 'lung-back' ? <Back /> : <Front />}
      {side
        ? null
        : mine.map((one) => (
            <circle key={one} className="f-white s-ink-thin" cx={PLACES[one][0]} cy={PLACES[one][1]} r="13" />
          ))}
      <Head x={x} y={y} />
    </g>
  );
}

/** Where the head goes. */
export const placeScene = (target: ListenTarget) => () => (
  <Scene name={`place-${target}`}>
    <Ground />
    <BodyMap target={target} />
  </Scene>
);

/** It lies there, and nobody talks. */
export const listenScene = (target: ListenTarget) => () => (
  <Scene name={`listen-${target}`}>
    <Ground />
    <BodyMap target={target} />
    <Silence />
  </Scene>
);

export function ChestBareScene() {
  return (
    <Scene name="chest-bare">
      <Ground />
      <Front />
    </Scene>
  );
}

export function ChestWoundScene() {
  return (
    <Scene name="chest-wound">
      <Ground />
      <Front />
      <g transform="translate(262 178) rotate(-24)">
        <rect className="f-apricot s-ink" x="-66" y="-28" width="132" height="56" rx="26" />
        <rect className="f-white" x="-24" y="-22" width="48" height="44" rx="8" />
      </g>
    </Scene>
  );
}

function ChestPiece() {
  return (
    <>
      <path className="f-none l-ink" strokeWidth="14" d="M210 190c-60 30-90 90-70 170 14 54 70 60 90 30" />
      <circle className="f-white s-ink" cx="300" cy="180" r="96" />
      <circle className="f-mist-deep" cx="300" cy="180" r="66" />
    </>
  );
}

/** Wiped, then warmed in the hand. */
export function HeadCleanScene() {
  return (
    <Scene name="head-clean">
      <Ground />
      <ChestPiece />
      <path
        className="f-white s-ink"
        d="M340 236c40-50 130-50 176-6 26 40 20 96-10 130-60-10-130-46-166-124z"
      />
      <path className="f-none s-skin" strokeWidth="40" d="M560 330c-50-40-90-60-150-70" />
      <path
        className="f-none s-warm art-blink"
        d="M226 60c-14-14 14-26 0-42M300 50c-14-14 14-26 0-42M374 60c-14-14 14-26 0-42"
      />
    </Scene>
  );
}

export function ListenDoneScene() {
  return (
    <Scene name="listen-done">
      <Ground />
      <g transform="translate(-60 20)">
        <ChestPiece />
      </g>
      <CheckBadge />
    </Scene>
  );
}
