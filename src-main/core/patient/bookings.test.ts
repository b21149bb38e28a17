import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createBookingFinder, findBooking, loadBookings } from './bookings.ts';

const bookings = [{ code: 'AB12-CD34', birthName: 'Essai', firstName: 'Anne', birthDate: '1950-02-03' }];

test('a code is found however it is typed, an unknown one is not', () => {
  expect(findBooking(bookings, ' ab12 cd34')).toEqual({
    birthName: 'Essai',
    firstName: 'Anne',
    birthDate: '1950-02-03',
    status: 'provisional',
    source: 'booking-code',
  });
  expect(findBooking(bookings, 'AB12-CD35')).toBeNull();
});

test('codes cannot be tried out: after five wrong ones nothing is found for a minute', () => {
  let now = 0;
  const find = createBookingFinder(bookings, () => now);
  for (let i = 0; i < 4; i += 1) expect(find(`WRONG-${i}`)).toBeNull();
  expect(find('AB12-CD34')?.firstName).toBe('Anne');
  for (let i = 0; i < 5; i += 1) expect(find(`WRONG-${i}`)).toBeNull();
  expect(find('AB12-CD34')).toBeNull();
  now += 60_000;
  expect(find('AB12-CD34')?.firstName).toBe('Anne');
});

test('no file is no bookings; a bad file is named without its content', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'bookings-'));
  expect(await loadBookings(undefined)).toEqual([]);
  expect(await loadBookings(join(dir, 'none.json'))).toEqual([]);
  const file = join(dir, 'bad.json');
  await writeFile(file, JSON.stringify([{ ...bookings[0], birthName: '', firstName: 'Secret' }]));
  await expect(loadBookings(file)).rejects.toThrow(/bad entry at 0.birthName/);
  await writeFile(file, '{');
  await expect(loadBookings(file)).rejects.toThrow(/not JSON/);
});
