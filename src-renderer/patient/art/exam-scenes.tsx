import { Arrow, Clip, Ground, Hand, Scene } from './parts.tsx';

export function FingerInScene() {
  return (
    <Scene name="finger-in">
      <Ground />
      <Hand x={16} />
      <Clip x={-6} />
      <Arrow x={330} y={96} />
    </Scene>
  );
}

export function FingerOutScene() {
  return (
    <Scene name="finger-out">
      <Ground />
      <Hand x={130} />
      <Clip x={-30} face="ask" />
      <Arrow x={300} y={96} />
    </Scene>
  );
}

export function ClipStartScene() {
  return (
    <Scene name="clip-start">
      <Ground />
      <Hand x={16} />
      <Clip x={-6} face="dots" />
    </Scene>
  );
}

export function MiddleFingerScene() {
  return (
    <Scene name="middle-finger">
      <Ground />
      <Hand x={16} finger="middle" />
      <Clip x={-6} y={44} />
      <Arrow x={330} y={96} />
    </Scene>
  );
}

export function RestingHandScene() {
  return (
    <Scene name="resting-hand">
      <Ground />
      <rect className="f-sand" x="20" y="352" width="600" height="30" rx="15" />
      <Hand x={16} y={10} />
      <Clip x={-6} y={10} />
    </Scene>
  );
}

export function WarmHandsScene() {
  return (
    <Scene name="warm-hands">
      <Ground />
      <path className="f-teal" d="M500 222h700v112H500z" />
      <path className="f-mist-deep" d="M486 216h30v124h-30z" />
      <path className="f-none s-skin" strokeWidth="96" d="M452 278H300" />
      <path className="f-none s-skin" strokeWidth="30" d="M300 250h-92M300 280h-110M300 310h-96" />
      <path className="s-skin-deep f-none" d="M290 265h-74M290 295h-78" />
      <path className="f-apricot" d="M-560 142h700v112h-700z" />
      <path className="f-sand" d="M124 136h30v124h-30z" />
      <path className="f-none s-skin-edge" strokeWidth="108" d="M188 198h152" />
      <path className="f-none s-skin" strokeWidth="96" d="M188 198h152" />
      <path className="f-none s-skin" strokeWidth="30" d="M340 170h92M340 200h110M340 230h96M270 160l54-34" />
      <path className="s-skin-deep f-none" d="M350 185h74M350 215h78" />
      <path
        className="f-none s-warm art-blink"
        d="M236 92c-14-16 14-28 0-46M320 84c-14-16 14-28 0-46M404 92c-14-16 14-28 0-46"
      />
    </Scene>
  );
}

export function CableScene() {
  return (
    <Scene name="cable">
      <Ground />
      <rect className="f-white s-ink" x="60" y="112" width="120" height="216" rx="24" />
      <rect className="f-ink" x="104" y="184" width="34" height="72" rx="10" />
      <g className="art-nudge">
        <path className="f-mist-deep s-ink" d="M252 192h54v56h-54z" />
        <rect className="f-teal" x="300" y="168" width="120" height="104" rx="22" />
        <path className="f-none s-ink" strokeWidth="14" d="M420 220c60 0 60 0 84 40s60 50 108 30" />
        <path className="f-none s-white" d="M336 196v48M360 196v48" />
      </g>
      <Arrow x={270} y={112} />
    </Scene>
  );
}

export function ClipFaultScene() {
  return (
    <Scene name="clip-fault">
      <Ground />
      <Clip x={90} face="ask" />
      <g transform="translate(420 120)">
        <path
          className="f-sun s-ink"
          d="M70 10l74 132c6 12-2 26-16 26H12c-14 0-22-14-16-26z"
          transform="translate(0 20)"
        />
        <path className="f-none s-ink" strokeWidth="10" d="M70 84v46M70 158v1" />
      </g>
    </Scene>
  );
}

export function ClipOffScene() {
  return (
    <Scene name="clip-off">
      <Ground />
      <Clip x={130} y={-10} face="off" />
      <circle className="f-coral" cx="398" cy="204" r="18" />
      <g transform="translate(396 204) rotate(52)">
        <path className="f-none s-skin" strokeWidth="46" d="M46 0h130" />
        <rect className="f-skin-light" x="30" y="-11" width="30" height="22" rx="11" />
        <path className="f-teal" d="M166-40h90v80h-90z" />
      </g>
    </Scene>
  );
}

export function DoneScene() {
  return (
    <Scene name="done">
      <Ground />
      <Clip x={40} y={6} />
      <circle className="f-teal" cx="440" cy="216" r="92" />
      <path className="f-none s-white" strokeWidth="15" d="M398 218l30 34 56-68" />
    </Scene>
  );
}

export function SetAsideScene() {
  return (
    <Scene name="set-aside">
      <Ground />
      <rect className="f-sand" x="60" y="316" width="520" height="34" rx="17" />
      <Clip x={-10} y={32} face="off" cable={false} />
      <g transform="translate(390 120)">
        <circle className="f-teal" cx="80" cy="80" r="76" />
        <path className="f-none s-white" strokeWidth="12" d="M42 80h76m-30-32l32 32-32 32" />
      </g>
    </Scene>
  );
}
