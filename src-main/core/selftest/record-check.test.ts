import { describe, expect, it } from 'vitest';
import type { FeedState } from '../../uplink/contract.ts';
import { createRecordCheck, type RecordStanding } from './record-check.ts';

const NOW = Date.UTC(2026, 10, 22, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Feed = RecordStanding['feeds'][number];
const feed = (part: Partial<Feed> = {}): Feed => ({
  feed: 'record',
  trouble: null,
  detail: '',
  parked: [],
  lastSuccessAt: NOW - 5 * MINUTE,
  ...part,
});
const parked = (since: number, code = 'invariant'): FeedState['parked'][number] => ({
  row: { epoch: 1, seq: 7, id: 'urn:uuid:7' },
  status: code === 'invariant' ? 422 : null,
  code,
  path: code === 'invariant' ? 'Observation.value' : '',
  since: NOW - since,
});
const nothing = { events: 0, oldestAt: null };
const waiting = (ms: number) => ({ events: 3, oldestAt: NOW - ms });

async function look(standing: RecordStanding | null, url: string | null, retentionMs: number | null = null) {
  const check = createRecordCheck({ url, retentionMs, look: async () => standing, wallNow: () => NOW });
  const { status, reason, facts } = await check.run(new AbortController().signal);
  return { said: [status, reason?.code], detail: reason?.detail, facts };
}
const said = (part: Partial<Feed>, of: RecordStanding['waiting'] = nothing) =>
  look({ feeds: [feed(part)], waiting: of }, 'https://record.example/fhir');

describe('the way to the record', () => {
  it('tells what waits, since when, what was refused and when something last went', async () => {
    const { said: verdict, facts } = await said({}, waiting(12 * MINUTE));
    expect(verdict).toEqual(['pass', undefined]);
    expect(facts).toEqual({
      server: 'record.example',
      waiting: 3,
      oldestWaiting: '12 min',
      parked: 0,
      lastSuccess: '5 min',
    });
    expect((await said({ lastSuccessAt: null })).facts).toEqual({
      server: 'record.example',
      waiting: 0,
      parked: 0,
    });
  });

  it.each([
    [{ trouble: 'unreachable', detail: 'ECONNREFUSED' }, waiting(DAY), ['warn', 'record-unreachable']],
    [{ trouble: 'server', detail: '503' }, nothing, ['warn', 'record-unreachable']],
    [{ trouble: 'unauthorised', detail: '401' }, nothing, ['fail', 'record-not-let-in']],
    [{ trouble: 'tls', detail: 'CERT_HAS_EXPIRED' }, nothing, ['fail', 'record-not-let-in']],
    [{ trouble: 'address', detail: '404' }, nothing, ['fail', 'record-address']],
    [{ trouble: 'too-many-parked', detail: '1000' }, nothing, ['fail', 'record-stopped']],
    [{ trouble: 'unreachable', detail: '' }, waiting(7 * DAY), ['fail', 'record-late']],
    [{}, waiting(HOUR), ['warn', 'record-behind']],
    [{ parked: [parked(HOUR)] }, nothing, ['warn', 'record-parked']],
    [{ parked: [parked(7 * DAY - 1)] }, nothing, ['warn', 'record-parked']],
    [{ parked: [parked(7 * DAY)] }, nothing, ['fail', 'record-parked-overdue']],
    // Whoever is not identified yet is nobody's fault for a week.
    [{ parked: [parked(HOUR, 'identity-not-qualified')] }, nothing, ['pass', undefined]],
    [{ parked: [parked(7 * DAY, 'identity-not-qualified')] }, nothing, ['fail', 'record-parked-overdue']],
  ] as const)('%o', async (part, of, expected) => {
    expect((await said(part, of)).said).toEqual(expected);
  });

  it('says status, code and place of a refused row, and nothing else of it', async () => {
    expect((await said({ parked: [parked(8 * DAY)] })).detail).toBe('422 invariant Observation.value');
  });

  it('speaks for both ways: the one that is in trouble is told', async () => {
    const feeds = [feed(), feed({ feed: 'record.ans', trouble: 'timeout', detail: 'answer' })];
    const told = await look({ feeds, waiting: nothing }, 'https://record.example/fhir');
    expect([told.said, told.detail]).toEqual([['warn', 'record-unreachable'], 'timeout answer']);
  });

  it('without a record, reminds whoever takes the visits out by hand once they should be forgotten', async () => {
    const waited = (ms: number) => ({ feeds: [], waiting: waiting(ms) });
    expect((await look(waited(90 * DAY), null)).said).toEqual(['not-fitted', 'no-record']);
    expect((await look(waited(29 * DAY), null, 30 * DAY)).said).toEqual(['not-fitted', 'no-record']);
    expect((await look(waited(30 * DAY), null, 30 * DAY)).said).toEqual(['warn', 'record-export-due']);
    expect((await look(waited(6 * DAY), null, DAY)).said).toEqual(['not-fitted', 'no-record']);
    expect((await look(null, null, DAY)).said).toEqual(['not-fitted', 'no-record']);
  });

  it('knows nothing where nobody can look', async () => {
    expect((await look(null, 'https://record.example/fhir')).said).toEqual(['warn', 'needs-core']);
  });
});
