/**
 * The cabinet's own screen: what it may ask, what it is shown. The renderer is disposable: killed and reloaded it
 * connects again and is shown the same step.
 */
import type { PatientView } from '../../state-machines/contract.ts';
import type { Channel } from '../api/call-protocol.ts';
import type { DockAction, FromCore } from '../api/core-api.ts';
import type { IcePolicy, IceServer, Signal } from '../api/fleet-protocol.ts';
import type { MediaLabels } from '../api/media-protocol.ts';
import type { ClientConnection, ClientMessage } from '../api/server.ts';
import type { Dispatched } from './loop.ts';
import type { MediaDesk } from './media-desk.ts';
import { toEvent } from './patient/actions.ts';
import type { FindBooking } from './patient/bookings.ts';
import type { DocumentDesk } from './print/document-desk.ts';
import type { ScreenPulse } from './screen-pulse.ts';
import type { SeatEvent } from './seat/seat.ts';
import type { WatchDesk } from './watch/desk.ts';

export interface ScreenDeskParts {
  readonly simulation: boolean;
  readonly place: string;
  /** Shown while the line to the doctor is down. */
  readonly phone?: string | null;
  readonly findBooking: FindBooking;
  readonly nowMono: () => number;
  readonly freshId: () => string;
  readonly view: () => PatientView;
  readonly dispatch: (event: SeatEvent) => Promise<Dispatched>;
  /** Simulation only; false: the virtual instruments are not there. */
  readonly dock: (action: DockAction) => boolean;
  readonly dockState: () => Extract<FromCore, { type: 'dock.state' }> | null;
  readonly onPipe: (epoch: number, channel: Channel, data: string) => void;
  readonly onSignal: (epoch: number, signal: Signal) => void;
  /** The renderer holds no peer of the call that is open: it was killed or reloaded. */
  readonly onPeerMissing: () => void;
  readonly callEpoch: () => number | null;
  readonly icePolicy: IcePolicy;
  readonly pulse: Pick<ScreenPulse, 'beat' | 'gone'>;
  readonly media: Pick<MediaDesk, 'receive' | 'screenGone'>;
  readonly documents: Pick<DocumentDesk, 'receive' | 'forget'>;
  readonly watch: Pick<WatchDesk, 'report' | 'help' | 'answer' | 'check' | 'welcome'>;
  /** Of the devices that take pictures and sounds, where the cabinet sets them. */
  readonly mediaLabels: () => MediaLabels;
}

export interface ScreenDesk {
  join(client: ClientConnection): void;
  show(): void;
  send(message: FromCore): boolean;
  /** `silent`: a doctor reads, nobody is called. */
  openPeer(epoch: number, iceServers: readonly IceServer[], silent: boolean): void;
  /** Asks the renderer to forget the patient; asked again on each connection until it says it did. */
  wipe(): void;
}

/** A technician's terminal sees how the cabinet stands, never who is in it. */
const withoutPatient = (view: PatientView): PatientView => ({
  ...view,
  visit: null,
  greeting: null,
  doctor: null,
  exam: null,
  documents: [],
  share: { granted: null, question: null },
  mediaConsent: null,
  third: null,
  detail: null,
  draft: null,
  redFlag: null,
});

export function createScreenDesk(parts: ScreenDeskParts): ScreenDesk {
  let screen: ClientConnection | null = null;
  let wipePending = false;
  let shown = '';

  const send = (message: FromCore): boolean => screen?.send(message) ?? false;

  async function act(
    client: ClientConnection,
    message: Extract<ClientMessage, { type: 'action' }>,
  ): Promise<void> {
    const { request, action } = message;
    const reply = (error: Extract<FromCore, { type: 'reply' }>['error']): void => {
      client.send({ type: 'reply', request, ok: error === null, error });
    };
    const tell = (answered: Dispatched): void => {
      if (answered === 'failed') reply({ code: 'unavailable', message: 'it could not be stored' });
      else reply(answered === 'changed' ? null : { code: 'not-now', message: 'nobody asked' });
    };
    if (action.type === 'allRight') {
      tell(await parts.watch.answer(action.well));
      return;
    }
    if (action.type === 'check') {
      tell(await parts.watch.check(action.id, action.yes));
      return;
    }
    if (action.type === 'cleaningDone' && wipePending) {
      reply({ code: 'not-now', message: 'the last visit is still being wiped' });
      return;
    }
    const done = await parts.dispatch(
      toEvent(action, { findBooking: parts.findBooking, freshId: parts.freshId }),
    );
    // Each press counts: whether it is a new call, the watch decides.
    const helps = action.type === 'help' && done !== 'failed' && parts.view().helpRequested;
    if (helps) parts.watch.help();
    if (done === 'failed') reply({ code: 'unavailable', message: 'it could not be stored' });
    else if (done === 'unchanged' && action.type !== 'active' && !helps)
      reply({ code: 'not-now', message: 'not possible at this step' });
    else reply(null);
  }

  function dock(client: ClientConnection, message: Extract<ClientMessage, { type: 'dock' }>): void {
    const { request, action } = message;
    const refused = !parts.simulation
      ? { code: 'not-allowed' as const, message: 'no virtual instruments here' }
      : parts.dock(action)
        ? null
        : { code: 'unavailable' as const, message: 'the virtual instruments do not answer' };
    client.send({ type: 'reply', request, ok: refused === null, error: refused });
  }

  function receive(client: ClientConnection, message: ClientMessage): void {
    if (message.type === 'dock') {
      dock(client, message);
      return;
    }
    if (client !== screen) {
      // Terminal and dock clients watch; only the patient's screen acts.
      if (message.type === 'action')
        client.send({
          type: 'reply',
          request: message.request,
          ok: false,
          error: { code: 'not-allowed', message: "only the cabinet's own screen may do this" },
        });
      return;
    }
    parts.pulse.beat();
    switch (message.type) {
      case 'alive':
        return;
      case 'action':
        void act(client, message);
        return;
      case 'media':
        void parts.dispatch({ type: 'media.state', camera: message.camera, microphone: message.microphone });
        return;
      case 'call.state': {
        const epoch = parts.callEpoch();
        // Epoch 0: a renderer that has just started and holds no peer at all.
        const missing = message.epoch === 0 || (message.epoch === epoch && message.state === 'closed');
        if (epoch !== null && missing) parts.onPeerMissing();
        // A core killed between the commit that ended a call and its close: nobody else would shut the camera.
        if (message.epoch !== 0 && message.epoch !== epoch)
          send({ type: 'call.close', epoch: message.epoch });
        return;
      }
      case 'call.signal':
        parts.onSignal(message.epoch, message.signal);
        return;
      case 'pipe':
        parts.onPipe(message.epoch, message.channel, message.data);
        return;
      case 'wiped':
        wipePending = false;
        return;
      case 'watch.report':
        parts.watch.report(message);
        return;
      case 'media.inputs':
        void parts.dispatch({ type: 'media.inputs', inputs: message.inputs });
        return;
      case 'bulk.get':
      case 'bulk.ack':
      case 'bulk.stop':
        parts.documents.receive(message);
        return;
      case 'media.taken':
      case 'media.chunk':
      case 'media.failed': {
        const detail = parts.media.receive(message);
        if (detail !== null) send({ type: 'refused', reason: 'not-allowed', detail });
        return;
      }
    }
  }

  return {
    join(client) {
      if (client.role === 'patient') {
        // What the page before it was taking, nobody will finish.
        parts.media.screenGone();
        parts.documents.forget('page');
        screen = client;
        parts.pulse.beat();
        client.onClose(() => {
          if (screen !== client) return;
          screen = null;
          parts.media.screenGone();
          parts.pulse.gone();
        });
      }
      const view = client === screen ? parts.view() : withoutPatient(parts.view());
      if (client === screen) shown = JSON.stringify(view);
      client.send({
        type: 'welcome',
        api: 1,
        nextToken: client.nextToken,
        simulation: parts.simulation,
        place: parts.place,
        ...(parts.phone == null ? {} : { phone: parts.phone }),
        mediaLabels: parts.mediaLabels(),
        view,
        now: parts.nowMono(),
      });
      const state = parts.dockState();
      if (state) client.send(state);
      if (client === screen) for (const message of parts.watch.welcome()) client.send(message);
      if (client === screen && wipePending) client.send({ type: 'wipe' });
      client.onMessage((message) => receive(client, message));
    },
    show() {
      const view = parts.view();
      const text = JSON.stringify(view);
      if (text === shown) return;
      shown = text;
      send({ type: 'view', view, now: parts.nowMono() });
    },
    send,
    openPeer(epoch, iceServers, silent) {
      const { icePolicy } = parts;
      send({
        type: 'call.open',
        epoch,
        iceServers: [...iceServers],
        icePolicy,
        ...(silent ? { silent } : {}),
      });
    },
    wipe() {
      wipePending = true;
      send({ type: 'wipe' });
    },
  };
}
