/** The self-test, the technician's way in, and the cabinet's services, put together for the core. */
import type { Clock } from '../../../drivers/contract.ts';
import type { InstrumentHub } from '../../../drivers/hub-contract.ts';
import type { Instant } from '../../../state-machines/contract.ts';
import type { Journal } from '../../journal/index.ts';
import type { Uplink } from '../../uplink/uplink.ts';
import { waitingOf } from '../../uplink/waiting.ts';
import type { CoreConfig } from '../config.ts';
import { fetchIceServers } from '../fleet/ice-source.ts';
import { createIppPrinter } from '../print/ipp-printer.ts';
import { createTechnicianFront, type TechnicianFront } from '../technician/front.ts';
import type { MediaLabelsDesk } from '../technician/media-labels.ts';
import { createPinGate } from '../technician/pin.ts';
import { installedRuleTroubles } from '../udev/installed.ts';
import type { WatchDesk } from '../watch/desk.ts';
import type { FleetTrust } from './broker-check.ts';
import { type CabinetParts, cabinetChecks, cabinetGuides } from './cabinet.ts';
import { createSelftestDesk, type SelftestDesk } from './desk.ts';
import { createSelftestMemory } from './memory.ts';

export interface CoreSelftestParts {
  readonly config: Pick<
    CoreConfig,
    | 'box'
    | 'place'
    | 'dataDir'
    | 'journalFile'
    | 'pinFile'
    | 'relay'
    | 'relayHttp'
    | 'iceServers'
    | 'fitted'
    | 'printers'
    | 'modelsDir'
    | 'rulesFile'
    | 'simulation'
    | 'record'
    | 'retentionMs'
  >;
  readonly hub: InstrumentHub;
  readonly journal: Journal;
  readonly uplink: Pick<Uplink, 'state'>;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly broker: () => 'up' | 'down';
  readonly trust: () => FleetTrust;
  readonly watch: () => Pick<WatchDesk, 'set' | 'state'>;
  readonly mediaLabels: () => Pick<MediaLabelsDesk, 'set' | 'state'>;
  readonly mint: () => string;
  /** Nobody is in the cabinet. */
  readonly free: () => boolean;
  /** Which capabilities are closed may be another. */
  readonly changed: () => void;
  readonly onError: (error: unknown) => void;
}

export interface CoreSelftest {
  readonly desk: SelftestDesk;
  /** Give the screen's desk the connections it makes. */
  readonly behind: TechnicianFront['behind'];
  readonly tellTechnicians: TechnicianFront['tell'];
}

export function createCoreSelftest(parts: CoreSelftestParts): CoreSelftest {
  const { config, hub, journal, uplink, clock, now, free } = parts;
  const { rulesFile } = config;
  const [printer = null, sparePrinter = null] = config.printers.map((address) => createIppPrinter(address));
  const started = now();
  const cabinet: CabinetParts = {
    hub,
    clock,
    wallNow: () => now().wall,
    jumpMs: () => {
      const { wall, mono } = now();
      return wall - mono - (started.wall - started.mono);
    },
    fitted: config.fitted,
    dataDir: config.dataDir,
    journalFile: config.journalFile,
    journal,
    simulation: config.simulation,
    broker: { server: config.relay.url, state: parts.broker, trust: parts.trust },
    iceServers: async () => {
      if (config.relayHttp === undefined) return { iceServers: config.iceServers };
      const { password } = config.relay;
      const got = await fetchIceServers({ url: config.relayHttp, box: config.box, password });
      return 'fault' in got ? got : { iceServers: [...config.iceServers, ...got.iceServers] };
    },
    record: {
      url: config.record.url,
      retentionMs: config.retentionMs,
      look: async () => ({ feeds: uplink.state(), waiting: await waitingOf(journal, 'record') }),
    },
    printer,
    sparePrinter,
    modelsDir: config.modelsDir ?? null,
    rules: rulesFile === undefined ? null : () => installedRuleTroubles(rulesFile),
    askMedia: (signal) => front.askMedia(signal),
    watch: {
      on: () => parts.watch().state().settings.on,
      ask: (signal) => front.askWatch(signal),
    },
  };
  const desk = createSelftestDesk({
    checks: () => cabinetChecks(cabinet),
    guides: () => cabinetGuides({ ...cabinet, place: config.place, personThere: () => front.personThere() }),
    memory: createSelftestMemory(journal),
    clock,
    now,
    free,
    tell: (message) => front.tell(message),
    changed: parts.changed,
    onError: parts.onError,
  });
  const front = createTechnicianFront({
    pin: createPinGate(config.pinFile),
    clock,
    mint: parts.mint,
    free,
    desk: () => desk,
    watch: parts.watch,
    mediaLabels: parts.mediaLabels,
    onError: parts.onError,
  });
  return { desk, behind: front.behind, tellTechnicians: front.tell };
}
