/** What has not reached the record, and what was taken out, as a person reads it. No word of a patient is among it. */
import type { ParkedShown, Taken } from './record.ts';

export function parkedLines(rows: readonly ParkedShown[]): string[] {
  if (rows.length === 0) return ['nothing is parked'];
  return rows.map(({ feed, row, status, code, path, since, overdue }) =>
    [
      row.id,
      `${feed} ${row.epoch}:${row.seq}`,
      status === null ? `not sent, ${code}` : `${status} ${code}`,
      ...(path === '' ? [] : [path]),
      `since ${new Date(since).toISOString().slice(0, 16)}Z`,
      ...(overdue ? ['MORE THAN 7 DAYS'] : []),
    ].join('  '),
  );
}

export function takenLines({ file, bytes, sha256, resources, visits, held, done }: Taken): string[] {
  return [
    `${file}: ${resources} resources of ${visits} visits, ${bytes} bytes`,
    `sha256 ${sha256}`,
    ...held.map(({ id, code }) => `${done ? 'LEFT OUT ' : 'NOT IN IT'}  ${id}  ${code}`),
    ...(done ? ['noted as taken over: what is in it may be forgotten'] : []),
    ...(!done && held.length > 0
      ? ['nothing was noted as taken over; what is not in it never leaves with --by NAME --leave-out REASON']
      : []),
  ];
}
