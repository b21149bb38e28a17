import type { ExamName } from '../../../../state-machines/contract.ts';
import { auscultation } from './auscultation.ts';
import { bloodPressure } from './blood-pressure.ts';
import { earTemperature } from './ear-temperature.ts';
import { foreheadTemperature } from './forehead-temperature.ts';
import type { ExamGuide } from './guide.ts';
import { otoscopy } from './otoscopy.ts';
import { oximetry } from './oximetry.ts';
import { skin } from './skin.ts';
import { temperature } from './temperature.ts';
import { throat } from './throat.ts';
import { weight } from './weight.ts';

/** A new exam is a line here, its guide and its texts. */
export const GUIDES: Readonly<Record<ExamName, ExamGuide>> = {
  oximetry,
  'blood-pressure': bloodPressure,
  temperature,
  'temperature-ear': earTemperature,
  'temperature-forehead': foreheadTemperature,
  weight,
  otoscopy,
  throat,
  skin,
  auscultation,
};
