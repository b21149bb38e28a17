import { describe, expect, it } from 'vitest';
import { EXTREME_EVENTS, HISTORY, MORE_RESULTS, REPLAYED } from '../gallery/data.ts';
import { acceptedCount, groupsOf, refusedValues, resultRows } from './results.ts';

describe('what the doctor entered', () => {
  const event = (seq: number, value: number, id: string, replaces: string | null) => ({
    epoch: 1,
    seq,
    id: `e${seq}`,
    kind: 'value.entered',
    at: { mono: seq, wall: seq, clockSure: true },
    payload: {
      item: 'pain',
      value,
      unit: '{score}',
      id: `urn:uuid:${id}`,
      by: { id: 'a', name: 'Dr A' },
      at: { mono: seq, wall: seq, clockSure: true },
      replaces,
    },
  });
  const [first, second] = ['5f0c1a52-3a8e-4c55-9a39-1f1a5e2f0c11', '5f0c1a52-3a8e-4c55-9a39-1f1a5e2f0c12'];
  it('is a row of its own; a correction keeps the old one, marked so', () => {
    const rows = resultRows([event(1, 7, first, null), event(2, 4, second, `urn:uuid:${first}`)]);
    expect(rows.map((row) => row.type === 'entered' && [row.entry.item, row.replaced])).toEqual([
      ['pain', true],
      ['pain', false],
    ]);
  });
});

describe('result rows', () => {
  it('keeps the journal’s order and groups what was measured together', () => {
    const rows = resultRows([...HISTORY, ...REPLAYED]);
    expect(rows.map((row) => [row.type, row.event.seq])).toEqual([
      ['refused', 1],
      ['accepted', 2],
      ['ended', 3],
      ['accepted', 5],
      ['ended', 6],
    ]);
    const [, first] = rows;
    expect(
      first?.type === 'accepted' && first.readings.map(({ quantity, value }) => [quantity, value]),
    ).toEqual([
      ['spo2', 97],
      ['pulse-rate', 72],
      ['perfusion-index', 4.2],
    ]);
    expect(first?.type === 'accepted' && first.raw?.bytes).toBe(4320);
  });

  it('puts the mean before the readings it was made of, and knows which exam ended', () => {
    const rows = resultRows(MORE_RESULTS);
    const mean = rows.find((row) => row.type === 'accepted' && row.readings.some((r) => r.derivedFrom));
    const groups = mean?.type === 'accepted' ? groupsOf(mean.readings) : [];
    expect(groups.map(({ derived, readings }) => [derived, readings.map((r) => r.value)])).toEqual([
      [true, [145, 91]],
      [false, [142, 90, 108, 76]],
    ]);
    expect(rows.find((row) => row.type === 'ended')).toMatchObject({
      exam: 'blood-pressure',
      result: 'done',
    });
  });

  it('tells what a refused try measured, by any instrument', () => {
    const values = [...HISTORY, ...MORE_RESULTS].flatMap((event) =>
      resultRows([event]).flatMap((row) => (row.type === 'refused' ? [refusedValues(row.refused)] : [])),
    );
    expect(values).toMatchObject([
      [
        { quantity: 'spo2', value: 94 },
        { quantity: 'pulse-rate', value: 88 },
      ],
      [{ quantity: 'press-cuff-sys', value: 171 }],
    ]);
  });

  it('counts readings, not events', () => expect(acceptedCount([...HISTORY, ...REPLAYED])).toBe(5));

  it('keeps the mark of a confirmed extreme', () => {
    const [, row] = resultRows(EXTREME_EVENTS);
    expect(row?.type === 'accepted' && row.readings.map(({ confirmedExtreme }) => confirmedExtreme)).toEqual([
      true,
      false,
    ]);
  });

  it('shows nothing rather than a payload it cannot read', () => {
    const [good] = EXTREME_EVENTS;
    const broken = [
      { ...good, kind: 'reading.accepted', payload: { readings: [{ value: 97 }] } },
      { ...good, kind: 'reading.refused', payload: null },
      { ...good, kind: 'exam.ended', payload: { result: 'maybe' } },
      { ...good, kind: 'something.new', payload: {} },
    ];
    expect(resultRows(broken)).toEqual([]);
  });
});
