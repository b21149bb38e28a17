import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../drivers/clock.ts';
import type { ClientConnection, ClientMessage } from '../../api/client-connection.ts';
import type { FromCore, Role } from '../../api/core-api.ts';
import type { MediaReport } from '../../api/selftest-protocol.ts';
import type { DeskRefusal } from '../selftest/desk.ts';
import type { WatchDesk } from '../watch/desk.ts';
import { createTechnicianFront } from './front.ts';
import type { PinVerdict } from './pin.ts';

const track = { devices: 1, state: 'live', label: '', alive: true } as const;
const SETTINGS = { on: false, signals: [], room: null };
const WATCH: ReturnType<WatchDesk['state']> = {
  type: 'watch.state',
  settings: SETTINGS,
  blind: ['starting'],
  rate: 0,
  models: null,
};
const LABELS = { type: 'media.labels', labels: { otoscope: 'Pen' } } as const;
const report: MediaReport = { camera: track, microphone: track, speaker: { devices: 1, label: '' } };

function bench() {
  const clock = createManualClock();
  const says = {
    free: true,
    verdict: { ok: true } as PinVerdict,
    refusal: null as DeskRefusal | null,
    full: false,
  };
  const calls: string[] = [];
  const front = createTechnicianFront({
    pin: { check: async () => says.verdict },
    clock,
    mint: () => 'a-token',
    free: () => says.free,
    watch: () => ({
      set: async ({ on }) => {
        if (says.full) throw new Error('disk full');
        calls.push(`watch ${on}`);
      },
      state: () => WATCH,
    }),
    mediaLabels: () => ({
      set: async ({ otoscope }) => {
        if (says.full) throw new Error('disk full');
        calls.push(`otoscope ${otoscope}`);
      },
      state: () => LABELS,
    }),
    desk: () => ({
      run: (ids) => {
        calls.push(`run ${ids?.join() ?? 'all'}`);
        return says.refusal;
      },
      stop: () => void calls.push('stop'),
      guide: ({ step, say }) => {
        calls.push(`${step} ${say}`);
        return says.refusal;
      },
      state: () => ({ type: 'selftest.state', running: [], result: null, guided: [] }),
    }),
    onError: (error) => {
      if (!says.full) throw error;
    },
  });
  let seen = 0;
  function join(role: Role) {
    const got: FromCore[] = [];
    const passed: ClientMessage[] = [];
    const closers: ((code: number) => void)[] = [];
    let hear: (message: ClientMessage) => void = () => {};
    const client: ClientConnection = {
      id: 1,
      role,
      nextToken: 'next',
      get lastSeenAt() {
        return seen;
      },
      send: (message) => {
        got.push(message);
        return true;
      },
      onMessage: (listener) => {
        hear = listener;
      },
      onClose: (listener) => closers.push(listener),
      close: () => {},
    };
    front.behind(client).onMessage((message) => passed.push(message));
    return {
      got,
      passed,
      say: async (message: ClientMessage) => {
        hear(message);
        await clock.advance(1);
      },
      close: () => {
        for (const closer of closers) closer(1000);
      },
    };
  }
  return { clock, says, calls, front, join, alive: (at: number) => (seen = at) };
}
const enter = { type: 'technician', request: 4, action: { type: 'enter', pin: '482915' } } as const;
const run = { type: 'technician', request: 5, action: { type: 'run', ids: null } } as const;

describe('the technician at the API', () => {
  it('gets a token for the right PIN, on the patient’s screen, while nobody is in', async () => {
    const b = bench();
    const screen = b.join('patient');
    await screen.say(enter);
    expect(screen.got).toMatchObject([
      { type: 'technician.entry', request: 4, token: 'a-token', refused: null },
      { type: 'reply', request: 4, ok: true },
    ]);
    b.says.verdict = { ok: false, why: 'wait', waitMs: 30_000 };
    await screen.say(enter);
    expect(screen.got.slice(2)).toMatchObject([
      { token: null, refused: 'wait', waitMs: 30_000 },
      { ok: false, error: { code: 'not-allowed' } },
    ]);
    b.says.free = false;
    await screen.say(enter);
    expect(screen.got.slice(4)).toMatchObject([{ type: 'reply', ok: false, error: { code: 'not-now' } }]);
  });

  it.each(['dock', 'terminal', 'technician'] as const)('as %s no PIN is looked at', async (role) => {
    const client = bench().join(role);
    await client.say(enter);
    expect(client.got.at(-1)).toMatchObject({ type: 'reply', ok: false, error: { code: 'not-allowed' } });
    expect(client.got.some(({ type }) => type === 'technician.entry')).toBe(false);
  });

  it.each(['patient', 'dock', 'terminal'] as const)('a %s runs nothing', async (role) => {
    const b = bench();
    const client = b.join(role);
    await client.say(run);
    expect(client.got.at(-1)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(b.calls).toEqual([]);
  });

  it('a technician runs, is told why not, and sees where it stands', async () => {
    const b = bench();
    const client = b.join('technician');
    expect(client.got[0]).toMatchObject({ type: 'selftest.state' });
    await client.say(run);
    expect(client.got.at(-1)).toMatchObject({ request: 5, ok: true });
    b.says.refusal = 'busy';
    await client.say(run);
    expect(client.got.at(-1)).toMatchObject({ ok: false, error: { code: 'not-now' } });
    expect(b.calls).toEqual(['run all', 'run all']);
  });

  it('what is under way stops when the last technician is gone', async () => {
    const b = bench();
    const [one, two] = [b.join('technician'), b.join('technician')];
    one.close();
    expect(b.calls).toEqual([]);
    two.close();
    expect(b.calls).toEqual(['stop']);
  });

  it('somebody is there as long as a technician’s page says so', () => {
    const b = bench();
    expect(b.front.personThere()).toBe(false);
    b.join('technician');
    b.alive(b.clock.now() - 1999);
    expect(b.front.personThere()).toBe(true);
    b.alive(b.clock.now() - 2000);
    expect(b.front.personThere()).toBe(false);
  });

  it('asks the page for its camera and sound; an answer to another question does not count', async () => {
    const b = bench();
    const screen = b.join('patient');
    const asked = b.front.askMedia(new AbortController().signal);
    await b.clock.advance(1);
    const ask = screen.got.find((m) => m.type === 'selftest.media.ask')?.ask ?? 0;
    await screen.say({ type: 'selftest.media', ask: ask - 1, report });
    await b.clock.advance(1000);
    await screen.say({ type: 'selftest.media', ask, report });
    await b.clock.advance(100);
    expect(await asked).toEqual(report);
    const silent = b.front.askMedia(new AbortController().signal);
    await b.clock.advance(12_100);
    expect(await silent).toBeNull();
    screen.close();
    expect(await b.front.askMedia(new AbortController().signal)).toBeNull();
  });

  it('asks the page whether its watch really looks: one that hears gets its time, a deaf one does not', async () => {
    const b = bench();
    const screen = b.join('patient');
    const asked = b.front.askWatch(new AbortController().signal);
    await b.clock.advance(1);
    const ask = screen.got.find((m) => m.type === 'selftest.watch.ask')?.ask ?? 0;
    await screen.say({ type: 'selftest.watch', ask, proof: { state: 'trying' } });
    await b.clock.advance(40_000);
    const proof = { state: 'sees', models: 'a'.repeat(64), pictureMs: 50 } as const;
    await screen.say({ type: 'selftest.watch', ask, proof });
    await b.clock.advance(100);
    expect(await asked).toEqual(proof);
    const deaf = b.front.askWatch(new AbortController().signal);
    await b.clock.advance(3100);
    expect(await deaf).toBeNull();
  });

  it('hands everything else on as it came', async () => {
    const b = bench();
    const screen = b.join('patient');
    await screen.say({ type: 'alive' });
    await screen.say(enter);
    expect(screen.passed).toEqual([{ type: 'alive' }]);
  });

  it.each([
    [{ type: 'watch.set', settings: SETTINGS }, WATCH, 'watch false'],
    [{ type: 'media.set', labels: LABELS.labels }, LABELS, 'otoscope Pen'],
  ] as const)(
    'takes %o from a technician alone, while nobody is in, and says when it is not stored',
    async (action, now, call) => {
      const b = bench();
      const technician = b.join('technician');
      expect(technician.got).toContainEqual(now);
      const set = { type: 'technician', request: 9, action } as ClientMessage;
      await technician.say(set);
      b.says.full = true;
      await technician.say(set);
      b.says.free = false;
      await technician.say(set);
      await b.join('patient').say(set);
      const replies = technician.got.flatMap((m) => (m.type === 'reply' ? [m.error?.code ?? 'ok'] : []));
      expect(replies).toEqual(['ok', 'unavailable', 'not-now']);
      expect(b.calls).toEqual([call]);
    },
  );
});
