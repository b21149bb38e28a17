/** The core's settings, from the environment; a wrong one stops the start with its name and what was expected. */
import { join } from 'node:path';
import { z } from 'zod';
import { instrumentModels } from '../../drivers/registry.ts';
import { delaysSchema } from '../../state-machines/delays.ts';
import { MODELS_FOLDER } from '../../state-machines/distress/models.ts';
import { HANDHELD_NEEDS, type Handheld, handheldNeedSchema } from '../../state-machines/media.ts';
import { attendantPeopleSchema } from '../api/attendant-protocol.ts';
import { icePolicySchema, iceServerSchema, nameSchema } from '../api/fleet-protocol.ts';
import { mediaLabelsSchema } from '../api/media-protocol.ts';
import { issuersSchema } from '../api/trust/certificate.ts';
import { readWeek } from './attendant/hours.ts';
import { BOX_KEY_FILE } from './fleet/box-key.ts';
import { readFitted } from './selftest/fitted.ts';
import { RULES_FILE } from './udev/rules.ts';
import { readRecordSettings, recordEnvironment } from './uplink-settings.ts';

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const DAY_MS = 24 * 60 * 60_000;

const fittedSchema = z.string().transform((text, ctx) => {
  const names = text.split(',').map((name) => name.trim());
  const fitted = readFitted(
    names.filter((name) => name !== ''),
    instrumentModels,
  );
  if (!('unknown' in fitted)) return fitted;
  ctx.addIssue({ code: 'custom', message: `neither a model nor a capability: ${fitted.unknown}` });
  return z.NEVER;
});

const printersSchema = z
  .string()
  .transform((text) => text.split(',').map((address) => address.trim()))
  .pipe(z.array(z.url({ protocol: /^ipps?$/ })).max(2));

const handheldLabelsSchema = z.partialRecord(handheldNeedSchema, z.string().trim().min(1).max(120));
const VIRTUAL_HANDHELDS = {
  'ear-thermometer': 'Ear thermometer',
  'forehead-thermometer': 'Forehead thermometer',
};
const handheldsOf = (labels: z.infer<typeof handheldLabelsSchema>): Handheld[] =>
  HANDHELD_NEEDS.flatMap((need) => {
    const label = labels[need];
    return label === undefined ? [] : [{ need, label }];
  });

const listenSchema = z
  .string()
  .regex(/^\S+:\d{1,5}$/, 'address:port')
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  });
const tlsSchema = z
  .string()
  .regex(/^[^,]+,[^,]+$/, 'certificate,key')
  .transform((text) => {
    const [certFile = '', keyFile = ''] = text.split(',').map((file) => file.trim());
    return { certFile, keyFile };
  });
const hoursSchema = z.string().transform((text, ctx) => {
  const week = readWeek(text);
  if (week !== null) return week;
  ctx.addIssue({ code: 'custom', message: 'not like mon-fri 08:00-12:00,14:00-18:00; sat 09:00-12:00' });
  return z.NEVER;
});

const phoneSchema = z
  .string()
  .trim()
  .regex(/^\+?\d[\d .()-]{1,22}$/, 'a telephone number as it is read: digits, with spaces between');

const environmentSchema = z.object({
  /** Folder of the journal, the key to the API and the spool. */
  BOX_DATA: z.string().min(1),
  BOX_NAME: nameSchema.default('cabinet-1'),
  /** Where the cabinet stands; shown to the doctor. */
  BOX_PLACE: z.string().min(1).max(80).default('Cabinet'),
  /** Whom a patient may telephone when the line to the doctor is down. */
  BOX_PHONE: phoneSchema.optional(),
  /** Port of the loopback API and pages; 0 = any free one. */
  BOX_PORT: z.coerce.number().int().min(0).max(65_535).default(7800),
  BOX_PAGES: z.string().min(1).optional(),
  BOX_RELAY_URL: z.url().default('mqtt://127.0.0.1:1883'),
  /** The relay's pages and the issuer: asked for this box's certificate, and for STUN and TURN before each call. */
  BOX_RELAY_HTTP: z.url().optional(),
  BOX_RELAY_PASSWORD: z.string().default(''),
  /** The issuer's public keys, as its relay prints them; without them no doctor is believed. */
  BOX_ISSUER: json(issuersSchema).optional(),
  BOX_ICE_SERVERS: json(z.array(iceServerSchema)).default([]),
  /** `relay`: calls never show the cabinet's address to the doctor's side, nor his to ours. */
  BOX_ICE_POLICY: icePolicySchema.default('all'),
  BOX_BOOKINGS: z.string().optional(),
  /** What the cabinet is fitted with, commas between: ids of models, or capabilities where any model may serve. */
  BOX_FITTED: fittedSchema.optional(),
  /**
   * ipp:// address of the printer or of its CUPS queue; after a comma a second one, tried when the first does not hand
   * a document over. Without it the cabinet prints nothing.
   */
  BOX_PRINTER: printersSchema.default([]),
  /** {"otoscope":"pen camera","stethoscope":"usb audio"}: parts of the names, until a technician chooses on screen. */
  BOX_MEDIA_LABELS: json(mediaLabelsSchema).default({}),
  /** {"ear-thermometer":"Thermoscan"}: thermometers without a cable that lie in this cabinet, read by a helper. */
  BOX_HANDHELDS: json(handheldLabelsSchema).optional(),
  /** How tpm2-tools reach the TPM 2.0, device:/dev/tpmrm0; without it whoever has the disk can read everything. */
  BOX_TPM: z.string().min(1).max(200).optional(),
  /** Days after which a visit that every reader has passed is forgotten; without it none is. */
  BOX_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).optional(),
  /** Folder of what recognises distress, for the self-test; without it the one beside the pages. */
  BOX_MODELS: z.string().min(1).optional(),
  /** File of the installed udev rules where it is another; virtual instruments are looked at for rules only then. */
  BOX_UDEV_RULES: z.string().min(1).optional(),
  /** [{"who":"clerk","pinHash":"scrypt$…","contact":1}]: who may open the attendant's page on the cabinet's network. */
  BOX_ATTENDANTS: json(attendantPeopleSchema).optional(),
  /** Address and port of that page, e.g. 192.168.1.10:7801. */
  BOX_ATTENDANT_LISTEN: listenSchema.prefault('127.0.0.1:7801'),
  /** Its certificate and key, PEM files, a comma between. */
  BOX_ATTENDANT_TLS: tlsSchema.optional(),
  /** mon-fri 08:00-12:00,14:00-18:00; sat 09:00-12:00 */
  BOX_OPENING_HOURS: hoursSchema.optional(),
  ...recordEnvironment,
  BOX_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Simulation: where the virtual instruments announce themselves and take the dock's acts. */
  BOX_VIRTUAL_BUS: z.string().min(1).optional(),
  BOX_SIMULATION_SOCKET: z.string().min(1).optional(),
  /** Simulation only: shorter waits for demonstrations and tests, {"minimumOnFingerMs": 8000}. */
  BOX_DELAYS: json(delaysSchema.partial()).default({}),
});

export function readConfig(environment: NodeJS.ProcessEnv) {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new Error(`the core cannot start with these settings:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const simulation = e.BOX_VIRTUAL_BUS !== undefined;
  if (!simulation && Object.keys(e.BOX_DELAYS).length > 0)
    throw new Error('BOX_DELAYS shortens the exams: refused with real instruments (no BOX_VIRTUAL_BUS)');
  return {
    dataDir: e.BOX_DATA,
    journalFile: join(e.BOX_DATA, 'journal.sqlite'),
    coreFile: join(e.BOX_DATA, 'core.json'),
    box: e.BOX_NAME,
    place: e.BOX_PLACE,
    phone: e.BOX_PHONE ?? null,
    port: e.BOX_PORT,
    pages: e.BOX_PAGES,
    relay: { url: e.BOX_RELAY_URL, password: e.BOX_RELAY_PASSWORD },
    relayHttp: e.BOX_RELAY_HTTP,
    issuers: e.BOX_ISSUER ?? null,
    boxKeyFile: join(e.BOX_DATA, BOX_KEY_FILE),
    boxCertificateFile: join(e.BOX_DATA, 'box-certificate'),
    attendants:
      e.BOX_ATTENDANTS === undefined
        ? null
        : { ...e.BOX_ATTENDANT_LISTEN, people: e.BOX_ATTENDANTS, tls: e.BOX_ATTENDANT_TLS },
    openingHours: e.BOX_OPENING_HOURS ?? null,
    iceServers: e.BOX_ICE_SERVERS,
    icePolicy: e.BOX_ICE_POLICY,
    bookingsFile: e.BOX_BOOKINGS,
    fitted: e.BOX_FITTED ?? fittedSchema.parse(simulation ? 'oximetry' : ''),
    printers: e.BOX_PRINTER,
    mediaLabels: e.BOX_MEDIA_LABELS,
    handhelds: handheldsOf(e.BOX_HANDHELDS ?? (simulation ? VIRTUAL_HANDHELDS : {})),
    tpm: e.BOX_TPM === undefined ? undefined : { tcti: e.BOX_TPM },
    retentionMs: e.BOX_RETENTION_DAYS === undefined ? null : e.BOX_RETENTION_DAYS * DAY_MS,
    modelsDir: e.BOX_MODELS ?? (e.BOX_PAGES && join(e.BOX_PAGES, MODELS_FOLDER)),
    rulesFile: e.BOX_UDEV_RULES ?? (simulation ? undefined : RULES_FILE),
    pinFile: join(e.BOX_DATA, 'technician.json'),
    watchFile: join(e.BOX_DATA, 'watch.json'),
    mediaLabelsFile: join(e.BOX_DATA, 'media-labels.json'),
    record: readRecordSettings(e),
    logLevel: e.BOX_LOG_LEVEL,
    simulation,
    virtualBus: e.BOX_VIRTUAL_BUS,
    simulationSocket: e.BOX_SIMULATION_SOCKET,
    delays: e.BOX_DELAYS,
  };
}
export type CoreConfig = ReturnType<typeof readConfig>;
