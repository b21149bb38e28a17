/** A stethoscope hears the cabinet's own speaker: doctor's voice and guide are silent while it listens. */
import type { ExamView } from '../../../state-machines/contract.ts';

export const speakerMuted = (exam: ExamView | null): boolean => {
  const media = exam?.media;
  return media?.need === 'stethoscope' && (media.live || media.capturing !== null);
};
