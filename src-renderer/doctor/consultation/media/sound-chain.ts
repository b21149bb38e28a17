/** Filters and volume between a sound and the doctor's ears. */
export type SoundFilter = 'wide' | 'bell' | 'diaphragm';
export const SOUND_FILTERS: readonly SoundFilter[] = ['wide', 'bell', 'diaphragm'];
/** Hz. As electronic stethoscopes name them. */
const BANDS: Readonly<Record<SoundFilter, readonly [number, number]>> = {
  wide: [20, 2000],
  bell: [20, 200],
  diaphragm: [100, 500],
};
/** Heart sounds lie far below full scale. */
export const MAX_VOLUME = 8;

export interface SoundChain {
  /** 1: as it is. */
  setVolume(volume: number): void;
  setFilter(filter: SoundFilter): void;
  close(): void;
}

export function createSoundChain(
  connect: (context: AudioContext) => AudioNode,
  volume: number,
  filter: SoundFilter,
): SoundChain {
  const context = new AudioContext();
  const low = new BiquadFilterNode(context, { type: 'highpass' });
  const high = new BiquadFilterNode(context, { type: 'lowpass' });
  const gain = new GainNode(context);
  connect(context).connect(low).connect(high).connect(gain).connect(context.destination);
  const chain: SoundChain = {
    setVolume(next) {
      gain.gain.value = Math.max(0, Math.min(MAX_VOLUME, next));
    },
    setFilter(next) {
      [low.frequency.value, high.frequency.value] = BANDS[next];
    },
    close: () => void context.close(),
  };
  chain.setVolume(volume);
  chain.setFilter(filter);
  void context.resume();
  return chain;
}
