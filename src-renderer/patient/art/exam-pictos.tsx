/** Small pictures of what to do before a pressure, a temperature or a weight. */
import { Picto } from './pictos.tsx';

const Slash = () => <path className="f-none s-coral" d="M30 30l100 100" />;

export function PictoBareArm() {
  return (
    <Picto>
      <path className="f-none s-skin" strokeWidth="40" d="M-2 84h104" />
      <path className="f-teal" d="M102 50h58v68h-58z" />
      <path className="f-mist-deep" d="M92 44h20v80H92z" />
    </Picto>
  );
}

export function PictoOtherArm() {
  return (
    <Picto>
      <circle className="f-skin" cx="80" cy="36" r="18" />
      <path className="f-ink" d="M61 36c0-20 10-24 20-24 12 0 20 8 18 22-12-8-26-8-38 2z" />
      <rect className="f-apricot" x="56" y="58" width="48" height="80" rx="16" />
      <path className="f-none s-skin" strokeWidth="17" d="M46 72l-12 56M114 72l12 56" />
      <path className="f-none l-white" strokeWidth="21" d="M41 94l-3 16" />
      <circle className="f-teal" cx="124" cy="98" r="22" />
      <path className="f-none s-white" d="M114 98l8 9 14-17" />
    </Picto>
  );
}

export function PictoNoCoffee() {
  return (
    <Picto>
      <path className="f-none s-ink" d="M108 74h12c20 0 20 34-4 34h-10" />
      <path className="f-white s-ink" d="M40 66h70v36c0 20-12 32-34 32s-36-12-36-32z" />
      <path className="f-none s-warm" d="M60 50c-8-8 8-14 0-24M88 50c-8-8 8-14 0-24" />
      <Slash />
    </Picto>
  );
}

export function PictoCover() {
  return (
    <Picto>
      <path className="f-none l-teal" strokeWidth="28" d="M104 112l26 22" />
      <path className="f-none l-ink" strokeWidth="16" d="M34 54l66 56" />
      <path className="f-none l-white" strokeWidth="9" d="M34 54l66 56" />
      <path className="f-none l-apricot" strokeWidth="22" d="M34 54l34 29" />
      <path className="f-none s-teal" d="M96 40v28M82 54h28" />
    </Picto>
  );
}

export function PictoNoDrink() {
  return (
    <Picto>
      <path className="f-white s-ink" d="M48 36h64l-8 98H56z" />
      <path className="f-mist-deep" d="M54 70h52l-5 58H59z" />
      <Slash />
    </Picto>
  );
}

export function PictoNoCoat() {
  return (
    <Picto>
      <path className="f-none s-ink" d="M80 44V30c0-10 14-10 14-2" />
      <path className="f-apricot" d="M80 40l40 22 10 48-18 6-6-28v52H54V88l-6 28-18-6 10-48z" />
      <path className="f-none s-ink-thin" d="M80 52v86" />
      <Slash />
    </Picto>
  );
}

export function PictoNoShoes() {
  return (
    <Picto>
      <path className="f-teal" d="M34 52h40c2 22 14 30 34 36 16 4 22 12 22 26H34z" />
      <path className="f-ink" d="M30 112h102v16H30z" />
      <path className="f-none s-white" d="M78 74l-16 6M88 84l-14 8" />
      <Slash />
    </Picto>
  );
}

export function PictoPockets() {
  return (
    <Picto>
      <rect className="f-white s-ink" x="34" y="40" width="44" height="80" rx="8" />
      <rect className="f-teal" x="42" y="50" width="28" height="50" rx="3" />
      <circle className="f-none s-ink" cx="108" cy="58" r="18" />
      <path className="f-none s-ink" d="M108 76v52M108 106h14M108 122h14" />
      <Slash />
    </Picto>
  );
}

/** An ear that lay on a cushion is warmer than its owner. */
export function PictoPillow() {
  return (
    <Picto>
      <rect className="f-mist-deep" x="14" y="88" width="132" height="54" rx="26" />
      <ellipse className="f-skin" cx="82" cy="64" rx="40" ry="36" />
      <path className="f-ink" d="M44 58c4-34 60-44 78-10-22-6-52-6-78 10z" />
      <Slash />
    </Picto>
  );
}

export function PictoWaitInside() {
  return (
    <Picto>
      <path className="f-white s-ink" d="M26 78l54-48 54 48v58H26z" />
      <circle className="f-mist-deep" cx="80" cy="94" r="28" />
      <path className="f-none s-ink" d="M80 78v18l12 8" />
    </Picto>
  );
}

export function PictoBareForehead() {
  return (
    <Picto>
      <ellipse className="f-skin" cx="80" cy="88" rx="46" ry="54" />
      <path className="f-ink" d="M34 78c0-44 92-44 92 0 6-58-98-58-92 0z" />
      <circle className="f-ink" cx="64" cy="92" r="5" />
      <circle className="f-ink" cx="96" cy="92" r="5" />
      <path className="f-none s-coral" d="M58 62h44" />
    </Picto>
  );
}

export function PictoDryForehead() {
  return (
    <Picto>
      <ellipse className="f-skin" cx="72" cy="92" rx="44" ry="52" />
      <path className="f-ink" d="M28 82c0-42 88-42 88 0 6-56-94-56-88 0z" />
      <circle className="f-ink" cx="58" cy="98" r="5" />
      <circle className="f-ink" cx="88" cy="98" r="5" />
      <rect className="f-teal" x="74" y="52" width="66" height="34" rx="10" />
      <path className="f-none l-white" strokeWidth="6" d="M86 62h42M86 74h42" />
    </Picto>
  );
}
