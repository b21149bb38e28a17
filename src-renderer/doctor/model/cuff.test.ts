import { describe, expect, it } from 'vitest';
import type { ExamView } from '../../../state-machines/contract.ts';
import { EXAM } from '../gallery/data.ts';
import { cuffStart } from './cuff.ts';

const NOW = 500_000;
const exam = (more: Partial<ExamView>): ExamView => ({
  ...EXAM,
  exam: 'blood-pressure',
  mode: 'quick',
  cuff: 'driven',
  ...more,
});
const ready = exam({ step: 'connect', readyUntil: NOW + 42_900 });

describe('the button that inflates', () => {
  it('counts whole seconds that are surely left', () =>
    expect(cuffStart(ready, true, NOW)).toEqual({ seconds: 42 }));

  it('is shut as soon as the ready runs out', () => {
    expect(cuffStart(ready, true, NOW + 42_000)).toEqual({ wait: 'ready' });
    expect(cuffStart(ready, true, NOW + 90_000)).toEqual({ wait: 'ready' });
  });

  it('is shut without a link, and without the cabinet’s clock', () => {
    expect(cuffStart(ready, false, NOW)).toEqual({ wait: 'link' });
    expect(cuffStart(ready, true, null)).toEqual({ wait: 'clock' });
  });

  it('is shut before any ready, whatever the view says elsewhere', () => {
    expect(cuffStart(exam({ step: 'connect', readyUntil: null }), true, NOW)).toEqual({ wait: 'ready' });
    expect(cuffStart(exam({ step: 'position', readyUntil: NOW + 9000 }), true, NOW)).toEqual({
      wait: 'ready',
    });
  });

  it.each([
    ['questions', 'preparing'],
    ['prepare', 'preparing'],
    ['rest', 'resting'],
    ['measure', 'moving'],
    ['judge', 'judging'],
    ['repeat', 'again'],
  ] as const)('says on %s why it waits', (step, wait) =>
    expect(cuffStart(exam({ step, readyUntil: NOW + 9000 }), true, NOW)).toEqual({ wait }),
  );

  it('never starts a cuff with a button of its own', () =>
    expect(cuffStart(exam({ step: 'connect', cuff: 'memory', readyUntil: NOW + 9000 }), true, NOW)).toEqual({
      wait: 'memory',
    }));
});
