import { describe, expect, it } from 'vitest';
import { EXAM, PRESSURE, VIEW } from '../gallery/data.ts';
import { available, offersOf, pathOf, placeOf } from './exam.ts';

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

describe('exams on offer', () => {
  it('are none before the cabinet has spoken, and the oximeter’s where it says nothing of a catalogue', () => {
    expect(offersOf(null)).toEqual([]);
    const { offered: _, ...older } = VIEW;
    expect(offersOf(older)).toEqual([{ exam: 'oximetry', available: true, reason: null, guided: false }]);
  });

  it('may begin without an oximeter, whose steps tell how to plug it; not without a cuff, nor once shut', () => {
    const guided = (
      exam: 'oximetry' | 'blood-pressure',
      reason: 'absent' | 'self-test-failed',
      begins: boolean,
    ) => offersOf({ ...VIEW, offered: [{ exam, available: false, reason, begins }] })[0]?.guided;
    expect(guided('oximetry', 'absent', true)).toBe(true);
    expect(guided('oximetry', 'self-test-failed', false)).toBe(false);
    expect(guided('blood-pressure', 'absent', false)).toBe(false);
  });
});

describe('the path of an exam', () => {
  it('has questions and rest where the exam has them', () => {
    expect(pathOf(EXAM)).toEqual(['prepare', 'position', 'connect', 'measure', 'judge']);
    expect(pathOf(PRESSURE)).toEqual([
      'questions',
      'prepare',
      'rest',
      'position',
      'connect',
      'measure',
      'judge',
    ]);
    expect(pathOf({ ...PRESSURE, mode: 'quick' })).not.toContain('rest');
  });

  it('is all behind once over, and a new try stands where the last one was judged', () => {
    expect(placeOf({ ...EXAM, step: 'done' })).toBe(5);
    expect(placeOf({ ...EXAM, step: 'repeat' })).toBe(4);
    expect(placeOf({ ...PRESSURE, step: 'rest' })).toBe(2);
  });
});
