/** Arm, cuff, boxes and feet: pieces of the pictures of pressure, temperature and weight. */
import { Person } from './parts.tsx';

/** A bare left arm, palm up, from the shoulder at the right to the fingers; crook of the elbow at x = 296. */
export function BareArm() {
  return (
    <>
      <path className="f-none s-skin" strokeWidth="100" d="M590 222H330" />
      <path className="f-skin" d="M300 176c-60 2-100 12-150 20v56c50 8 96 20 170 20l40-46z" />
      <path className="f-skin" d="M176 184c-40 0-70 16-70 40s30 42 72 40z" />
      <path className="f-none s-skin" strokeWidth="25" d="M120 200H62M114 222H44M118 244H58M150 190l-42-38" />
      <path className="s-skin-deep f-none" d="M112 211H76M108 233H70M296 190c-12 22-12 42 0 62M150 204v40" />
      <path className="f-teal" d="M720 6c-90 4-150 50-164 130-8 40-6 70-2 100 4 60 10 110 40 184h700V6z" />
      <path className="f-mist-deep" d="M552 160h26v126h-20c-8-44-10-84-6-126z" />
    </>
  );
}

/** On the upper arm of `BareArm`, its tube towards the hand. */
export function ArmCuff({ loose = false }: { readonly loose?: boolean }) {
  return (
    <>
      <path className="f-none l-ink" strokeWidth="11" d="M392 268c-70 60-140 66-196 62-60-4-90 20-96 60" />
      <g transform={loose ? 'rotate(-7 440 222)' : undefined}>
        <rect className="f-teal-deep" x="376" y={loose ? 138 : 154} width="134" height="140" rx="22" />
        <rect className="f-teal" x="376" y={loose ? 138 : 154} width="110" height="140" rx="22" />
        <path className="f-none l-white" strokeWidth="8" d={`M398 ${loose ? 172 : 188}v72`} />
      </g>
    </>
  );
}

export function Table({ y = 292 }: { readonly y?: number }) {
  return <rect className="f-sand" x="10" y={y} width="560" height="28" rx="14" />;
}

export function Heart({
  x,
  y,
  scale = 1,
}: {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}) {
  return (
    <path
      className="f-coral"
      transform={`translate(${x} ${y}) scale(${scale})`}
      d="M0 30c-24-16-38-30-38-48 0-24 28-30 38-8 10-22 38-16 38 8 0 18-14 32-38 48z"
    />
  );
}

/** A box with a display, 190 × 220, top left at (x, y). */
export function Box({
  x,
  y,
  face,
}: {
  readonly x: number;
  readonly y: number;
  readonly face: 'on' | 'off' | 'ask';
}) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className="f-white s-ink" width="190" height="220" rx="26" />
      <rect className={face === 'off' ? 'f-ink' : 'f-teal'} x="26" y="26" width="138" height="94" rx="14" />
      {face === 'on' ? <path className="f-none s-white" d="M46 78h24l12-24 20 44 12-28 10 8h20" /> : null}
      {face === 'ask' ? (
        <path className="f-none s-white" d="M78 60c2-16 34-18 36 2 1 14-18 14-18 28M96 104v1" />
      ) : null}
    </g>
  );
}

/** Seated in profile: back at the chair, feet flat, the arm on the table at the height of the heart. */
export function Seated({ cuff = true }: { readonly cuff?: boolean }) {
  return (
    <>
      <path
        className="f-teal"
        d="M150 116h20c14 0 20 8 20 20v154h124v26H176c-24 0-34-12-34-32V128c0-8 2-12 8-12z"
      />
      <path className="f-none l-ink" strokeWidth="11" d="M168 316v90M304 316v90" />
      <rect className="f-sand" x="352" y="226" width="252" height="20" rx="10" />
      <path className="f-none l-ink" strokeWidth="11" d="M582 246v160" />
      <path className="f-none l-ink" strokeWidth="48" d="M240 282h138" />
      <path className="f-none l-ink" strokeWidth="40" d="M382 286v92" />
      <path className="f-none l-ink" strokeWidth="26" d="M376 394h54" />
      <path
        className="f-apricot"
        d="M212 150c8-22 30-30 52-28 26 2 40 20 42 44l6 134H206c-6-50-6-110 6-150z"
      />
      <path className="f-skin-deep" d="M238 96h36v34c-8 8-28 8-36 0z" />
      <circle className="f-skin" cx="262" cy="72" r="42" />
      <path
        className="f-ink"
        d="M220 78c-8-42 20-56 46-54 24 2 38 16 38 36-16-8-34-10-50-6-4 12-14 20-34 24z"
      />
      <circle className="f-ink" cx="284" cy="72" r="4.5" />
      <path className="f-none s-ink-thin" d="M280 94c6 3 12 2 16-1" />
      <path className="f-none s-skin" strokeWidth="34" d="M268 156l62 50h150" />
      <path className="f-none s-skin" strokeWidth="17" d="M482 200h30M482 210h24" />
      {cuff ? (
        <>
          <path className="f-none l-ink" strokeWidth="8" d="M322 196c20 40 90 20 120 8" />
          <path
            className="f-none l-teal"
            strokeWidth="48"
            style={{ strokeLinecap: 'butt' }}
            d="M277 163l42 34"
          />
        </>
      ) : null}
    </>
  );
}

/** Two feet seen from above, toes up, centred on (x, y). */
export function Feet({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      {[-54, 54].map((side) => (
        <g key={side} transform={`translate(${side} 0) scale(${side < 0 ? 1 : -1} 1)`}>
          <path
            className="f-skin"
            d="M-30-34c0-36 60-44 62-4 2 32-8 50-6 82 2 40-48 40-48 2 0-30-8-52-8-80z"
          />
          <circle className="f-skin" cx="20" cy="-76" r="14" />
          <circle className="f-skin" cx="-3" cy="-78" r="10" />
          <circle className="f-skin" cx="-20" cy="-70" r="8.5" />
          <circle className="f-skin" cx="-33" cy="-58" r="7.5" />
        </g>
      ))}
    </g>
  );
}

/** Seen from above, 300 wide and 250 high, top left at (x, y). */
export function Plate({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className="f-white s-ink" width="300" height="250" rx="38" />
      <rect className="f-mist" x="22" y="66" width="256" height="162" rx="24" />
      <rect className="f-teal" x="104" y="18" width="92" height="36" rx="10" />
      <path className="f-none s-white" d="M122 36h20M158 36h20" />
    </g>
  );
}

/** Points up; its tip at (x, y). */
export function UpArrow({
  x,
  y,
  down = false,
}: {
  readonly x: number;
  readonly y: number;
  readonly down?: boolean;
}) {
  return (
    <g transform={`translate(${x} ${y}) ${down ? 'scale(1 -1)' : ''}`}>
      <path className="f-none s-coral art-blink" d="M0 84V0m-32 34L0 0l32 34" />
    </g>
  );
}

/** A probe from (x, y) to the lower right, its grip and its cable. */
export function Probe({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="f-none l-ink" strokeWidth="9" d="M236 84c60 16 70 60 40 90" />
      <path className="f-none l-ink" strokeWidth="22" d="M0 0l120 40" />
      <path className="f-none l-white" strokeWidth="13" d="M0 0l120 40" />
      <path className="f-none l-teal" strokeWidth="42" d="M140 48l92 32" />
    </g>
  );
}

/** The doctor with something in front of him. */
export function DoctorBeside() {
  return <Person x={40} y={120} scale={1.15} look="doctor" />;
}

export function CheckBadge({ x = 440, y = 216 }: { readonly x?: number; readonly y?: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle className="f-teal" r="92" />
      <path className="f-none l-white" strokeWidth="15" d="M-42 2l30 34 56-68" />
    </g>
  );
}

export function Warning({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="f-sun s-ink" d="M70 30l74 132c6 12-2 26-16 26H12c-14 0-22-14-16-26z" />
      <path className="f-none s-ink" d="M70 84v46M70 158v1" />
    </g>
  );
}
