/** Pictures of the otoscopy. Left is the patient's left: his face then looks to the left. */
import type { ReactNode } from 'react';
import { CheckBadge, Seated } from './instrument-parts.tsx';
import { Arrow, Ground, Scene } from './parts.tsx';

export type Side = 'left' | 'right';
export type Pull = 'up' | 'down';

function Sided({ side, children }: { readonly side: Side; readonly children: ReactNode }) {
  return <g transform={side === 'left' ? undefined : 'translate(640 0) scale(-1 1)'}>{children}</g>;
}

/** Head and shoulders from the side, looking left; the entrance of the ear at (352, 204). */
export function EarHead() {
  return (
    <>
      <path className="f-teal" d="M104 440c4-78 84-112 196-112s192 34 196 112z" />
      <path className="f-skin-deep" d="M262 280h104v72c-24 26-80 26-104 0z" />
      <path className="f-skin" d="M190 168l-38 56c-5 10 2 17 14 18l28 2z" />
      <ellipse className="f-skin" cx="312" cy="178" rx="126" ry="146" />
      <path
        className="f-ink"
        d="M190 128C190 50 256 12 326 16c84 6 134 74 122 158-6 42-20 76-40 100-12-8-16-24-14-44 14-40 8-86-22-108-62 18-128 22-182 6z"
      />
      <circle className="f-ink" cx="222" cy="172" r="8" />
      <path className="f-none s-ink-thin" d="M204 146c12-8 26-8 36 0M196 276c14 8 28 8 38 0" />
      <path
        className="f-skin s-skin-deep"
        d="M328 172c0-42 74-50 76 6 1 38-30 44-34 76-4 28-42 22-42-6 0-26 0-48 0-76z"
      />
      <path className="f-none s-skin-deep" d="M344 178c4-22 40-22 42 2 1 18-16 22-22 38" />
      <ellipse className="f-ink" cx="352" cy="204" rx="7" ry="10" />
    </>
  );
}

/** Tip at (0, 0), handle to the right. */
function Otoscope({ tip = true }: { readonly tip?: boolean }) {
  return (
    <>
      <rect className="f-teal" x="140" y="-24" width="190" height="48" rx="24" />
      <rect className="f-white s-ink" x="70" y="-36" width="82" height="72" rx="20" />
      {tip ? <path className="f-ink" d="M0-5l74-20v50L0 5z" /> : null}
    </>
  );
}

/** How the ear is held, and where the tip goes. */
export const earScene = (side: Side, pull: Pull) => () => (
  <Scene name={`ear-${side}-${pull}`}>
    <Ground />
    <Sided side={side}>
      <EarHead />
      {pull === 'up' ? (
        <>
          <path className="f-none s-skin-edge" strokeWidth="44" d="M404 142l84-92" />
          <path className="f-none s-skin" strokeWidth="34" d="M400 146l96-104" />
          <path className="f-teal" d="M462 20l52 50 70-60-40-40z" />
          <path className="f-none s-coral art-blink" d="M428 172l62-52m-42-4l42 4-4 42" />
        </>
      ) : (
        <>
          <path className="f-none s-coral art-blink" d="M404 268l56 56m-42 0h42v-42" />
          <path className="f-none s-skin-edge" strokeWidth="42" d="M352 262l40 112" />
          <path className="f-none s-skin" strokeWidth="32" d="M352 262l44 122" />
        </>
      )}
      <g transform={`translate(346 206) rotate(${pull === 'up' ? 32 : -18}) scale(0.86)`}>
        <Otoscope />
        <path className="f-none s-skin-edge" strokeWidth="40" d="M196-18v44M246-18v44" />
        <path className="f-none s-skin" strokeWidth="32" d="M196-20v48M246-20v48" />
      </g>
    </Sided>
  </Scene>
);

export function EarSeatScene() {
  return (
    <Scene name="ear-seat">
      <Ground />
      <path className="f-none l-ink" strokeWidth="6" d="M110 409h500" />
      <Seated cuff={false} />
      <circle className="f-none s-coral art-blink" cx="250" cy="82" r="18" />
    </Scene>
  );
}

/** A fresh cone goes onto the head. */
export function SpeculumScene() {
  return (
    <Scene name="speculum">
      <Ground />
      <g transform="translate(352 140) rotate(180) scale(1.15)">
        <g transform="translate(-70 0)">
          <Otoscope tip={false} />
        </g>
      </g>
      <g transform="translate(432 140) scale(1.15)">
        <Arrow x={-2} y={-66} />
        <path className="f-ink" d="M0-25l74 20v10L0 25z" />
      </g>
      <path className="f-white s-ink" d="M240 276h220v110H240z" />
      <path className="f-apricot" d="M240 276l30-40h220l-30 40z" />
      <path className="f-ink" d="M278 302h30l-10 56h-10zM334 302h30l-10 56h-10zM390 302h30l-10 56h-10z" />
    </Scene>
  );
}

export function EarPainScene() {
  return (
    <Scene name="ear-pain">
      <Ground />
      <EarHead />
      <path className="f-none s-coral art-blink" d="M424 150l34-24M434 204h42M424 256l34 24" />
    </Scene>
  );
}

export function EarBleedingScene() {
  return (
    <Scene name="ear-bleeding">
      <Ground />
      <EarHead />
      <path className="f-coral" d="M352 214c14 30 26 44 26 62a26 26 0 0 1-52 0c0-18 12-32 26-62z" />
    </Scene>
  );
}

export function EarSurgeryScene() {
  return (
    <Scene name="ear-surgery">
      <Ground />
      <EarHead />
      <path className="f-white s-ink" d="M306 128l108 42-30 92-104-34z" />
      <path className="f-none s-coral" d="M346 166v62M316 196h60" />
    </Scene>
  );
}

/** From behind, as the patient sits: no mirror, the left ear is on the left. */
export function WhichEarScene() {
  return (
    <Scene name="which-ear">
      <Ground />
      <path className="f-skin-deep" d="M268 284h104v84H268z" />
      <path className="f-teal" d="M110 440c4-76 86-104 158-108 26 16 78 16 104 0 72 4 154 32 158 108z" />
      <ellipse className="f-skin s-skin-deep" cx="198" cy="200" rx="26" ry="42" />
      <ellipse className="f-skin s-skin-deep" cx="442" cy="200" rx="26" ry="42" />
      <path
        className="f-ink"
        d="M202 204C190 78 254 28 320 28s130 50 118 176c-6 64-40 112-118 112s-112-48-118-112z"
      />
      <path className="f-none s-coral art-blink" d="M150 152l-32-22M138 204H98M150 252l-32 22" />
    </Scene>
  );
}

export function EarDoneScene() {
  return (
    <Scene name="ear-done">
      <Ground />
      <g transform="translate(84 196) rotate(14) scale(0.94)">
        <Otoscope tip={false} />
      </g>
      <CheckBadge />
    </Scene>
  );
}
