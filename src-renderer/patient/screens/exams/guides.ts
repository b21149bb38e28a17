import type { ExamName } from '../../../../state-machines/contract.ts';
import { bloodPressure } from './blood-pressure.ts';
import type { ExamGuide } from './guide.ts';
import { oximetry } from './oximetry.ts';
import { temperature } from './temperature.ts';
import { weight } from './weight.ts';

/** A new exam is a line here, its guide and its texts. */
export const GUIDES: Readonly<Record<ExamName, ExamGuide>> = {
  oximetry,
  'blood-pressure': bloodPressure,
  temperature,
  weight,
};
