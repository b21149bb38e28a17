/** Pictures of blood pressure, temperature and weight, and of instruments that do not work. */
import {
  ArmCuff,
  BareArm,
  Box,
  CheckBadge,
  DoctorBeside,
  Feet,
  Heart,
  Plate,
  Probe,
  Seated,
  Table,
  UpArrow,
  Warning,
} from './instrument-parts.tsx';
import { Arrow, Ground, Person, Scene } from './parts.tsx';

/** Two fingers between elbow and cuff; the heart at the height of the arm. */
export function CuffOnScene() {
  return (
    <Scene name="cuff-on">
      <Ground />
      <Table />
      <BareArm />
      <ArmCuff />
      <path className="f-none l-ink" strokeWidth="5" strokeDasharray="4 16" d="M514 222h74" />
      <Heart x={618} y={222} />
      <path className="f-none s-skin-edge" strokeWidth="36" d="M322 40v150M354 40v150" />
      <path className="f-none s-skin" strokeWidth="27" d="M322 30v160M354 30v160" />
      <path className="s-skin-deep f-none" d="M338 30v146" />
    </Scene>
  );
}

export function LooseCuffScene() {
  return (
    <Scene name="loose-cuff">
      <Ground />
      <Table />
      <BareArm />
      <ArmCuff loose />
      <path
        className="f-none s-coral art-blink"
        d="M444 40v64m-28-28l28 28 28-28M444 412v-64m-28 28l28-28 28 28"
      />
    </Scene>
  );
}

export function LowerCuffScene() {
  return (
    <Scene name="lower-cuff">
      <Ground />
      <Table />
      <BareArm />
      <ArmCuff />
      <Arrow x={330} y={110} />
    </Scene>
  );
}

export function SeatedScene() {
  return (
    <Scene name="seated">
      <g className="art-breathe">
        <circle className="f-mist" cx="340" cy="226" r="210" />
      </g>
      <path className="f-none l-ink" strokeWidth="6" d="M110 409h500" />
      <Seated />
    </Scene>
  );
}

export function StillArmScene() {
  return (
    <Scene name="still-arm">
      <Ground />
      <path className="f-none l-ink" strokeWidth="6" d="M110 409h500" />
      <Seated />
      <Heart x={262} y={206} scale={0.6} />
    </Scene>
  );
}

export function MovingArmScene() {
  return (
    <Scene name="moving-arm">
      <Ground />
      <path className="f-none l-ink" strokeWidth="6" d="M110 409h500" />
      <Seated />
      <path
        className="f-none s-warm art-blink"
        d="M436 168c18-14 38-14 56 0M424 142c26-22 54-22 80 0M452 252c12 8 24 8 36 0"
      />
    </Scene>
  );
}

export function DoctorStartsScene() {
  return (
    <Scene name="doctor-starts">
      <Ground />
      <DoctorBeside />
      <g transform="translate(360 70)">
        <rect className="f-teal-deep" x="20" y="60" width="180" height="170" rx="30" />
        <rect className="f-teal" x="20" y="60" width="146" height="170" rx="30" />
        <path className="f-none l-white" strokeWidth="9" d="M52 100v90" />
        <path className="f-none l-ink" strokeWidth="11" d="M70 230c0 60-60 40-60 100" />
        <path className="f-none s-coral art-blink" d="M-10 60l-26-20M-14 145h-34M230 60l26-20M234 145h34" />
      </g>
    </Scene>
  );
}

export function StartButtonScene() {
  return (
    <Scene name="start-button">
      <Ground />
      <rect className="f-white s-ink" x="170" y="50" width="270" height="320" rx="34" />
      <rect className="f-mist-deep" x="204" y="84" width="202" height="140" rx="16" />
      <path className="f-none l-ink" strokeWidth="12" d="M236 130h52M322 130h52M236 178h52M322 178h52" />
      <circle className="f-ink" cx="305" cy="296" r="46" />
      <circle className="f-none s-white" cx="305" cy="296" r="17" />
      <g className="art-nudge" transform="translate(322 306) rotate(30)">
        <path className="f-none s-skin-edge" strokeWidth="62" d="M40 0h170" />
        <path className="f-none s-skin" strokeWidth="50" d="M40 0h170" />
        <rect className="f-skin-light" x="22" y="-12" width="32" height="24" rx="12" />
        <path className="f-teal" d="M196-44h64v88h-64z" />
      </g>
    </Scene>
  );
}

export function ArmQuestionScene() {
  return (
    <Scene name="arm-question">
      <Ground />
      <Table />
      <BareArm />
      <path className="f-white s-ink" d="M196 176h104v96H196z" />
      <path className="f-none s-ink-thin" d="M222 176v96M248 176v96M274 176v96" />
      <path className="f-white s-ink" d="M404 20h84v78c0 20-16 32-42 32s-42-12-42-32z" />
      <path className="f-mist-deep" d="M410 66h72v32c0 14-12 26-36 26s-36-12-36-26z" />
      <path className="f-none s-coral" d="M446 130c0 40-20 40-20 84" />
    </Scene>
  );
}

export function StandQuestionScene() {
  return (
    <Scene name="stand-question">
      <Ground />
      <path className="f-none l-ink" strokeWidth="6" d="M130 409h400" />
      <path
        className="f-teal"
        d="M150 190h18c12 0 18 8 18 18v86h92v22H172c-22 0-30-10-30-28v-86c0-8 2-12 8-12z"
      />
      <path className="f-none l-ink" strokeWidth="10" d="M164 316v90M268 316v90" />
      <path className="f-none l-ink" strokeWidth="36" d="M352 280l-16 112M376 280l14 112" />
      <path className="f-none l-ink" strokeWidth="22" d="M332 398h34M388 398h34" />
      <path className="f-apricot" d="M316 150c8-24 78-26 92 0l10 146H312z" />
      <path className="f-skin-deep" d="M346 96h36v36c-8 8-28 8-36 0z" />
      <circle className="f-skin" cx="364" cy="74" r="42" />
      <path
        className="f-ink"
        d="M320 76c-4-40 22-54 46-52 26 2 42 20 40 46-14-10-26-14-42-12-14 0-32 6-44 18z"
      />
      <path className="f-none s-skin" strokeWidth="26" d="M404 166l44 62" />
      <path className="f-none l-ink" strokeWidth="11" d="M436 236c4-24 34-22 34 2v168" />
      <path className="f-none s-coral art-blink" d="M286 130c-16 12-16 34 0 46M262 118c-26 20-26 56 0 76" />
    </Scene>
  );
}

export function ProbeScene() {
  return (
    <Scene name="probe">
      <Ground />
      <Person x={120} y={28} scale={1.72} look="patient" />
      <path className="f-none s-skin" strokeWidth="34" d="M286 226h46" />
      <path className="f-none s-ink-thin" d="M282 222c14 8 40 8 52 0" />
      <Probe x={318} y={228} />
    </Scene>
  );
}

export function ScaleWaitScene() {
  return (
    <Scene name="scale-wait">
      <Ground />
      <Plate x={170} y={10} />
      <Feet x={320} y={352} />
    </Scene>
  );
}

export function ScaleOnScene() {
  return (
    <Scene name="scale-on">
      <Ground />
      <g transform="translate(320 220) scale(1.25) translate(-320 -220)">
        <Plate x={170} y={92} />
        <Feet x={320} y={246} />
      </g>
    </Scene>
  );
}

export function ScaleUpScene() {
  return (
    <Scene name="scale-up">
      <Ground />
      <Plate x={170} y={10} />
      <UpArrow x={320} y={110} />
      <Feet x={320} y={352} />
    </Scene>
  );
}

export function ScaleOffScene() {
  return (
    <Scene name="scale-off">
      <Ground />
      <Plate x={170} y={10} />
      <UpArrow x={320} y={224} down />
      <Feet x={320} y={352} />
    </Scene>
  );
}

export function DoctorReadsScene() {
  return (
    <Scene name="doctor-reads">
      <Ground />
      <DoctorBeside />
      <path className="f-white s-ink" d="M380 130h150l34 34v206H380z" />
      <path className="f-none s-ink" d="M412 190h100M412 234h120M412 278h120M412 322h70" />
    </Scene>
  );
}

export function BoxFaultScene() {
  return (
    <Scene name="box-fault">
      <Ground />
      <Box x={140} y={110} face="ask" />
      <Warning x={390} y={120} />
    </Scene>
  );
}

export function BoxOffScene() {
  return (
    <Scene name="box-off">
      <Ground />
      <Box x={190} y={100} face="off" />
      <circle className="f-coral" cx="285" cy="268" r="22" />
      <g transform="translate(296 272) rotate(38)">
        <path className="f-none s-skin-edge" strokeWidth="58" d="M46 0h150" />
        <path className="f-none s-skin" strokeWidth="46" d="M46 0h150" />
        <rect className="f-skin-light" x="30" y="-11" width="30" height="22" rx="11" />
        <path className="f-teal" d="M182-40h70v80h-70z" />
      </g>
    </Scene>
  );
}

export function BoxBusyScene() {
  return (
    <Scene name="box-busy">
      <Ground />
      <Box x={225} y={110} face="on" />
    </Scene>
  );
}

export function CuffDoneScene() {
  return (
    <Scene name="cuff-done">
      <Ground />
      <Box x={110} y={110} face="on" />
      <CheckBadge />
    </Scene>
  );
}

export function ProbeDoneScene() {
  return (
    <Scene name="probe-done">
      <Ground />
      <g transform="translate(50 190) rotate(-14) scale(0.86)">
        <Probe x={0} y={0} />
      </g>
      <CheckBadge />
    </Scene>
  );
}

export function ScaleDoneScene() {
  return (
    <Scene name="scale-done">
      <Ground />
      <g transform="translate(60 96)">
        <Plate x={0} y={0} />
      </g>
      <CheckBadge x={470} />
    </Scene>
  );
}

export function AsideScene() {
  return (
    <Scene name="aside">
      <Ground />
      <Box x={120} y={110} face="off" />
      <g transform="translate(380 140)">
        <circle className="f-teal" cx="80" cy="80" r="76" />
        <path className="f-none l-white" strokeWidth="12" d="M42 80h76m-30-32l32 32-32 32" />
      </g>
    </Scene>
  );
}
