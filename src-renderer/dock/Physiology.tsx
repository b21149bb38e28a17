import { useEffect, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { dockTexts as words } from './dock-texts.ts';

interface Body {
  readonly spo2: number;
  readonly pulse: number;
}

interface PhysiologyProps extends Body {
  readonly onChange: (body: Body) => void;
}

/** Sends once the slider is let go. */
export function Physiology({ spo2, pulse, onChange }: PhysiologyProps) {
  const [body, setBody] = useState<Body>({ spo2, pulse });
  useEffect(() => setBody({ spo2, pulse }), [spo2, pulse]);
  const range = (label: string, key: keyof Body, min: number, max: number) => (
    <Slider
      className="dock-slider"
      value={body[key]}
      minValue={min}
      maxValue={max}
      onChange={(value) => setBody({ ...body, [key]: value as number })}
      onChangeEnd={(value) => onChange({ ...body, [key]: value as number })}
    >
      <Label>{label}</Label>
      <SliderOutput />
      <SliderTrack className="dock-track">
        <SliderThumb className="dock-thumb" />
      </SliderTrack>
    </Slider>
  );
  return (
    <>
      {range(words.spo2, 'spo2', 50, 100)}
      {range(words.pulse, 'pulse', 25, 250)}
    </>
  );
}
