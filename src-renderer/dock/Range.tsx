import { useEffect, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';

interface RangeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** Sends once the slider is let go. */
export function Range({ label, value, min, max, step = 1, onChange }: RangeProps) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  return (
    <Slider
      className="dock-slider"
      value={shown}
      minValue={min}
      maxValue={max}
      step={step}
      onChange={(next) => setShown(next as number)}
      onChangeEnd={(next) => onChange(next as number)}
    >
      <Label>{label}</Label>
      <SliderTrack className="dock-track">
        <SliderThumb className="dock-thumb" />
      </SliderTrack>
      <SliderOutput className="dock-number" />
    </Slider>
  );
}
