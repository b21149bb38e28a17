/**
 * A stethoscope hears the cabinet's own speaker: doctor's voice and guide are silent while it listens. What went wrong
 * is said all the same: who cannot read would not know.
 */
import type { ExamView } from '../../../state-machines/contract.ts';

export const speakerMuted = (exam: ExamView | null): boolean => {
  const media = exam?.media;
  return (
    media?.need === 'stethoscope' && (media.capturing !== null || (media.live && exam?.step !== 'repeat'))
  );
};
