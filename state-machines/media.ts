/**
 * Exam media: pictures and sounds that a person takes as part of an exam. They are readings: captured on an act,
 * consented, sealed, exported, forgotten. The consultation itself is never recorded.
 */
import { z } from 'zod';
import { CAPABILITIES, type Capability } from '../drivers/contract.ts';
import { capabilitySchema, examNameSchema, instantSchema, REJECTIONS, sha256Schema } from './vocabulary.ts';

/** What a medium is taken with; media devices of the screen, no instruments of the hub. */
export const MEDIA_NEEDS = ['otoscope', 'detail-camera', 'stethoscope'] as const;
export const mediaNeedSchema = z.enum(MEDIA_NEEDS);
export type MediaNeed = z.infer<typeof mediaNeedSchema>;
export const isMediaNeed = (need: Need): need is MediaNeed => mediaNeedSchema.safeParse(need).success;

/** Instruments with a display and no cable: a helper reads them and types what they show. */
export const HANDHELD_NEEDS = ['ear-thermometer', 'forehead-thermometer'] as const;
export const handheldNeedSchema = z.enum(HANDHELD_NEEDS);
export type HandheldNeed = z.infer<typeof handheldNeedSchema>;

/** What an exam needs: an instrument of the hub, a media device of the screen, or what a person reads. */
export const needSchema = z.enum([...CAPABILITIES, ...MEDIA_NEEDS, ...HANDHELD_NEEDS]);
export type Need = z.infer<typeof needSchema>;
export const isHandheldNeed = (need: Need): need is HandheldNeed =>
  handheldNeedSchema.safeParse(need).success;
export const isCapability = (need: Need): need is Capability => capabilitySchema.safeParse(need).success;

export const EAR_TARGETS = ['ear-left', 'ear-right'] as const;
export const THROAT_TARGETS = ['throat'] as const;
/** Far for the place, middle with a landmark, close with a scale. */
export const SKIN_TARGETS = ['skin-far', 'skin-middle', 'skin-close'] as const;
export const HEART_TARGETS = ['heart-aortic', 'heart-pulmonary', 'heart-tricuspid', 'heart-mitral'] as const;
/** In left and right pairs, top to bottom; left and right are the patient's. */
export const LUNG_TARGETS = [
  'lung-front-left-upper',
  'lung-front-right-upper',
  'lung-front-left-lower',
  'lung-front-right-lower',
  'lung-side-left',
  'lung-side-right',
  'lung-back-left-upper',
  'lung-back-right-upper',
  'lung-back-left-middle',
  'lung-back-right-middle',
  'lung-back-left-lower',
  'lung-back-right-lower',
] as const;
export const MEDIA_TARGETS = [
  ...EAR_TARGETS,
  ...THROAT_TARGETS,
  ...SKIN_TARGETS,
  ...HEART_TARGETS,
  ...LUNG_TARGETS,
] as const;
export const mediaTargetSchema = z.enum(MEDIA_TARGETS);
export type MediaTarget = z.infer<typeof mediaTargetSchema>;

export const MEDIA_KINDS = ['still', 'clip'] as const;
export const mediaKindSchema = z.enum(MEDIA_KINDS);
export type MediaKind = z.infer<typeof mediaKindSchema>;

/** Lossless both; a still is what the camera gave, never mirrored, never retouched. */
export const MEDIA_TYPES = { still: 'image/png', clip: 'audio/wav' } as const;
export const MAX_MEDIUM_BYTES = 16 * 1024 * 1024;

/** urn:uuid made when taken; the same identifier everywhere it ever goes. */
export const mediumIdSchema = z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/);

/** What the screen measured of what it took. */
export const stillMeasureSchema = z.object({
  width: z.number().int().min(1).max(8192),
  height: z.number().int().min(1).max(8192),
  /** Variance of the Laplacian of the luminance (0..255), at a width of 640. */
  sharpness: z.number().min(0),
  /** Mean luminance, 0..1. */
  brightness: z.number().min(0).max(1),
});
export type StillMeasure = z.infer<typeof stillMeasureSchema>;
export const clipMeasureSchema = z.object({
  durationMs: z.number().min(0),
  /** Hz */
  sampleRate: z.number().int(),
  /** dB below full scale, root mean square; null: digital silence. */
  levelDb: z.number().max(0).nullable(),
  /** Share of samples at full scale, 0..1. */
  clipped: z.number().min(0).max(1),
});
export type ClipMeasure = z.infer<typeof clipMeasureSchema>;

/** One picture or sound as it was taken. Its bytes lie in the journal, sealed, under `id`. */
export const mediumSchema = z.object({
  id: mediumIdSchema,
  exam: examNameSchema,
  target: mediaTargetSchema,
  kind: mediaKindSchema,
  contentType: z.enum(['image/png', 'audio/wav']),
  bytes: z.number().int().min(1).max(MAX_MEDIUM_BYTES),
  /** Of the bytes, lower-case hex. */
  sha256: sha256Schema,
  at: instantSchema,
  /** What the operating system calls the device. */
  source: z.string().max(120),
  quality: z.enum(['good', 'poor']),
  still: stillMeasureSchema.nullable(),
  clip: clipMeasureSchema.nullable(),
  /** The doctor said that the target is what the picture shows (side of an ear). */
  targetConfirmed: z.boolean(),
});
export type Medium = z.infer<typeof mediumSchema>;

/** A medium before the machine has judged it. */
export const takenSchema = mediumSchema.omit({
  exam: true,
  target: true,
  quality: true,
  targetConfirmed: true,
});
export type Taken = z.infer<typeof takenSchema>;

export const rejectionSchema = z.enum(REJECTIONS);
export type Rejection = z.infer<typeof rejectionSchema>;

/** Why nothing was taken. */
export const CAPTURE_FAILURES = [
  'no-device',
  'no-picture',
  'too-large',
  'broken-upload',
  'took-too-long',
  'screen-lost',
] as const;
export const captureFailureSchema = z.enum(CAPTURE_FAILURES);
export type CaptureFailure = z.infer<typeof captureFailureSchema>;

export const mediaInputSchema = z.object({
  need: mediaNeedSchema,
  present: z.boolean(),
  label: z.string().max(120).nullable(),
});
export type MediaInput = z.infer<typeof mediaInputSchema>;

export const handheldSchema = z.object({
  need: handheldNeedSchema,
  label: z.string().trim().min(1).max(120),
});
export type Handheld = z.infer<typeof handheldSchema>;

/** Things to do before the first target, one a screen. */
export const PREPARATIONS = [
  'ear-seat',
  'speculum',
  'throat-seat',
  'skin-bare',
  'chest-bare',
  'head-clean',
] as const;
export const preparationSchema = z.enum(PREPARATIONS);
export type Preparation = z.infer<typeof preparationSchema>;

/** The way an ear is pulled: up and back; below one year down and back. */
export const PULLS = ['up', 'down'] as const;

/** Of an exam that takes media. */
export const mediaExamViewSchema = z.object({
  need: mediaNeedSchema,
  /** What is in front of the lens or under the head now; the live picture or sound is its. */
  target: mediaTargetSchema,
  /** On the prepare step: what to do now. */
  preparation: preparationSchema.nullable(),
  /** Of an ear; null: no ear. */
  pull: z.enum(PULLS).nullable(),
  /** Taken by the patient's own act too, not by the doctor's alone. */
  shutter: z.boolean(),
  targets: z.array(z.object({ target: mediaTargetSchema, kept: z.number().int() })),
  /** Being taken now, until this monotonic ms. */
  capturing: z.object({ capture: z.uuid(), kind: mediaKindSchema, until: z.number() }).nullable(),
  /** The live picture or sound goes to the doctor now. */
  live: z.boolean(),
  /** Taken in this exam, oldest first. */
  media: z.array(mediumSchema),
  /** The one that waits for the doctor's word; null: none. */
  toJudge: z.string().nullable(),
});
export type MediaExamView = z.infer<typeof mediaExamViewSchema>;
