import { expect, test } from 'vitest';
import { validate } from '../../fixtures/record/validation/validate.ts';
import { record } from '../../state-machines/records.ts';
import { parkedIn } from './acts.ts';
import { exportBundle } from './export.ts';
import { MAPPING, reading } from './fhir/test-kit.ts';
import { commit, openTestJournal, writeVisit } from './test-lab.ts';

test('an export is one bundle: each resource once, as it is at the end, every link within', async () => {
  const { journal } = await openTestJournal();
  const first = await writeVisit(journal);
  await writeVisit(journal);
  const lost = {
    exam: 'oximetry',
    attempt: 1,
    readings: [reading(900, { quantity: 'spo2', value: 95 })],
    window: [],
  } as const;
  const [orphan] = await commit(journal, '00000000-0000-4000-c000-000000000001', [
    record('reading.accepted', { ...lost, readings: [...lost.readings], window: [] }),
  ]);
  const take = async (visit?: string) => {
    let text = '';
    const write = (more: string): void => {
      text += more;
    };
    const told = await exportBundle(journal, {
      mapping: MAPPING,
      write,
      ...(visit === undefined ? {} : { visit }),
    });
    const { entry } = JSON.parse(text) as {
      entry: { fullUrl: string; resource: { resourceType: string; status?: string } }[];
    };
    return { told, text, entry };
  };
  const { told, text, entry } = await take();
  expect(told).toEqual({
    resources: entry.length,
    visits: 3,
    held: [{ id: orphan?.id, visit: orphan?.visit, code: 'no-consent' }],
  });
  for (const { resource } of entry) expect(validate(resource), resource.resourceType).toEqual([]);
  const encounters = entry.filter(({ resource }) => resource.resourceType === 'Encounter');
  expect(encounters.map(({ resource }) => resource.status)).toEqual(['finished', 'finished']);
  const urls = new Set(entry.map(({ fullUrl }) => fullUrl));
  expect(urls.size).toBe(entry.length);
  for (const [, link = ''] of text.matchAll(/"reference":"([^"]+)"/g)) expect(urls).toContain(link);
  expect(text).not.toContain('Zzdiscreet');
  const one = await take(first);
  expect(one.told).toMatchObject({ visits: 1, held: [] });
  expect(one.entry.length).toBeLessThan(entry.length);
});

test('nothing is parked where nothing was ever sent', async () => {
  expect(parkedIn({ read: () => [], readerCursor: () => null })).toEqual([]);
});
