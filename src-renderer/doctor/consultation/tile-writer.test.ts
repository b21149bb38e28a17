import { describe, expect, it } from 'vitest';
import type { Live } from '../../../src-main/api/call-protocol.ts';
import type { LiveValue } from '../../call/session-contract.ts';
import { fr } from '../texts/fr.ts';
import { createTileWriter, type Part } from './tile-writer.ts';

const live = (value: number | null, quality: Live['quality'] = 'good'): Live => ({
  type: 'live',
  quantity: 'spo2',
  value,
  unit: '%',
  quality,
  sampledAt: 0,
  quietMs: 1000,
});
const aged = (value: number | null, ageMs: number, freshness: LiveValue['freshness']): LiveValue => ({
  live: live(value),
  ageMs,
  freshness,
});

/** Counts every write of text: the hot path must not touch what did not change. */
function part(): Part & { writes: number } {
  let text = '';
  return {
    writes: 0,
    dataset: {},
    get textContent(): string {
      return text;
    },
    set textContent(next: string) {
      text = next;
      this.writes += 1;
    },
  };
}

function tile() {
  const parts = { tile: part(), number: part(), quality: part(), age: part(), hint: part() };
  return { parts, writer: createTileWriter('spo2', fr, parts) };
}

describe('tile writer', () => {
  it('writes a fresh number at once and only when it changes', () => {
    const { parts, writer } = tile();
    for (let n = 0; n < 60; n += 1) writer.write(live(97), aged(97, 5, 'fresh'));
    writer.write(live(96), aged(96, 5, 'fresh'));
    expect(parts.number.textContent).toBe('96');
    expect(parts.number.writes).toBe(2);
    expect(parts.number.dataset['freshness']).toBe('fresh');
    expect(parts.quality.textContent).toBe('Signal bon');
  });

  it('greys an old number, then takes it away', () => {
    const { parts, writer } = tile();
    writer.write(live(97), aged(97, 5, 'fresh'));
    writer.refresh(aged(97, 4000, 'stale'));
    expect(parts.number.textContent).toBe('97');
    expect(parts.tile.dataset['freshness']).toBe('stale');
    expect([parts.quality.textContent, parts.age.textContent]).toEqual(['périmé', '· 4,0 s']);
    writer.refresh(aged(97, 10_001, 'absent'));
    expect(parts.number.textContent).toBe('—');
    expect(parts.number.dataset['freshness']).toBe('absent');
    expect(parts.age.textContent).toBe('');
  });

  it('never makes a late or unjudged frame look fresh', () => {
    const { parts, writer } = tile();
    writer.refresh(null);
    writer.write(live(97), aged(97, 11_000, 'absent'));
    expect(parts.number.textContent).toBe('—');
    writer.write(live(97), null);
    expect(parts.number.dataset['freshness']).toBe('stale');
    writer.write(live(97), aged(97, 2000, 'stale'));
    expect(parts.quality.textContent).toBe('périmé');
  });

  it('says when a value is under the specified range and when there is none', () => {
    const { parts, writer } = tile();
    writer.write(live(68), aged(68, 5, 'fresh'));
    expect(parts.tile.dataset['hint']).toBe('under');
    expect(parts.hint.textContent).toContain('70–100');
    writer.write(live(null, 'none'), aged(null, 5, 'fresh'));
    expect([parts.number.textContent, parts.quality.textContent, parts.hint.textContent]).toEqual([
      '—',
      'Pas de valeur',
      '',
    ]);
  });
});
