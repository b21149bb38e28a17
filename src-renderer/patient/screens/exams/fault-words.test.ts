import { expect, it } from 'vitest';
import type { ExamView } from '../../../../state-machines/contract.ts';
import { bloodPressure } from './blood-pressure.ts';
import { faultWords } from './fault-words.ts';
import { currentOf } from './shown.ts';

const exam: ExamView = {
  exam: 'blood-pressure',
  step: 'position',
  attempt: 1,
  trouble: 'instrument-fault',
  progress: 0,
  instrument: 'faulted',
  results: [],
};

it.each(['two-alike', 'wrong-device', 'port-busy', 'no-permission', 'garbage'] as const)(
  'an instrument with the fault %s is told in its own sentence',
  (fault) => {
    const shown = currentOf({ ...exam, fault }, bloodPressure);
    expect(shown).toMatchObject({ title: 'device.instrument-fault.title', text: `fault.${fault}.patient` });
    // Another fault is another screen: it speaks again.
    expect(shown.name).toBe(`blood-pressure-position-instrument-fault-${fault}`);
  },
);

it('what a cable does has the words of the trouble, and an unknown fault those of any fault', () => {
  expect(faultWords({ trouble: 'unplugged', fault: 'unplugged' })).toBeNull();
  expect(faultWords({ trouble: 'moving', fault: 'garbage' })).toBeNull();
  expect(faultWords({ trouble: 'instrument-fault', fault: 'of-tomorrow' })).toBeNull();
  expect(faultWords({ trouble: 'instrument-fault' })).toBeNull();
  expect(currentOf({ ...exam, fault: 'of-tomorrow' }, bloodPressure).text).toBe(
    'device.instrument-fault.text',
  );
});
