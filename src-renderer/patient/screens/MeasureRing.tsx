import { useEffect, useRef } from 'react';
import type { ExamView } from '../../../state-machines/contract.ts';
import { useText } from '../../ui/text.ts';
import { usePatient } from '../patient-context.tsx';
import { useLive } from './use-live.ts';

const RADIUS = 168;
const ROUND = 2 * Math.PI * RADIUS;
const BEAT_MS = 260;

/** The progress of the measurement around the live numbers; the heart moves with each beat of the wave. */
export function MeasureRing({ exam }: { readonly exam: ExamView }) {
  const { t } = useText();
  const arc = useRef<SVGCircleElement>(null);
  const heart = useRef<SVGSVGElement>(null);
  const { session } = usePatient();
  const spo2 = useLive('spo2');
  const pulse = useLive('pulse-rate');

  useEffect(() => {
    arc.current?.style.setProperty('stroke-dashoffset', String(ROUND * (1 - exam.progress)));
  }, [exam.progress]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.onWave((wave) => {
      if (!wave.beat) return;
      heart.current?.classList.add('beat');
      clearTimeout(timer);
      timer = setTimeout(() => heart.current?.classList.remove('beat'), BEAT_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);

  const percent = Math.round(exam.progress * 100);
  return (
    <div className="measure">
      <div
        className="measure-ring"
        role="progressbar"
        aria-label={t('exam.measure.progress')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <svg viewBox="0 0 400 400" aria-hidden="true">
          <circle className="ring-track" cx="200" cy="200" r={RADIUS} />
          <circle ref={arc} className="ring-arc" cx="200" cy="200" r={RADIUS} strokeDasharray={ROUND} />
        </svg>
        <svg ref={heart} className="ring-heart" viewBox="0 0 400 400" aria-hidden="true">
          <path d="M200 292c-60-42-96-76-96-120 0-32 24-54 52-54 18 0 34 9 44 25 10-16 26-25 44-25 28 0 52 22 52 54 0 44-36 78-96 120z" />
        </svg>
      </div>
      <dl className="measure-values">
        <div data-quantity="spo2">
          <dt>{t('result.spo2')}</dt>
          <dd>
            {spo2 ?? t('result.none')}
            {spo2 === null ? null : <span> {t('result.percent')}</span>}
          </dd>
        </div>
        <div data-quantity="pulse-rate">
          <dt>{t('result.pulse')}</dt>
          <dd>{pulse ?? t('result.none')}</dd>
        </div>
      </dl>
    </div>
  );
}
