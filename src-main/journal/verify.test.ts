import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WritableDatabase } from './database.ts';
import { readChainHead } from './read.ts';
import { temporaryFile, temporaryStore, writeAll } from './test-support.ts';
import { type Verified, verifyJournal } from './verify.ts';

const EVENTS = 12;

/** A journal of 12 events in two visits, changed through another connection as a stranger would. */
async function afterTampering(tamper: (raw: WritableDatabase) => void): Promise<Verified> {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  for (let n = 1; n <= EVENTS; n += 1) {
    const visit = n % 2 === 0 ? 'even' : 'odd';
    writeAll(store, { visit, records: [{ kind: 'counted', payload: { n } }] });
  }
  const raw = new Sqlite(file) as WritableDatabase;
  try {
    tamper(raw);
    return verifyJournal(store);
  } finally {
    raw.close();
  }
}

const named = (verified: Verified): string[] =>
  verified.problems.map(({ fault, epoch, seq }) => `${fault} ${epoch}:${seq}`);

describe('verifying', () => {
  it('finds nothing in a journal as it was written', async () => {
    const verified = await afterTampering(() => {});
    expect(verified).toEqual({ events: EVENTS, epochs: 1, problems: [] });
  });

  it.each([
    ['sealed', 'sealed = zeroblob(length(sealed))'],
    ['a bit of it', "sealed = unhex(substr(hex(sealed), 1, 60) || '00' || substr(hex(sealed), 63))"],
    ['wall', 'wall = wall + 1'],
    ['mono', 'mono = mono + 0.001'],
    ['clock_sure', 'clock_sure = 0'],
    ['id', "id = 'urn:uuid:00000000-0000-4000-8000-000000000000'"],
    ['slot', 'slot = (SELECT slot FROM event WHERE seq = 6)'],
  ])('names the event whose %s was changed', async (_what, set) => {
    const verified = await afterTampering((raw) => raw.exec(`UPDATE event SET ${set} WHERE seq = 5`));
    expect(named(verified)).toEqual(['changed 1:5']);
    expect(verified.problems[0]?.id).toMatch(/^urn:uuid:/);
  });

  it('names the event whose link was changed, first and last too', async () => {
    for (const seq of [1, 5, EVENTS]) {
      const verified = await afterTampering((raw) =>
        raw.exec(`UPDATE event SET link = zeroblob(32) WHERE seq = ${seq}`),
      );
      expect(named(verified)).toContain(`changed 1:${seq}`);
      expect(new Set(verified.problems.map((problem) => problem.seq))).toEqual(new Set([seq]));
    }
  });

  it('names deleted events, alone and together, at the start and in the middle', async () => {
    const verified = await afterTampering((raw) => raw.exec('DELETE FROM event WHERE seq IN (1, 5, 6)'));
    expect(named(verified)).toEqual(['missing 1:1', 'missing 1:5', 'missing 1:6']);
  });

  it('names a changed event even right after a deleted one', async () => {
    const verified = await afterTampering((raw) => {
      raw.exec('DELETE FROM event WHERE seq = 5');
      raw.exec('UPDATE event SET wall = wall + 1 WHERE seq = 6');
    });
    expect(named(verified)).toEqual(['missing 1:5', 'changed 1:6']);
  });

  it('names what was cut off at the end', async () => {
    const verified = await afterTampering((raw) => raw.exec('DELETE FROM event WHERE seq > 9'));
    expect(named(verified)).toEqual(['cut-off 1:10', 'cut-off 1:11', 'cut-off 1:12']);
    expect(named(await afterTampering((raw) => raw.exec('DELETE FROM event')))).toHaveLength(EVENTS);
  });

  it('is not fooled by a head that was cut back with the events', async () => {
    const verified = await afterTampering((raw) => {
      raw.exec('DELETE FROM event WHERE seq > 9');
      raw.exec('UPDATE head SET seq = 9, link = (SELECT link FROM event WHERE seq = 9)');
    });
    expect(named(verified)).toEqual(['head 1:9']);
  });

  it('names two events that changed places', async () => {
    const verified = await afterTampering((raw) => {
      raw.exec('UPDATE event SET place = place + 95 WHERE seq = 4');
      raw.exec('UPDATE event SET place = place - 4 WHERE seq = 8');
      raw.exec('UPDATE event SET place = place - 91 WHERE seq = 99');
    });
    expect(named(verified)).toEqual(['moved 1:4', 'moved 1:8']);
    expect(verified.problems.map(({ detail }) => detail)).toEqual([
      'was committed as 1:8',
      'was committed as 1:4',
    ]);
  });

  it('names an event slipped in, at the end and in the middle', async () => {
    const copy = (seq: number) =>
      `INSERT INTO event (place, id, slot, mono, wall, clock_sure, blobs, sealed, link)
       SELECT place - 2 + ${seq}, 'urn:uuid:x', slot, mono, wall, clock_sure, blobs, sealed, link
       FROM event WHERE seq = 2`;
    expect(named(await afterTampering((raw) => raw.exec(copy(13))))).toEqual(['inserted 1:13']);
    const middle = await afterTampering((raw) => {
      for (let seq = EVENTS; seq >= 7; seq -= 1)
        raw.exec(`UPDATE event SET place = place + 1 WHERE seq = ${seq}`);
      raw.exec(copy(7));
    });
    expect(named(middle)[0]).toBe('inserted 1:7');
    expect(named(middle).slice(1)).toEqual([8, 9, 10, 11, 12, 13].map((seq) => `moved 1:${seq}`));
  });

  it.each([
    ['taken out', 'DELETE FROM run WHERE place = (SELECT max(place) FROM run)'],
    ['slipped in', 'DELETE FROM run; INSERT INTO run SELECT place, slot FROM event WHERE seq < 12'],
    [
      'changed',
      'UPDATE run SET slot = (SELECT slot FROM event WHERE seq = 1) WHERE place = (SELECT max(place) FROM run)',
    ],
  ])(
    'notices a run of a visit that was %s: what is read of a visit would not be all of it',
    async (_how, sql) => {
      expect(named(await afterTampering((raw) => raw.exec(sql)))).toContain('run 1:12');
    },
  );

  it('notices an epoch that was changed or taken out', async () => {
    expect(named(await afterTampering((raw) => raw.exec('UPDATE epoch SET wall = wall + 1')))).toContain(
      'epoch 1:0',
    );
  });

  it('finds a whole file put back, by a head kept elsewhere', async () => {
    const store = await temporaryStore();
    const write = () => writeAll(store, { records: [{ kind: 'x', payload: 1 }] });
    const [first] = write();
    const kept = readChainHead(store.database);
    expect(kept).toEqual({ epoch: 1, seq: 1, chain: first?.chain });
    expect(verifyJournal(store, { heads: [kept] }).problems).toEqual([]);
    const later = { ...kept, seq: 2 };
    const other = { ...kept, chain: '00'.repeat(32) };
    expect(named(verifyJournal(store, { heads: [later, other] }))).toEqual([
      'not-this-journal 1:1',
      'not-this-journal 1:2',
    ]);
  });

  it('tells how far it is', async () => {
    const store = await temporaryStore();
    writeAll(store, { records: Array(5).fill({ kind: 'x', payload: 1 }) });
    const steps: number[][] = [];
    verifyJournal(store, { progress: (...step) => steps.push(step) });
    expect(steps).toEqual([[5, 5]]);
  });
});
