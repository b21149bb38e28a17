/** Pieces the pictures are made of. Lines and shapes only; coordinates of a 640 × 440 scene. */
import type { ReactNode } from 'react';
import './art.css';

export function Scene({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <svg className="art" viewBox="0 0 640 440" aria-hidden="true" data-art={name}>
      {children}
    </svg>
  );
}

export function Ground() {
  return <ellipse className="f-mist" cx="320" cy="236" rx="290" ry="186" />;
}

interface HandProps {
  readonly x?: number;
  readonly y?: number;
  /** The finger that is stretched out. */
  readonly finger?: 'index' | 'middle';
}

/** A left hand seen from above, palm down, its fingers to the left; the tip of the index at (190, 214). */
export function Hand({ x = 0, y = 0, finger = 'index' }: HandProps) {
  const index = finger === 'index' ? 212 : 322;
  const middle = finger === 'middle' ? 200 : 318;
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="f-teal" d="M520 176h700v162H520z" />
      <path className="f-mist-deep" d="M508 168h34v178h-34a10 10 0 0 1-10-10V178a10 10 0 0 1 10-10z" />
      <path className="s-skin f-none" strokeWidth="46" d="M446 196 C 420 160 396 146 366 140" />
      <path
        className="f-skin"
        d="M392 186c40-14 84-12 112-6v152c-34 10-76 10-106-2-22-10-34-36-34-72s8-64 28-72z"
      />
      <path className="s-skin f-none" strokeWidth="44" d={`M412 214H${index}`} />
      <path className="s-skin f-none" strokeWidth="44" d={`M408 258H${middle}`} />
      <path className="s-skin f-none" strokeWidth="40" d="M408 299H330" />
      <path className="s-skin f-none" strokeWidth="34" d="M408 334H352" />
      <path className="s-skin-deep f-none" d="M418 236h-54M416 279h-50M416 317h-44" />
      {finger === 'index' ? (
        <rect className="f-skin-light" x="194" y="203" width="30" height="22" rx="11" />
      ) : (
        <rect className="f-skin-light" x="182" y="247" width="30" height="22" rx="11" />
      )}
    </g>
  );
}

interface ClipProps {
  readonly x?: number;
  readonly y?: number;
  readonly face?: 'wave' | 'dots' | 'off' | 'ask';
  readonly cable?: boolean;
}

/** The oximeter seen from above, its mouth to the right at (300, 214). */
export function Clip({ x = 0, y = 0, face = 'wave', cable = true }: ClipProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      {cable ? (
        <path className="f-none s-ink" strokeWidth="10" d="M84 214C30 214 34 300 60 330s40 60-10 76" />
      ) : null}
      <path className="f-teal-deep" d="M286 168h20v92h-20z" />
      <rect className="f-white s-ink" x="84" y="144" width="214" height="140" rx="44" />
      <path className="f-mist" d="M262 150c22 4 34 20 34 40v48c0 20-12 36-34 40z" />
      <rect className={face === 'off' ? 'f-ink' : 'f-teal'} x="122" y="176" width="122" height="76" rx="16" />
      {face === 'wave' ? <path className="f-none s-white" d="M136 216h20l12-22 18 42 14-30 8 10h24" /> : null}
      {face === 'dots' ? (
        <g className="f-white art-blink">
          <circle cx="156" cy="214" r="9" />
          <circle cx="183" cy="214" r="9" />
          <circle cx="210" cy="214" r="9" />
        </g>
      ) : null}
      {face === 'ask' ? (
        <path className="f-none s-white" d="M168 202c2-12 28-14 30 2 1 12-15 12-15 24M183 240v1" />
      ) : null}
    </g>
  );
}

/** Points left. */
export function Arrow({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="f-none s-coral art-nudge" d="M92 0H0m34-32L0 0l34 32" />
    </g>
  );
}

interface PersonProps {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
  readonly look: 'doctor' | 'attendant' | 'patient';
}

/** Head and shoulders, about 220 wide and 240 high at scale 1, top left at (x, y). */
export function Person({ x, y, scale = 1, look }: PersonProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <path
        className={look === 'doctor' ? 'f-white' : look === 'attendant' ? 'f-apricot' : 'f-teal'}
        d="M6 240c0-62 44-92 104-92s104 30 104 92z"
      />
      <path className="f-skin-deep" d="M88 120h44v38c0 14-44 14-44 0z" />
      {look === 'doctor' ? (
        <>
          <path className="f-teal" d="M82 152l28 44 28-44c10 2 18 4 24 7l-52 81-52-81c6-3 14-5 24-7z" />
          <path className="f-none s-ink" d="M70 160c-6 44 4 62 22 64M150 160c4 26 2 36-4 46" />
          <circle className="f-sun s-ink-thin" cx="144" cy="214" r="11" />
        </>
      ) : null}
      {look === 'attendant' ? (
        <>
          <path className="f-none s-white" d="M84 156l26 34 26-34" />
          <rect className="f-white" x="134" y="196" width="48" height="30" rx="6" />
          <path className="s-ink-thin" d="M144 206h28M144 216h18" />
        </>
      ) : null}
      <circle className="f-skin" cx="110" cy="86" r="56" />
      <Hair look={look} />
      <circle className="f-ink" cx="91" cy="90" r="5" />
      <circle className="f-ink" cx="129" cy="90" r="5" />
      <path className="f-none s-ink-thin" d="M92 110c10 12 26 12 36 0" />
    </g>
  );
}

function Hair({ look }: { readonly look: PersonProps['look'] }) {
  if (look === 'doctor') {
    return (
      <path
        className="f-ink"
        d="M52 92c-8-50 22-76 60-74 36 2 62 26 56 74-6-22-16-36-32-42-18 12-50 14-66 8-10 8-16 18-18 34z"
      />
    );
  }
  if (look === 'attendant') {
    return (
      <path
        className="f-teal-deep"
        d="M46 136c-16-70 8-122 64-122s80 52 64 122c-6 4-14 2-18-2 6-28 4-50-4-66-24 4-52-2-68-18-10 18-20 40-20 84-4 4-12 6-18 2z"
      />
    );
  }
  return (
    <path className="f-ink" d="M54 84C52 40 78 24 112 24c32 0 56 20 54 60-10-16-22-24-56-24s-48 8-56 24z" />
  );
}

/** The cabinet: a small house with a lit screen. */
export function Cabin({ x = 0, y = 0 }: { readonly x?: number; readonly y?: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="f-teal" d="M0 92 C 0 60 30 50 60 40L230 0l170 40c30 10 60 20 60 52v8H0z" />
      <rect className="f-white s-ink" x="16" y="96" width="428" height="244" rx="12" />
      <rect className="f-mist-deep" x="44" y="132" width="130" height="208" rx="10" />
      <rect className="f-white" x="60" y="150" width="98" height="96" rx="8" />
      <circle className="f-ink" cx="156" cy="270" r="8" />
    </g>
  );
}
