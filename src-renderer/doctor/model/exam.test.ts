import { describe, expect, it } from 'vitest';
import { EXAM, VIEW } from '../gallery/data.ts';
import { available } from './exam.ts';

const NOTHING = { start: false, repeat: false, skip: false, cancel: false };
const RUNNING = { start: false, repeat: true, skip: true, cancel: true };
const START = { ...NOTHING, start: true };

describe('buttons of the exam', () => {
  it('offers nothing before the cabinet has spoken, or outside a call', () => {
    expect(available(null)).toEqual(NOTHING);
    expect(available({ ...VIEW, phase: 'documents' })).toEqual(NOTHING);
    expect(available({ ...VIEW, phase: 'interrupted', exam: EXAM })).toEqual(NOTHING);
  });

  it('offers a start in call, and everything else during an exam', () => {
    expect(available(VIEW)).toEqual(START);
    expect(available({ ...VIEW, phase: 'exam', exam: EXAM })).toEqual(RUNNING);
    expect(available({ ...VIEW, phase: 'exam', exam: { ...EXAM, step: 'repeat' } })).toEqual(RUNNING);
  });

  it.each(['done', 'skipped', 'failed'] as const)('offers a new start once %s', (step) => {
    expect(available({ ...VIEW, phase: 'exam', exam: { ...EXAM, step } })).toEqual(START);
  });
});
