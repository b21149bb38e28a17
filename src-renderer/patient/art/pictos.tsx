/** Small pictures beside a short sentence, 160 × 160. */
import type { ReactNode } from 'react';
import './art.css';
import { Person } from './parts.tsx';

export function Picto({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picto" viewBox="0 0 160 160" aria-hidden="true">
      <rect className="f-mist" width="160" height="160" rx="36" />
      {children}
    </svg>
  );
}

export function PictoWho() {
  return (
    <Picto>
      <rect className="f-white s-ink" x="22" y="40" width="116" height="84" rx="12" />
      <circle className="f-skin" cx="54" cy="72" r="14" />
      <path className="f-teal" d="M32 110c0-16 10-22 22-22s22 6 22 22z" />
      <path className="f-none s-ink-thin" d="M90 66h34M90 84h34M90 102h20" />
    </Picto>
  );
}

export function PictoCall() {
  return (
    <Picto>
      <rect className="f-white s-ink" x="20" y="28" width="120" height="92" rx="12" />
      <svg aria-hidden="true" x="24" y="32" width="112" height="84" viewBox="0 0 112 84">
        <Person x={3} y={4} scale={0.48} look="doctor" />
      </svg>
      <path className="f-none s-ink" d="M80 120v16M54 138h52" />
    </Picto>
  );
}

export function PictoExam() {
  return (
    <Picto>
      <path className="f-none s-skin" strokeWidth="26" d="M88 80h74" />
      <path className="f-teal" d="M130 54h30v52h-30z" />
      <rect className="f-white s-ink" x="18" y="46" width="92" height="68" rx="22" />
      <rect className="f-teal" x="34" y="62" width="54" height="36" rx="8" />
      <path className="f-none s-white" strokeWidth="4" d="M40 82h8l6-10 8 18 6-12 4 4h10" />
    </Picto>
  );
}

export function PictoPapers() {
  return (
    <Picto>
      <path className="f-white s-ink" d="M42 24h54l24 24v88H42z" />
      <path className="f-mist-deep s-ink" d="M96 24v24h24z" />
      <path className="f-none s-ink-thin" d="M58 72h46M58 90h46M58 108h28" />
      <circle className="f-apricot" cx="116" cy="118" r="24" />
      <path className="f-none s-ink" d="M106 118l8 9 14-17" />
    </Picto>
  );
}

export function PictoPolish() {
  return (
    <Picto>
      <path className="f-skin" d="M30 160V76a30 30 0 0 1 60 0v84z" />
      <path className="f-skin-light" d="M40 84V74a20 20 0 0 1 40 0v10c0 14-40 14-40 0z" />
      <path className="f-coral" d="M108 84h28v36c0 8-4 12-12 12h-4c-8 0-12-4-12-12z" />
      <path className="f-ink" d="M114 48h16v36h-16z" />
      <path className="f-none s-ink" strokeWidth="8" d="M98 42l50 96" />
    </Picto>
  );
}

export function PictoWarm() {
  return (
    <Picto>
      <path className="f-none s-skin" strokeWidth="38" d="M20 116h66" />
      <path className="f-none s-skin" strokeWidth="13" d="M80 104h44M80 118h52M80 130h42" />
      <path className="f-none s-skin-deep" d="M60 98h56" />
      <path className="f-none s-skin" strokeWidth="30" d="M140 84H82" />
      <path className="f-none s-skin" strokeWidth="12" d="M84 76H40M84 90H34" />
      <path className="f-none s-warm" d="M52 50c-8-9 8-15 0-25M80 46c-8-9 8-15 0-25M108 50c-8-9 8-15 0-25" />
    </Picto>
  );
}

export function PictoRest() {
  return (
    <Picto>
      <path className="f-teal" d="M24 60h12c6 0 8 4 8 8v52h40v16H32c-10 0-14-6-14-14V66c0-4 2-6 6-6z" />
      <circle className="f-skin" cx="66" cy="38" r="18" />
      <path className="f-ink" d="M47 38c-2-18 10-24 20-23 12 0 18 9 17 20-10-6-24-8-37 3z" />
      <path className="f-apricot" d="M52 64c12-6 28-4 32 8l8 32h16v20H56c-8 0-12-6-12-14V76c0-6 3-10 8-12z" />
      <path className="f-sand" d="M96 92h54v10H96z" />
      <path className="f-none s-ink-thin" d="M96 97h52M140 98v40" />
      <path className="f-none s-skin" strokeWidth="12" d="M80 78l14 10h34" />
      <path className="f-coral" d="M66 98c-10-7-14-11-14-17 0-8 10-10 14-3 4-7 14-5 14 3 0 6-4 10-14 17z" />
    </Picto>
  );
}

export function PictoClip() {
  return (
    <Picto>
      <rect className="f-white s-ink" x="24" y="46" width="112" height="72" rx="24" />
      <rect className="f-teal" x="44" y="62" width="60" height="40" rx="8" />
      <path className="f-none s-white" strokeWidth="5" d="M52 84h10l6-10 8 18 6-10h12" />
    </Picto>
  );
}

export function PictoScreen() {
  return (
    <Picto>
      <rect className="f-white s-ink" x="44" y="20" width="72" height="112" rx="10" />
      <rect className="f-teal" x="54" y="32" width="52" height="78" rx="4" />
      <path className="f-none s-ink" d="M60 140h40" />
    </Picto>
  );
}

export function PictoSeat() {
  return (
    <Picto>
      <path
        className="f-teal"
        d="M46 26h14c8 0 12 4 12 12v50h40c8 0 12 4 12 10v14H58c-12 0-18-6-18-18V34c0-4 2-8 6-8z"
      />
      <path className="f-none s-ink" strokeWidth="8" d="M58 112v26M112 112v26" />
    </Picto>
  );
}
