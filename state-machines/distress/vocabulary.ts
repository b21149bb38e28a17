/** What the distress watch can tell: acts that a camera or a button shows, never emotions. */
export const CAMERA_SIGNALS = ['absence', 'fall', 'floor', 'slump', 'stillness', 'signal-for-help'] as const;
export type CameraSignal = (typeof CAMERA_SIGNALS)[number];

export const SIGNALS = [...CAMERA_SIGNALS, 'help'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Told to nobody but the doctor: no screen, voice, attendant, print, log, list or export ever shows it. */
export const DISCREET_SIGNALS: readonly Signal[] = ['signal-for-help'];

/** Why nothing, or not everything, is watched just now; each has words for the doctor and the technician. */
export const BLIND_REASONS = [
  'starting',
  'switched-off',
  'no-camera',
  'covered',
  'dark',
  'several-people',
  'too-slow',
  'no-webgl2',
  'models-damaged',
  'worker-lost',
  'no-reports',
] as const;
export type BlindReason = (typeof BLIND_REASONS)[number];

/**
 * Asked in every visit, in this order, and again at the doctor's silent word: a companion who reads along reads
 * nothing else than anybody. Shown, never spoken.
 */
export const CHECK_QUESTIONS = ['hears', 'at-ease', 'alone'] as const;
export type CheckQuestion = (typeof CHECK_QUESTIONS)[number];

/** Taught once by the technician; normalised to the frame, y grows downwards. */
export interface Room {
  /** Height of the floor's far edge: hips below it lie on the floor. */
  readonly floorY: number;
  readonly chair: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}
