import { useEffect, useRef } from 'react';

const FFT_SIZE = 1024;
/** dB below full scale that is drawn as nothing. */
const FLOOR_DB = 60;

/** 0 (quiet) … 1 (full scale), of samples −1 … 1. */
export function fill(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, (db + FLOOR_DB) / FLOOR_DB));
}

/** How loud a sound input hears the room, now. */
export function SoundBar({ stream, label }: { readonly stream: MediaStream; readonly label: string }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = FFT_SIZE;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(FFT_SIZE);
    let frame = requestAnimationFrame(function draw() {
      analyser.getFloatTimeDomainData(samples);
      bar.current?.style.setProperty('transform', `scaleX(${fill(samples).toFixed(3)})`);
      frame = requestAnimationFrame(draw);
    });
    return () => {
      cancelAnimationFrame(frame);
      void context.close();
    };
  }, [stream]);
  return (
    <div className="tech-sound" data-sound="live" role="img" aria-label={label}>
      <div className="tech-sound-track">
        <div ref={bar} />
      </div>
    </div>
  );
}
