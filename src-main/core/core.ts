/** The composition of the cabinet's core: who is wired to whom. Decisions are in the machines, wires are here. */
import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { systemClock } from '../../drivers/clock.ts';
import { createPermissionGate } from '../../drivers/cuff/permission.ts';
import { createHub } from '../../drivers/hub.ts';
import { createLineOpener } from '../../drivers/line-opener.ts';
import { lineKinds } from '../../drivers/link/line-kinds.ts';
import { createRealPortList, createVirtualBusList } from '../../drivers/link/port-list.ts';
import { watchFile } from '../../drivers/link/watch-file.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { doctorView, patientView, stepCabinet, visitOf } from '../../state-machines/cabinet.ts';
import { CATALOGUE } from '../../state-machines/catalogue.ts';
import {
  type CabinetEvent,
  type CabinetState,
  isCapability,
  type JournalRecord,
  type MachineSnapshot,
  type Need,
  type Phase,
  type StepResult,
} from '../../state-machines/contract.ts';
import { DELAYS, delaysSchema } from '../../state-machines/delays.ts';
import { restoreCabinet } from '../../state-machines/restore.ts';
import { oldestUnread } from '../../state-machines/visit/reading.ts';
import type { AttendantAct } from '../api/attendant-protocol.ts';
import { DOCTOR_LOST_MS, LEASE_OVER_MS, LEASE_TOLD_MS } from '../api/call-protocol.ts';
import { SHELL_ORIGIN } from '../api/http-guard.ts';
import { type ApiServer, createApiServer } from '../api/server.ts';
import { bootId, type Deadline, isJournalError, monoNow, openJournalInDegrees } from '../journal/index.ts';
import { mappingOf } from '../uplink/uplink.ts';
import { createBoardDesk } from './attendant/board-desk.ts';
import { type LocalServer, startLocalServer } from './attendant/local-server.ts';
import { createAttendantDesk } from './attendant-desk.ts';
import { createEarlierDesk } from './closing/earlier-desk.ts';
import { bundleOf } from './closing/summary-bundle.ts';
import type { CoreConfig } from './config.ts';
import { createCuffDesk } from './cuff-desk.ts';
import { createDeadlineKeeper } from './deadlines.ts';
import { createDockBridge, type DockBridge } from './dock-bridge.ts';
import { openBoxKey } from './fleet/box-key.ts';
import { decideClaim } from './fleet/claims.ts';
import { fetchIceServers } from './fleet/ice-source.ts';
import { openIdentity } from './fleet/identity.ts';
import { createFleetLink } from './fleet/link.ts';
import { createFleetDesk } from './fleet-desk.ts';
import { createForgetting, recordReaders } from './forgetting.ts';
import { createInstantSource } from './instants.ts';
import { createInstrumentDesk } from './instrument-desk.ts';
import { journalWord } from './journal-word.ts';
import { createLoop, type DispatchOptions } from './loop.ts';
import { createMediaDesk } from './media-desk.ts';
import { createBookingFinder, loadBookings } from './patient/bookings.ts';
import { nextPresence, type PresenceState } from './presence.ts';
import { createDocumentDesk } from './print/document-desk.ts';
import { createScreenDesk } from './screen-desk.ts';
import { createScreenPulse } from './screen-pulse.ts';
import { createSeat, type SeatEvent } from './seat/seat.ts';
import { createCoreSelftest } from './selftest/wiring.ts';
import { createMediaLabelsDesk } from './technician/media-labels.ts';
import { createTrustDesk } from './trust-desk.ts';
import { createUnitDesk } from './unit-desk.ts';
import { capabilitiesOf, startUplink } from './uplink-desk.ts';
import { createWatchDesk, WATCH_BEAT_MS } from './watch/desk.ts';
import { openWatchSettings } from './watch/settings.ts';

const TICK_MS = 250;
/** Opening hours begin and end on a minute. */
const HOURS_LOOK_MS = 30_000;
const NOBODY_IN: readonly Phase[] = ['idle', 'cleaning'];

const needsOf = (machine: MachineSnapshot['machine']): Need =>
  machine === 'visit' ? 'oximetry' : CATALOGUE[machine].needs;
const visitId = (state: CabinetState): string | null => visitOf(state).context.visit;

export interface Core {
  readonly api: ApiServer;
  /** Of the attendant's page on the cabinet's own network; null: there is none. */
  readonly attendantPort: number | null;
  close(): Promise<void>;
}

/** @param onFatal the journal is gone and its last outcome unknown: end the process, restore in a new one. */
export async function startCore(config: CoreConfig, logger: Logger, onFatal: () => void): Promise<Core> {
  const bookings = await loadBookings(config.bookingsFile);
  const boxKey = await openBoxKey(config.boxKeyFile);
  const instants = createInstantSource(monoNow);
  const { journalFile: file, tpm } = config;
  const journal = await openJournalInDegrees({ file, logger, ...(tpm === undefined ? {} : { tpm }) });
  const saved = await journal.restore();
  const machines = saved.machines.filter((machine) => machine.machine !== 'watch');
  const watched = saved.machines.find((machine) => machine.machine === 'watch') ?? null;
  const uplink = startUplink({ config, journal, now: () => instants.now(), logger });
  const mapping = mappingOf({ settings: config.record, box: config.box, capabilitiesOf });
  // The machine counts from the loss, the lease from the last heartbeat before it.
  const lease = { leaseToldMs: LEASE_TOLD_MS - DOCTOR_LOST_MS, leaseOverMs: LEASE_OVER_MS - DOCTOR_LOST_MS };
  const delays = delaysSchema.parse({ ...DELAYS, ...lease, ...config.delays });
  const restored = restoreCabinet(machines, instants.now(), { delays });

  const stamp = (event: SeatEvent): CabinetEvent => ({ ...event, at: instants.now() }) as CabinetEvent;
  const dispatch = (event: SeatEvent, options?: DispatchOptions) => loop.dispatch(stamp(event), options);
  const pView = () => patientView(loop.state(), instants.now());
  const dView = () => {
    const view = doctorView(loop.state());
    return view === null ? null : { ...view, ...journalWord(journal.condition()) };
  };
  const failed = (what: string) => (error: unknown) =>
    logger.error({ what, error: error instanceof Error ? error.message : 'unknown' }, 'failed');

  const deadlines = createDeadlineKeeper({
    clock: systemClock,
    bootId: bootId(),
    now: () => instants.now(),
    onDue: async (name) => (await dispatch({ type: 'deadline', name })) !== 'failed',
  });
  const { virtualBus, simulationSocket } = config;
  const hub = createHub({
    models: instrumentModels,
    clock: systemClock,
    openLine: createLineOpener(lineKinds),
    gate: createPermissionGate(),
    fitted: config.fitted.map(({ name }) => name),
    listPorts: virtualBus === undefined ? createRealPortList() : createVirtualBusList(virtualBus),
    ...(virtualBus === undefined ? {} : { watchPorts: watchFile(virtualBus) }),
  });

  /** Raw bytes are taken when the reading is accepted, before anything newer comes in. */
  const enrich = (record: JournalRecord): JournalRecord => {
    const raw = record.kind === 'reading.accepted' ? rawNow() : null;
    return raw === null ? record : { ...record, payload: { ...(record.payload as object), raw } };
  };
  const rawNow = () => {
    const exam = loop.state().exam;
    const needs = exam === null ? null : needsOf(exam.machine);
    return needs !== null && isCapability(needs) ? instruments.rawOf(needs) : null;
  };

  const earlier = createEarlierDesk({
    journal,
    find: uplink.earlier,
    visit: () => visitId(loop.state()),
    dispatch,
    onError: failed('earlier notes'),
  });

  let attendantPage: LocalServer | null = null;
  let presence: PresenceState | null = null;
  const publishPresence = (): void => {
    const { unread, redFlags } = visitOf(loop.state()).context;
    const next = nextPresence(presence, pView(), Date.now(), { unread, redFlags });
    if (next === null) return;
    presence = next;
    fleet.publishPresence(next.state, next.since, next.language, next.notice);
  };

  function act(result: StepResult, armed: readonly Deadline[]): void {
    for (const effect of result.effects) {
      switch (effect.type) {
        case 'deadline.clear':
          deadlines.clear([effect.name]);
          break;
        case 'deadline.set':
          deadlines.arm(armed.filter((d) => d.name === effect.name));
          break;
        case 'instrument.want':
          hub.want(effect.capability);
          break;
        case 'instrument.choose':
          hub.choose(effect.capability, effect.unit);
          break;
        case 'cuff.stop':
          cuffs.stop();
          break;
        case 'cuff.start':
          cuffs.start(effect);
          break;
        case 'instrument.release':
          instruments.released(effect.capability);
          void hub.release(effect.capability).catch(failed('release'));
          break;
        case 'media.capture':
          media.capture(effect);
          break;
        case 'media.cancel':
          media.cancel(effect.capture);
          break;
        case 'document.print':
          documents.print(effect);
          break;
        case 'document.stop':
          documents.stop(effect.print);
          break;
        case 'earlier.look':
          earlier.look(effect);
          break;
        case 'call.close':
          // After the answer to the command that ended the call, which is sent once this step is through.
          setImmediate(() => fleetDesk.close(effect.reason));
          break;
        case 'session.wipe':
          documents.forget('visit');
          screen.wipe();
          break;
      }
    }
  }

  const loop = createLoop(restored.state, {
    journal,
    step: (state, event) => stepCabinet(state, event, { delays }),
    visitOf: visitId,
    plan: deadlines.plan,
    enrich,
    act,
    publish: () => {
      seat.changed();
      screen.show();
      publishPresence();
      attendants.visitChanged();
      board.changed();
      selftest.desk.visitChanged();
      uplink.wake();
    },
    onFailed: (event, error) => {
      failed(`event ${event.type}`)(error);
      if (isJournalError(error) && error.fatal) onFatal();
    },
  });

  const watch = createWatchDesk({
    journal,
    inTurn: (task) => loop.inTurn(task),
    now: () => instants.now(),
    bootId: bootId(),
    freshId: () => randomBytes(4).toString('hex'),
    visit() {
      const { phase, context } = visitOf(loop.state());
      const { visit, reading, doctor } = context;
      const talking = phase === 'inCall' && doctor?.link === 'live';
      return { id: visit, present: !NOBODY_IN.includes(phase), talking, reading };
    },
    doctorLive: () => visitOf(loop.state()).context.doctor?.link === 'live',
    settings: openWatchSettings(config.watchFile, () =>
      logger.warn('the choice of what is watched is unreadable'),
    ),
    tellScreen: (message) => screen.send(message),
    tellTechnicians: (message) => selftest.tellTechnicians(message),
    callAttendant: (call) => attendants.watch(call),
    attendantReachable: () => fleet.state() === 'up',
    onError: failed('watch'),
  });
  const board = createBoardDesk({
    box: config.box,
    place: config.place,
    week: config.openingHours,
    nowWall: () => instants.now().wall,
    visit() {
      const { phase, context } = visitOf(loop.state());
      const { waitingSince, unread, documents: given } = context;
      return { phase, waitingSince, unread, documents: given };
    },
    publish(call, chores) {
      fleet.publishCall(call, chores);
      attendantPage?.changed();
    },
  });
  /** False: it means nothing now. */
  const fromAttendant = async (done: AttendantAct, who: string): Promise<boolean> => {
    if (done.type === 'cleaned') return (await dispatch({ type: 'cleaning.done', by: who })) === 'changed';
    if (done.type === 'supplied') board.supplied();
    else await attendants.coming(done.call);
    return true;
  };
  const attendants = createAttendantDesk({
    journal,
    now: () => instants.now(),
    visit() {
      const { visit, urgent, doctor, unread } = visitOf(loop.state()).context;
      return { visit, urgent, doctorLive: doctor?.link === 'live', unread };
    },
    clock: systemClock,
    publish: (call) => board.call(call),
    watchComing: (call) => watch.coming(call),
    onError: failed("an attendant's answer"),
  });
  const seat = createSeat({
    box: config.box,
    journal,
    nowMono: monoNow,
    view: dView,
    dispatch,
    bundleOf: (order) => bundleOf(order, { journal, mapping, nowWall: () => instants.now().wall }),
    pipe: (epoch, channel, data) => screen.send({ type: 'pipe', epoch, channel, data }),
    watch: watch.seat,
    onBadMessage: (reason) => logger.warn({ reason }, 'doctor message refused'),
    onError: failed('seat'),
  });
  const instruments = createInstrumentDesk({
    hub,
    now: () => instants.now(),
    freshId: randomUUID,
    dispatch,
    after: systemClock.after,
    stream(message) {
      seat.stream(message);
      screen.send(message);
    },
  });

  const units = createUnitDesk({ hub, dispatch });

  const iceServers = async () => {
    if (config.relayHttp === undefined) return config.iceServers;
    const { password } = config.relay;
    const got = await fetchIceServers({ url: config.relayHttp, box: config.box, password });
    if ('iceServers' in got) return [...config.iceServers, ...got.iceServers];
    logger.warn({ fault: got.fault }, 'no TURN credentials from the relay');
    return config.iceServers;
  };
  const leaseNow = () => {
    const holder = seat.holder();
    const { visit: own, reading } = visitOf(loop.state()).context;
    const visit = own ?? reading;
    if (holder === null || visit === null) return null;
    const { claim, doctor, name, epoch } = holder;
    return { claim, visit, epoch, doctor: { id: doctor, name }, renewedAt: seat.heardAt() };
  };
  const fleetDesk = createFleetDesk({
    seat,
    iceServers,
    icePolicy: config.icePolicy,
    nowMono: monoNow,
    decide: (doctor, claim) => {
      const { phase, context } = visitOf(loop.state());
      return decideClaim(
        {
          visit: context.visit,
          phase,
          lease: leaseNow(),
          lastEpoch: context.calls,
          prepared: context.reading ?? oldestUnread(context),
        },
        doctor,
        claim,
        monoNow(),
      );
    },
    dispatch,
    toDoctor: (doctor, message) => fleet.toDoctor(doctor, message),
    openPeer: (epoch, servers) =>
      screen.openPeer(epoch, servers, visitOf(loop.state()).context.reading !== null),
    closePeer: (epoch) => screen.send({ type: 'call.close', epoch }),
    signalPeer: (epoch, signal) => screen.send({ type: 'call.signal', epoch, signal }),
  });
  const { issuers } = config;
  const identity = openIdentity({
    box: config.box,
    key: boxKey,
    issuers,
    url: config.relayHttp,
    file: config.boxCertificateFile,
    clock: systemClock,
    wallNow: Date.now,
    log: (event, fields) => logger.warn(fields, event),
  });
  const distrusted = createTrustDesk({
    journal,
    clock: systemClock,
    now: () => instants.now(),
    visit: () => visitId(loop.state()),
    onError: failed('what the fleet said wrong'),
  });
  const fleet = createFleetLink({
    ...config.relay,
    issuers,
    identity,
    lease: leaseNow,
    onAttack: distrusted.attack,
    box: config.box,
    place: config.place,
    clock: systemClock,
    onMessage: (doctor, message) => void fleetDesk.fromDoctor(doctor, message).catch(failed('claim')),
    onAttendant: (done, who) => void fromAttendant(done, who),
    onState: (broker) => void dispatch({ type: 'fleet.state', broker }),
    log: (event, fields) => logger.info(fields, event),
  });

  const pulse = createScreenPulse(monoNow, () => {
    cuffs.stop();
    void dispatch({ type: 'screen.lost' });
  });
  const cuffs = createCuffDesk({ hub, screenAlive: pulse.alive, dispatch, failed });

  const forgetting = createForgetting({
    journal,
    clock: systemClock,
    wallNow: Date.now,
    clockSure: () => instants.now().clockSure,
    retentionMs: config.retentionMs,
    readers: recordReaders(config.record),
    idle: () => visitId(loop.state()) === null,
    done: (result) => logger.info(result, 'visits forgotten'),
    onError: failed('forgetting'),
  });

  const media = createMediaDesk({
    clock: systemClock,
    now: () => instants.now(),
    freshId: randomUUID,
    send: (message) => screen.send(message),
    dispatch,
  });

  const documents = createDocumentDesk({
    printers: config.printers,
    clock: systemClock,
    journal,
    shown() {
      const { visit, documents: given } = visitOf(loop.state()).context;
      return visit === null ? null : { visit, documents: given };
    },
    sendToScreen: (message) => screen.send(message),
    dispatch,
    onKept: () =>
      logger.warn('the print service did not confirm that it keeps nothing of a printed document'),
    onError: failed('documents'),
  });

  const mediaLabels = createMediaLabelsDesk({
    journal,
    now: () => instants.now(),
    set: config.mediaLabels,
    file: config.mediaLabelsFile,
    onUnreadable: () => logger.warn('the choice of cameras and microphones is unreadable'),
    tellScreen: (message) => screen.send(message),
    tellTechnicians: (message) => selftest.tellTechnicians(message),
  });

  let dock: DockBridge | null = null;
  const screen = createScreenDesk({
    simulation: config.simulation,
    place: config.place,
    phone: config.phone,
    findBooking: createBookingFinder(bookings, monoNow),
    nowMono: monoNow,
    freshId: randomUUID,
    view: pView,
    dispatch,
    dock: (action) => dock?.act(action) ?? false,
    dockState: () => {
      const state = dock?.state() ?? null;
      return state && { type: 'dock.state', state };
    },
    onPipe: (epoch, channel, data) => seat.receive(epoch, channel, data),
    onSignal: (epoch, signal) => fleetDesk.fromPeer(epoch, signal),
    onPeerMissing: () => void fleetDesk.reopen().catch(failed('reopen')),
    callEpoch: () => seat.holder()?.epoch ?? null,
    icePolicy: config.icePolicy,
    pulse,
    media,
    documents,
    watch,
    mediaLabels: () => mediaLabels.now(),
  });
  const selftest = createCoreSelftest({
    config,
    hub,
    journal,
    uplink,
    clock: systemClock,
    now: () => instants.now(),
    broker: () => fleet.state(),
    trust: () => ({ certified: identity.speaker() !== null, refused: distrusted.total() }),
    watch: () => watch,
    mediaLabels: () => mediaLabels,
    mint: () => api.mint('technician'),
    free: () => visitId(loop.state()) === null,
    changed: () => void tellClosed(),
    onError: failed('self-test'),
  });

  const tellClosed = () => dispatch({ type: 'selftest.closed', capabilities: [...selftest.desk.closed()] });

  // After a restart: first everything that moves is still, then the same step goes on with its deadlines.
  await hub.stopCuffs();
  void documents.clear().then((done) => {
    if (!done) logger.warn('a printer has not confirmed that it forgot the jobs of the run before');
  }, failed('documents'));
  const { doctor, calls } = visitOf(loop.state()).context;
  if (doctor) seat.take({ claim: doctor.claim, doctor: doctor.id, name: doctor.name, epoch: calls });
  watch.restore(watched);
  await loop.adopt(restored, machines, instants.now());
  // What was adopted has set deadlines of its own and cleared all others.
  if (restored.effects.length === 0) deadlines.arm(saved.deadlines);
  if (visitId(loop.state()) !== null || doctor !== null) await dispatch({ type: 'core.restarted' });
  // The state may hold the broker of the last run; the link tells changes only.
  await dispatch({ type: 'fleet.state', broker: fleet.state() });
  if (pView().phase === 'cleaning') screen.wipe();
  instruments.tell();
  units.tell();
  await dispatch({ type: 'handhelds', handhelds: config.handhelds });
  publishPresence();
  attendants.visitChanged();
  if (simulationSocket !== undefined)
    dock = createDockBridge({
      socketPath: simulationSocket,
      onState: (state) => screen.send({ type: 'dock.state', state }),
    });

  const mintSecret = randomBytes(32).toString('base64url');
  const api = await createApiServer({
    port: config.port,
    host: '127.0.0.1',
    allowedOrigins: [SHELL_ORIGIN],
    mintSecret,
    ...(config.pages === undefined ? {} : { pages: { root: config.pages } }),
    tokenFile: join(config.dataDir, 'tokens.json'),
    onClient: (client) => screen.join(selftest.behind(client)),
    logger,
  });
  const coreFile = { port: api.port, mintSecret, pid: process.pid };
  await rm(config.coreFile, { force: true });
  await writeFile(config.coreFile, JSON.stringify(coreFile), { mode: 0o600 });
  // The machine remembers what is closed; the last result itself may lie far back in the journal.
  void selftest.desk.recall().then(tellClosed).catch(failed('self-test'));
  attendantPage =
    config.attendants === null
      ? null
      : await startLocalServer({
          ...config.attendants,
          pages: config.pages,
          boards: () => [board.board()],
          act: (_box, who, done) => fromAttendant(done, who),
          log: (event, fields) => logger.info(fields, event),
        });
  const hourly = setInterval(() => board.changed(), HOURS_LOOK_MS);
  const ticking = setInterval(() => {
    seat.tick();
    pulse.tick();
  }, TICK_MS);

  const beating = setInterval(() => void watch.beat().catch(failed('watch')), WATCH_BEAT_MS);

  return {
    api,
    attendantPort: attendantPage?.port ?? null,
    async close() {
      clearInterval(ticking);
      clearInterval(beating);
      clearInterval(hourly);
      attendants.stop();
      await attendantPage?.close();
      deadlines.close();
      earlier.close();
      await forgetting.close();
      dock?.close();
      selftest.desk.stop();
      await selftest.desk.settled();
      instruments.close();
      units.close();
      await hub.close();
      await fleet.close();
      identity.close();
      await distrusted.close();
      await api.close();
      await documents.close();
      await loop.settled();
      await uplink.close();
      await journal.close();
    },
  };
}
