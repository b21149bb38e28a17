/**
 * The technician at the core's API: the PIN on the patient's screen, then a connection of his own. Stands before the
 * screen's desk and takes what is the technician's, so that nobody else has to know of it.
 */
import type { Clock } from '../../../drivers/contract.ts';
import type { ClientConnection, ClientMessage } from '../../api/client-connection.ts';
import type { FromCore } from '../../api/core-api.ts';
import type { MediaReport, TechnicianAction } from '../../api/selftest-protocol.ts';
import type { WatchProof } from '../../api/watch-protocol.ts';
import { until } from '../selftest/check.ts';
import type { DeskRefusal, SelftestDesk } from '../selftest/desk.ts';
import type { WatchDesk } from '../watch/desk.ts';
import type { MediaLabelsDesk } from './media-labels.ts';
import type { PinGate } from './pin.ts';

/** A page that said nothing for so long is not there any more. */
const PAGE_LOST_MS = 2000;
const MEDIA_ANSWER_MS = 12_000;
/** That a page has heard a question. */
const PAGE_HEARS_MS = 3000;
const WATCH_PROOF_MS = 65_000;

export interface TechnicianFrontParts {
  readonly pin: PinGate;
  readonly clock: Clock;
  /** A one-time token for one connection as technician. */
  readonly mint: () => string;
  /** Nobody is in the cabinet. */
  readonly free: () => boolean;
  readonly desk: () => Pick<SelftestDesk, 'run' | 'stop' | 'guide' | 'state'>;
  readonly watch: () => Pick<WatchDesk, 'set' | 'state'>;
  readonly mediaLabels: () => Pick<MediaLabelsDesk, 'set' | 'state'>;
  readonly onError: (error: unknown) => void;
}

export interface TechnicianFront {
  /** The same connection, without the technician's messages. */
  behind(client: ClientConnection): ClientConnection;
  tell(message: FromCore): void;
  /** A technician's page says that it is alive. */
  personThere(): boolean;
  /** What the patient's page has of camera, microphone and speaker; null: no page, or no answer. */
  askMedia(signal: AbortSignal): Promise<MediaReport | null>;
  /** Whether the watch of the patient's page really looks; null: no page, or it does not answer. */
  askWatch(signal: AbortSignal): Promise<WatchProof | null>;
}

type Error = NonNullable<Extract<FromCore, { type: 'reply' }>['error']>;
/** What is kept for every visit. */
type Choice = 'watch.set' | 'media.set';
type TechnicianMessage = Extract<ClientMessage, { type: 'technician' | 'selftest.media' | 'selftest.watch' }>;

const WORDS: Readonly<Record<DeskRefusal, Error>> = {
  visit: { code: 'not-now', message: 'somebody is in the cabinet' },
  busy: { code: 'not-now', message: 'something is under way' },
  unknown: { code: 'not-allowed', message: 'this cabinet has no such check' },
  'nothing-to-say': { code: 'not-now', message: 'nothing was asked' },
};

const isTechnicians = (message: ClientMessage): message is TechnicianMessage =>
  message.type === 'technician' || message.type === 'selftest.media' || message.type === 'selftest.watch';

export function createTechnicianFront(parts: TechnicianFrontParts): TechnicianFront {
  const { clock, free, pin, desk } = parts;
  const technicians = new Set<ClientConnection>();
  let screen: ClientConnection | null = null;
  let asks = 0;
  let answered: { readonly ask: number; readonly report: MediaReport } | null = null;
  let proved: { readonly ask: number; readonly proof: WatchProof } | null = null;

  const reply = (client: ClientConnection, request: number, error: Error | null): void => {
    client.send({ type: 'reply', request, ok: error === null, error });
  };

  async function enter(client: ClientConnection, request: number, tried: string): Promise<void> {
    if (client.role !== 'patient')
      return reply(client, request, { code: 'not-allowed', message: "only on the cabinet's own screen" });
    if (!free()) return reply(client, request, WORDS.visit);
    const verdict = await pin.check(tried);
    const token = verdict.ok ? parts.mint() : null;
    const refused = verdict.ok ? null : verdict.why;
    const waitMs = verdict.ok ? 0 : verdict.waitMs;
    client.send({ type: 'technician.entry', request, token, refused, waitMs });
    reply(client, request, verdict.ok ? null : { code: 'not-allowed', message: verdict.why });
  }

  /** `store`: rejects or throws what the disk says. */
  async function keep(client: ClientConnection, request: number, store: () => unknown): Promise<void> {
    if (!free()) return reply(client, request, WORDS.visit);
    try {
      await store();
      reply(client, request, null);
    } catch (error) {
      parts.onError(error);
      reply(client, request, { code: 'unavailable', message: 'it could not be stored' });
    }
  }

  function refusalOf(action: Exclude<TechnicianAction, { type: 'enter' | Choice }>): DeskRefusal | null {
    switch (action.type) {
      case 'run':
        return desk().run(action.ids);
      case 'guide':
        return desk().guide(action);
      case 'stop':
      case 'leave':
        desk().stop();
        return null;
    }
  }

  function receive(client: ClientConnection, message: TechnicianMessage): void {
    if (message.type === 'selftest.media') {
      if (client === screen) answered = { ask: message.ask, report: message.report };
      return;
    }
    if (message.type === 'selftest.watch') {
      if (client === screen) proved = { ask: message.ask, proof: message.proof };
      return;
    }
    const { request, action } = message;
    if (action.type === 'enter') {
      void enter(client, request, action.pin).catch((error: unknown) => {
        parts.onError(error);
        reply(client, request, { code: 'unavailable', message: 'the PIN could not be looked at' });
      });
      return;
    }
    if (client.role !== 'technician') {
      reply(client, request, { code: 'not-allowed', message: 'only for the technician' });
      return;
    }
    if (action.type === 'watch.set') {
      void keep(client, request, () => parts.watch().set(action.settings));
      return;
    }
    if (action.type === 'media.set') {
      void keep(client, request, () => parts.mediaLabels().set(action.labels));
      return;
    }
    const refused = refusalOf(action);
    reply(client, request, refused === null ? null : WORDS[refused]);
  }

  return {
    behind(client) {
      if (client.role === 'patient') {
        screen = client;
        client.onClose(() => {
          if (screen === client) screen = null;
        });
      }
      if (client.role === 'technician') {
        technicians.add(client);
        client.onClose(() => {
          technicians.delete(client);
          // Nobody is left to see what moves.
          if (technicians.size === 0) desk().stop();
        });
      }
      return {
        id: client.id,
        role: client.role,
        nextToken: client.nextToken,
        get lastSeenAt() {
          return client.lastSeenAt;
        },
        send: (message) => client.send(message),
        onClose: (listener) => client.onClose(listener),
        close: (code) => client.close(code),
        onMessage(listener) {
          if (client.role === 'technician') {
            client.send(desk().state());
            client.send(parts.watch().state());
            client.send(parts.mediaLabels().state());
          }
          client.onMessage((message) => {
            if (isTechnicians(message)) receive(client, message);
            else listener(message);
          });
        },
      };
    },
    tell(message) {
      for (const client of technicians) client.send(message);
    },
    personThere: () => [...technicians].some(({ lastSeenAt }) => clock.now() - lastSeenAt < PAGE_LOST_MS),
    async askMedia(signal) {
      asks += 1;
      const ask = asks;
      if (screen?.send({ type: 'selftest.media.ask', ask }) !== true) return null;
      return until(clock, MEDIA_ANSWER_MS, signal, () => (answered?.ask === ask ? answered.report : null));
    },
    async askWatch(signal) {
      asks += 1;
      const ask = asks;
      if (screen?.send({ type: 'selftest.watch.ask', ask }) !== true) return null;
      const proof = () => (proved?.ask === ask ? proved.proof : null);
      const heard = await until(clock, PAGE_HEARS_MS, signal, proof);
      if (heard === null) return null;
      return until(clock, WATCH_PROOF_MS, signal, () => (proof()?.state === 'trying' ? null : proof()));
    },
  };
}
