import { useState } from 'react';
import { LEAST_BREATHS, tappedRate } from '../../../state-machines/contract.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';

/** A rate outside is no person's: STANDARDS 4.2. */
const LOWEST = 4;
const HIGHEST = 70;

/** The doctor taps at each breath he sees; the rate stands after four whole breaths. */
export function TapCounter({ onRate }: { readonly onRate: (perMinute: number) => void }) {
  const { entered } = useTexts().lead;
  const [taps, setTaps] = useState<readonly number[]>([]);
  const rate = tappedRate(taps);
  const breaths = Math.max(0, taps.length - 1);
  const sound = rate !== null && rate >= LOWEST && rate <= HIGHEST;
  return (
    <div className="taps">
      <Button look="outline" onPress={() => setTaps((before) => [...before, performance.now()])} testId="tap">
        {entered.tap}
      </Button>
      <span role="status" data-testid="tap-rate" data-rate={rate ?? ''}>
        {rate === null
          ? `${entered.tapped(breaths)} · ${entered.tapMore(LEAST_BREATHS - breaths)}`
          : `${rate} ${entered.units['/min']}`}
      </span>
      <Button
        look="solid"
        disabled={!sound}
        onPress={() => {
          if (rate !== null) onRate(rate);
          setTaps([]);
        }}
        testId="tap-save"
      >
        {entered.save}
      </Button>
      <Button look="quiet" disabled={taps.length === 0} onPress={() => setTaps([])} testId="tap-again">
        {entered.tapAgain}
      </Button>
    </div>
  );
}
