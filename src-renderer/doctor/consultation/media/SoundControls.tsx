import { useId } from 'react';
import { useTexts } from '../../texts/context.tsx';
import { MAX_VOLUME, SOUND_FILTERS, type SoundFilter } from './sound-chain.ts';

interface Props {
  readonly volume: number;
  readonly filter: SoundFilter;
  readonly onVolume: (volume: number) => void;
  readonly onFilter: (filter: SoundFilter) => void;
}

export function SoundControls({ volume, filter, onVolume, onFilter }: Props) {
  const { player } = useTexts().media;
  const id = useId();
  return (
    <div className="sound-controls">
      <label htmlFor={`${id}-volume`}>{player.volume}</label>
      <input
        id={`${id}-volume`}
        type="range"
        min={0}
        max={MAX_VOLUME}
        step={0.25}
        value={volume}
        data-testid="sound-volume"
        onChange={(event) => onVolume(event.target.valueAsNumber)}
      />
      <label htmlFor={`${id}-filter`}>{player.filter}</label>
      <select
        id={`${id}-filter`}
        value={filter}
        data-testid="sound-filter"
        onChange={(event) => {
          const chosen = SOUND_FILTERS.find((one) => one === event.target.value);
          if (chosen) onFilter(chosen);
        }}
      >
        {SOUND_FILTERS.map((one) => (
          <option key={one} value={one}>
            {player.filters[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
