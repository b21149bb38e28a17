import type { Analyse } from './analysis.ts';

export const analyseVideo: Analyse = (file) =>
  Promise.resolve({ problem: `${file}: the models for videos are not there yet` });
