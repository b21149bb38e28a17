/** The ANS feed beside the record: only what belongs to somebody whom the record answers for, through the real ways. */
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../drivers/clock.ts';
import type { Clock } from '../../drivers/contract.ts';
import { objectOf, type Resource, textOf } from '../../fixtures/record/json.ts';
import type { RecordServer } from '../../fixtures/record/server.ts';
import { record } from '../../state-machines/records.ts';
import type { Journal } from '../journal/index.ts';
import type { FeedName, FeedState } from './contract.ts';
import { IDENTITY, MAPPING, reading } from './fhir/test-kit.ts';
import { LIMITS } from './packer.ts';
import {
  commit,
  drained,
  openRecord,
  openTestJournal,
  readDefinitions,
  until,
  writeVisit,
} from './test-lab.ts';
import { createUplink, type Uplink } from './uplink.ts';

/** An hour passes in 0.6 s: rows whose reason may pass are tried again each hour. */
const PACE = 6000;
const fast: Clock = {
  now: () => systemClock.now() * PACE,
  after: (ms, run) => systemClock.after(ms / PACE, run),
};

beforeAll(readDefinitions, 60_000);

function begin(journal: Journal, server: RecordServer): Uplink {
  const uplink = createUplink({
    settings: {
      url: server.url,
      mesuresUrl: server.mesuresUrl,
      mesuresSource: 'urn:oid:1.2.250.1.999.1',
      http: {},
      oauth: null,
      temperatureSite: MAPPING.temperatureSite,
      deviceTypes: MAPPING.deviceTypes,
      documents: false,
      entries: LIMITS.entries,
    },
    box: MAPPING.box,
    capabilitiesOf: MAPPING.capabilitiesOf,
    journal,
    clock: fast,
    now: () => ({ mono: fast.now(), wall: Date.now(), clockSure: true }),
    random: () => 0.5,
    log: () => {},
  });
  onTestFinished(() => uplink.close());
  return uplink;
}

const stateOf = (uplink: Uplink, feed: FeedName): FeedState => {
  const found = uplink.state().find((one) => one.feed === feed);
  if (found === undefined) throw new Error(`no feed ${feed}`);
  return found;
};
const parkedCodes = (uplink: Uplink) => stateOf(uplink, 'record.ans').parked.map(({ code }) => code);

async function patientIn(journal: Journal, nth: number): Promise<string> {
  const events = await journal.read({ epoch: 0, seq: 0 }, 5000);
  return events.filter(({ kind }) => kind === 'identity.given')[nth]?.id ?? '';
}

interface Measure {
  readonly resource: Resource;
  readonly profile: string;
}
const measuresIn = ({ mesures }: RecordServer): Measure[] =>
  [...mesures.all()].flatMap(([, { resource }]) => {
    const profiles = objectOf(resource['meta'])['profile'];
    const profile = textOf(Array.isArray(profiles) ? profiles[0] : null).replace(/^.*-fr-observation-/, '');
    return resource.resourceType === 'Observation' ? [{ resource, profile }] : [];
  });

async function both(journal: Journal): Promise<void> {
  await drained(journal, 'record');
  await drained(journal, 'record.ans');
}

describe('the ANS feed', () => {
  it('gets nothing of somebody whom nobody has verified; the record gets everything', async () => {
    const { journal } = await openTestJournal();
    const server = await openRecord();
    await writeVisit(journal);
    const uplink = begin(journal, server);
    await both(journal);
    expect(server.dump().counts).toMatchObject({ Patient: 1, Observation: 3, Encounter: 1 });
    expect(stateOf(uplink, 'record').parked).toEqual([]);
    expect(parkedCodes(uplink)).toEqual(['identity-not-qualified', 'identity-not-qualified']);
    expect(measuresIn(server)).toEqual([]);
  });

  it('gets each measure once, by the national identifier, when the record has verified the patient', async () => {
    const { journal } = await openTestJournal();
    const server = await openRecord();
    await writeVisit(journal);
    const uplink = begin(journal, server);
    await both(journal);
    expect(server.qualify(await patientIn(journal, 0))).toBe(true);
    await until(() => parkedCodes(uplink).length === 0);
    await both(journal);
    expect(stateOf(uplink, 'record.ans')).toMatchObject({ trouble: null, parked: [] });
    const measures = measuresIn(server);
    expect(measures.map(({ profile }) => profile).sort()).toEqual(['bp', 'heartrate', 'oxygen-sat']);
    for (const { resource } of measures) {
      const text = JSON.stringify(resource);
      expect(resource['subject']).toMatchObject({ identifier: { system: 'urn:oid:1.2.250.1.213.1.4.8' } });
      expect(text).not.toContain(IDENTITY.birthName);
      expect(text).toContain('"source":"urn:oid:1.2.250.1.999.1"');
    }
    // Somebody known beforehand needs no second try.
    const before = await journal.head();
    await writeVisit(journal, { birthName: 'Essai', firstName: 'Marie', birthDate: '1950-03-01' });
    uplink.wake();
    await both(journal);
    expect((await journal.head()).seq).toBeGreaterThan(before.seq);
    await until(() => parkedCodes(uplink).length === 0);
    expect(measuresIn(server)).toHaveLength(6);
  });

  it('gets nothing more of somebody whose verification was withdrawn', async () => {
    const { journal } = await openTestJournal();
    const server = await openRecord();
    const visit = await writeVisit(journal);
    const uplink = begin(journal, server);
    await both(journal);
    const patient = await patientIn(journal, 0);
    server.qualify(patient);
    await until(() => measuresIn(server).length === 3);
    expect(server.withdraw(patient)).toBe(true);
    const later = { exam: 'temperature', attempt: 1, window: [] } as const;
    const readings = [reading(5000, { quantity: 'body-temperature', value: 37.2 })];
    await commit(journal, visit, [record('reading.accepted', { ...later, readings, window: [] })]);
    uplink.wake();
    await both(journal);
    await until(() => parkedCodes(uplink).length > 0);
    expect(parkedCodes(uplink)).toEqual(['identity-not-qualified']);
    expect(measuresIn(server)).toHaveLength(3);
    expect(server.dump().counts['Observation']).toBe(4);
    server.qualify(patient);
    await until(() => measuresIn(server).length === 4);
    expect(measuresIn(server)).toHaveLength(4);
  });

  it('parks what its own rules refuse, and the record has it all the same', async () => {
    const { journal } = await openTestJournal();
    const server = await openRecord();
    await writeVisit(journal, { birthName: 'Refus', firstName: 'Jeanne', birthDate: '1962-07-30' });
    const uplink = begin(journal, server);
    await both(journal);
    await until(() => parkedCodes(uplink).every((code) => code === 'forbidden'));
    const [first] = stateOf(uplink, 'record.ans').parked;
    expect(first).toMatchObject({ status: 403, code: 'forbidden' });
    expect(measuresIn(server)).toEqual([]);
    expect(server.dump().counts['Observation']).toBe(3);
    // One way's refusal holds up forgetting, not the other way.
    await until(
      async () => (await journal.readerCursor('record.settled'))?.seq === (await journal.head()).seq,
    );
    expect(await journal.readerCursor('record.settled')).toEqual(await journal.head());
    expect((await journal.readerCursor('record.ans.settled'))?.seq).toBe((first?.row.seq ?? 0) - 1);
  });

  it('waits while the record cannot be asked, and parks nothing for it', async () => {
    const { journal } = await openTestJournal();
    const server = await openRecord();
    await writeVisit(journal, { birthName: 'Essai', firstName: 'Marie', birthDate: '1950-03-01' });
    server.faults.add({ kind: 'status', status: 503, of: 'all', times: 6 });
    server.faults.add({ kind: 'lose-reply', firstOfEach: true });
    const uplink = begin(journal, server);
    await both(journal);
    await until(() => measuresIn(server).length === 3);
    expect(measuresIn(server)).toHaveLength(3);
    expect(stateOf(uplink, 'record.ans').parked.filter(({ status }) => status !== null)).toEqual([]);
  });
});
