import { Cabin, Ground, Person, Scene } from './parts.tsx';

export function CabinScene() {
  return (
    <Scene name="cabin">
      <Ground />
      <circle className="f-sun" cx="520" cy="84" r="52" />
      <Cabin x={90} y={36} />
      <rect className="f-teal-deep" x="296" y="150" width="210" height="172" rx="16" />
      <rect className="f-mist" x="308" y="162" width="186" height="148" rx="8" />
      <svg aria-hidden="true" x="308" y="162" width="186" height="148" viewBox="0 0 186 148">
        <Person x={5} y={8} scale={0.8} look="doctor" />
      </svg>
      <path className="f-none s-ink" d="M60 376h520" />
    </Scene>
  );
}

/** The doctor where his picture would be. */
export function DoctorPortrait() {
  return (
    <Scene name="doctor">
      <circle className="f-mist-deep" cx="320" cy="220" r="200" />
      <Person x={166} y={84} scale={1.4} look="doctor" />
    </Scene>
  );
}

export function SpeechScene() {
  return (
    <Scene name="speech">
      <Ground />
      <path
        className="f-teal"
        d="M120 96h240a34 34 0 0 1 34 34v106a34 34 0 0 1-34 34H210l-62 58 10-58h-38a34 34 0 0 1-34-34V130a34 34 0 0 1 34-34z"
      />
      <path className="f-none s-white" strokeWidth="10" d="M146 156h188M146 206h128" />
      <path
        className="f-apricot"
        d="M352 190h160a34 34 0 0 1 34 34v84a34 34 0 0 1-34 34h-20l8 50-56-50h-92a34 34 0 0 1-34-34v-84a34 34 0 0 1 34-34z"
      />
      <path className="f-none s-ink" d="M372 246h120M372 286h80" />
    </Scene>
  );
}

export function ConsentScene() {
  return (
    <Scene name="consent">
      <Ground />
      <Person x={70} y={120} scale={1.05} look="patient" />
      <Person x={350} y={112} scale={1.05} look="doctor" />
      <path className="f-apricot" d="M320 118l62 22v56c0 44-28 72-62 88-34-16-62-44-62-88v-56z" />
      <path className="f-none s-ink" strokeWidth="10" d="M292 200l20 22 38-46" />
    </Scene>
  );
}

export function WaitingScene() {
  return (
    <Scene name="waiting">
      <g className="art-breathe">
        <circle className="f-mist" cx="320" cy="220" r="206" />
        <circle className="f-mist-deep" cx="320" cy="220" r="160" />
      </g>
      <path
        className="f-teal"
        d="M196 150h26c12 0 20 8 20 20v112h150a18 18 0 0 1 18 18v22H214c-20 0-32-12-32-32V166c0-8 6-16 14-16z"
      />
      <path className="f-none s-ink" strokeWidth="10" d="M220 322v70M392 322v70" />
      <circle className="f-skin" cx="300" cy="116" r="42" />
      <path
        className="f-ink"
        d="M258 112c0-38 24-50 46-48 26 2 40 20 38 44-14-12-30-16-52-14-10 0-22 6-32 18z"
      />
      <path
        className="f-apricot"
        d="M262 168c24-12 60-8 72 16l20 82h36c24 0 34 16 34 36v4H268c-16 0-26-12-26-28v-80c0-14 8-24 20-30z"
      />
      <path className="f-none s-skin" strokeWidth="26" d="M322 206l22 56h44" />
      <path className="f-none s-ink" strokeWidth="22" d="M412 300v84h26" />
    </Scene>
  );
}

export function LineDown() {
  return (
    <Scene name="line-down">
      <Ground />
      <rect className="f-white s-ink" x="70" y="150" width="180" height="140" rx="18" />
      <path className="f-none s-ink" d="M120 330h80M160 290v40" />
      <rect className="f-teal" x="90" y="170" width="140" height="100" rx="8" />
      <svg aria-hidden="true" x="400" y="120" width="190" height="210" viewBox="0 0 220 240">
        <Person x={0} y={0} look="doctor" />
      </svg>
      <path className="f-none s-coral" d="M268 220h32M352 220h32M312 190l28 60M340 190l-28 60" />
    </Scene>
  );
}

export function DoctorComing() {
  return (
    <Scene name="doctor-coming">
      <g className="art-breathe">
        <circle className="f-mist" cx="320" cy="220" r="206" />
        <circle className="f-mist-deep" cx="320" cy="220" r="168" />
      </g>
      <Person x={188} y={104} scale={1.2} look="doctor" />
    </Scene>
  );
}

export function PapersScene() {
  return (
    <Scene name="papers">
      <Ground />
      <path className="f-apricot" d="M236 96l196-24 30 250-196 24z" />
      <path className="f-white s-ink" d="M196 80h168l52 52v240H196z" />
      <path className="f-mist-deep s-ink" d="M364 80v52h52z" />
      <rect className="f-teal" x="226" y="116" width="56" height="56" rx="12" />
      <path className="f-none s-white" d="M254 130v28M240 144h28" />
      <path className="f-none s-ink" d="M228 212h152M228 252h152M228 292h100" />
      <path className="f-none s-teal" d="M324 334c14-20 22 12 34-6s16 6 28-2" />
    </Scene>
  );
}

export function GoodbyeScene() {
  return (
    <Scene name="goodbye">
      <Ground />
      <Person x={170} y={104} scale={1.2} look="doctor" />
      <path className="f-none s-skin" strokeWidth="30" d="M470 300l-8-110" />
      <path className="f-skin" d="M424 110a42 48 0 0 1 84 0v44c0 26-18 42-42 42s-42-16-42-42z" />
      <path
        className="f-none s-skin"
        strokeWidth="19"
        d="M434 130V74M457 122V58M480 122V64M502 132V84M430 158l-20-26"
      />
      <path className="f-white" d="M444 260h48l14 106h-76z" />
      <path className="f-none s-warm" d="M388 84c-10 14-14 26-14 40M538 84c10 14 14 26 14 40" />
    </Scene>
  );
}

export function DoorScene() {
  return (
    <Scene name="door">
      <Ground />
      <rect className="f-white s-ink" x="206" y="64" width="190" height="312" rx="12" />
      <path className="f-teal" d="M222 80l118 36v260l-118-16z" />
      <circle className="f-sun" cx="318" cy="240" r="11" />
      <path className="f-none s-coral" d="M420 226h100m-36-34l36 34-36 34" />
      <path className="f-none s-ink" d="M120 376h400" />
    </Scene>
  );
}

export function CleaningScene() {
  return (
    <Scene name="cleaning">
      <Ground />
      <path
        className="f-teal"
        d="M168 190h96c20 0 32 14 32 34v130c0 14-8 22-22 22H158c-14 0-22-8-22-22V224c0-20 12-34 32-34z"
      />
      <path className="f-ink" d="M184 150h64v44h-64z" />
      <path
        className="f-ink"
        d="M170 92h104c16 0 26 12 26 28v14h-64l-10 20h-42v-22c-18 0-28-8-28-20 0-10 6-20 14-20z"
      />
      <rect className="f-white" x="160" y="250" width="112" height="70" rx="12" />
      <path className="f-none s-teal" d="M196 286h40M216 266v40" />
      <g className="f-mist-deep art-blink">
        <circle cx="340" cy="112" r="13" />
        <circle cx="384" cy="84" r="11" />
        <circle cx="388" cy="132" r="12" />
        <circle cx="432" cy="108" r="9" />
      </g>
      <path
        className="f-apricot"
        d="M342 296c60-40 130-34 172 6 12 12 10 46-8 58-48 24-124 24-170 2-20-14-18-48 6-66z"
      />
      <path className="f-none s-ink" d="M384 312c30 12 66 12 96-2M372 340c36 12 84 12 118 0" />
    </Scene>
  );
}

export function ResumeScene() {
  return (
    <Scene name="resume">
      <Ground />
      <rect className="f-white s-ink" x="150" y="84" width="340" height="236" rx="22" />
      <path className="f-none s-ink" d="M320 320v50M244 374h152" />
      <path className="f-none s-coral" d="M264 206a58 58 0 1 1 22 44M258 160l6 48 46-8" />
    </Scene>
  );
}

export function QuestionScene() {
  return (
    <Scene name="question">
      <Ground />
      <Person x={80} y={120} scale={1.1} look="attendant" />
      <path
        className="f-white s-ink"
        d="M364 66h150a36 36 0 0 1 36 36v100a36 36 0 0 1-36 36h-84l-66 52 14-54a36 36 0 0 1-50-34V102a36 36 0 0 1 36-36z"
      />
      <path className="f-none s-coral" d="M410 122c4-32 62-32 62 4 0 26-30 24-30 48M442 206v1" />
    </Scene>
  );
}

export function RestartScene() {
  return (
    <Scene name="restart">
      <Ground />
      <Cabin x={90} y={36} />
      <g className="art-turn">
        <path className="f-none s-coral" d="M340 236a62 62 0 1 1 20 46M332 190l8 46 46-10" />
      </g>
      <path className="f-none s-ink" d="M60 376h520" />
    </Scene>
  );
}

const CALL_MARKS = {
  called: 'M470 150a96 96 0 0 1 0 132M520 104a160 160 0 0 1 0 224',
  coming: 'M560 216H450m44-44l-44 44 44 44',
  unreachable: 'M452 166l100 100M552 166L452 266',
} as const;

/** Who is at the reception: rung for, on the way, or not to be reached. */
export function AttendantScene({ attendant }: { readonly attendant: keyof typeof CALL_MARKS }) {
  return (
    <Scene name={`attendant-${attendant}`}>
      <Ground />
      <Person x={120} y={90} scale={1.3} look="attendant" />
      <path className="f-none s-coral" strokeWidth="14" d={CALL_MARKS[attendant]} />
    </Scene>
  );
}
