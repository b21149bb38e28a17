/** Simulation only: what the dev dock does to the virtual instruments, and what it shows of them. */
import { z } from 'zod';

const fingerSchema = z.enum(['in', 'out', 'moving', 'cold']);
const cableSchema = z.enum(['plugged', 'unplugged']);
export const dockFaultSchema = z.enum(['none', 'freeze', 'garbage', 'slow', 'duplicate', 'wrong-device']);
/** %, beats a minute. */
const bodySchema = z.object({ spo2: z.number().min(50).max(100), pulse: z.number().min(25).max(250) });
/** `celsius`: of the body where the probe lies. */
const probeSchema = z.object({ place: z.enum(['in', 'out']), celsius: z.number().min(15).max(45) });
const electrodesSchema = z.enum(['on', 'off']);
/** Pressures in mm[Hg]. */
const armSchema = z.object({
  cuff: z.enum(['on', 'loose', 'leaking', 'kinked']),
  sys: z.number().min(50).max(280),
  dia: z.number().min(30).max(200),
  pulseStrength: z.enum(['normal', 'weak']),
  movement: z.boolean(),
});
const armChangeSchema = z.object({
  cuff: armSchema.shape.cuff.exactOptional(),
  sys: armSchema.shape.sys.exactOptional(),
  dia: armSchema.shape.dia.exactOptional(),
  pulseStrength: armSchema.shape.pulseStrength.exactOptional(),
  movement: armSchema.shape.movement.exactOptional(),
});
/** kg; 0 = nobody. */
const massSchema = z.number().min(0).max(400);

/** Without it: the person's acts reach every instrument, a cable or a fault the first one. */
const instrument = z.string().min(1).max(60).optional();

export const dockActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cable'), instrument, state: cableSchema }),
  z.object({ type: z.literal('fault'), instrument, fault: dockFaultSchema }),
  z.object({ type: z.literal('finger'), instrument, state: fingerSchema }),
  z.object({ type: z.literal('physiology'), instrument, ...bodySchema.shape }),
  z.object({ type: z.literal('probe'), instrument, ...probeSchema.shape }),
  z.object({ type: z.literal('electrodes'), instrument, state: electrodesSchema }),
  z.object({ type: z.literal('arm'), instrument, change: armChangeSchema }),
  z.object({ type: z.literal('press'), instrument }),
  z.object({ type: z.literal('step'), instrument, mass: massSchema }),
]);
export type DockAction = z.infer<typeof dockActionSchema>;

/** What the person does at one instrument; a part is absent where the instrument has no such thing. */
export const dockPersonSchema = z.object({
  finger: fingerSchema.optional(),
  body: bodySchema.optional(),
  probe: probeSchema.optional(),
  electrodes: electrodesSchema.optional(),
  arm: armSchema.optional(),
  mass: massSchema.optional(),
  /** It has a button of its own. */
  button: z.literal(true).optional(),
});
export type DockPerson = z.infer<typeof dockPersonSchema>;

export const dockInstrumentSchema = z.object({
  /** The model's id, numbered from the second of its kind: `contec-v7-serial`, `contec-v7-serial-2`. */
  id: z.string(),
  label: z.string(),
  transport: z.enum(['serial', 'hid', 'input']),
  cable: cableSchema,
  fault: dockFaultSchema,
  person: dockPersonSchema,
  /** What the instrument shows of itself. */
  inside: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type DockInstrument = z.infer<typeof dockInstrumentSchema>;

export const dockStateSchema = z.object({ instruments: z.array(dockInstrumentSchema) });
export type DockState = z.infer<typeof dockStateSchema>;
