/** Every state of every exam that takes pictures or sounds, with every event, every fault and a restart in each. */
import { proveExams } from './prove-exams.ts';

proveExams('pictures and sounds', ['otoscopy', 'throat', 'skin', 'auscultation']);
