/** The self-test of this cabinet: which checks and guided parts its settings and its services give. */
import type { Clock } from '../../../drivers/contract.ts';
import type { InstrumentHub } from '../../../drivers/hub-contract.ts';
import type { GuidedStep } from '../../api/selftest-protocol.ts';
import type { IppPrinter } from '../print/ipp-printer.ts';
import type { RuleTrouble } from '../udev/installed.ts';
import { createBrokerCheck, type FleetTrust } from './broker-check.ts';
import { type Check, warned } from './check.ts';
import { createClockCheck } from './clock-check.ts';
import {
  createDurabilityCheck,
  createIntegrityCheck,
  createProtectionCheck,
  type JournalWriter,
} from './database-checks.ts';
import { createDiskCheck } from './disk-check.ts';
import type { Fitted } from './fitted.ts';
import { createLitGuide, createPageGuide, createPictureGuide, createToneGuide } from './guided/asked.ts';
import { createCuffGuide } from './guided/cuff.ts';
import { createFingerGuide } from './guided/finger.ts';
import type { Guide } from './guided/guide.ts';
import { createInstrumentCheck } from './instrument-check.ts';
import { type AskPage, createMediaChecks } from './media-checks.ts';
import { createModelsCheck } from './models-check.ts';
import { createPrinterCheck } from './printer-check.ts';
import { createRecordCheck, type RecordCheckParts } from './record-check.ts';
import { createTurnCheck, type FindIceServers } from './turn-check.ts';
import { createUdevCheck } from './udev-check.ts';
import { createWatchCheck, type WatchCheckParts } from './watch-check.ts';

export interface CabinetParts {
  readonly hub: InstrumentHub;
  readonly clock: Clock;
  readonly wallNow: () => number;
  readonly jumpMs: () => number;
  readonly fitted: readonly Fitted[];
  readonly dataDir: string;
  readonly journalFile: string;
  /** null: nobody writes the journal here. */
  readonly journal: JournalWriter | null;
  /** Virtual instruments: there is nothing to protect. */
  readonly simulation: boolean;
  readonly broker: {
    readonly server: string;
    readonly state: () => 'up' | 'down' | null;
    readonly trust?: () => FleetTrust;
  };
  readonly iceServers: FindIceServers;
  readonly record: Omit<RecordCheckParts, 'wallNow'>;
  readonly printer: IppPrinter | null;
  /** Tried when the first does not hand a document over. */
  readonly sparePrinter: IppPrinter | null;
  readonly modelsDir: string | null;
  /** null: virtual instruments, or no udev. */
  readonly rules: (() => Promise<readonly RuleTrouble[]>) | null;
  /** null: no page can be asked here. */
  readonly askMedia: AskPage | null;
  readonly watch: WatchCheckParts;
}

/** A cabinet without instruments may be meant so (a town hall's computer): somebody should know. */
const nothingFitted: Check = {
  id: 'instruments',
  group: 'instruments',
  capabilities: [],
  uses: [],
  limitMs: 1000,
  run: async () => warned('nothing-fitted'),
};

const protectionOf = (journal: JournalWriter | null) =>
  journal === null ? null : () => journal.condition().protection;

export function cabinetChecks(parts: CabinetParts): readonly Check[] {
  const { hub, clock, fitted, wallNow, jumpMs, askMedia } = parts;
  return [
    ...(fitted.length === 0 ? [nothingFitted] : []),
    ...fitted.map((each) => createInstrumentCheck(each, { hub, clock })),
    ...createMediaChecks(askMedia !== null, askMedia ?? (async () => null)),
    createPrinterCheck(parts.printer, parts.sparePrinter),
    createDiskCheck(parts.dataDir),
    createIntegrityCheck(parts.journalFile),
    createDurabilityCheck(parts.journal),
    ...(parts.simulation ? [] : [createProtectionCheck(protectionOf(parts.journal))]),
    createBrokerCheck(parts.broker.server, parts.broker.state, parts.broker.trust),
    createTurnCheck(parts.iceServers, clock),
    createRecordCheck({ ...parts.record, wallNow }),
    createClockCheck({ wallNow, jumpMs }),
    createModelsCheck(parts.modelsDir),
    createWatchCheck(parts.watch),
    createUdevCheck(parts.rules),
  ];
}

/** Only what this cabinet is fitted with. */
export function cabinetGuides(
  parts: CabinetParts & { readonly place: string; readonly personThere: () => boolean },
): Partial<Readonly<Record<GuidedStep, Guide>>> {
  const { hub, clock, wallNow, fitted, printer, place, personThere } = parts;
  const has = (capability: string) =>
    fitted.some(({ capabilities }) => capabilities.some((c) => c === capability));
  const asked = { clock, wallNow };
  return {
    ...(has('oximetry') ? { finger: createFingerGuide(hub, clock, wallNow) } : {}),
    ...(has('blood-pressure') ? { cuff: createCuffGuide({ hub, clock, wallNow, personThere }) } : {}),
    picture: createPictureGuide(asked),
    tone: createToneGuide(asked),
    ...(printer === null ? {} : { page: createPageGuide(printer, place, asked) }),
    ...(fitted.length === 0 ? {} : { lit: createLitGuide(asked) }),
  };
}
