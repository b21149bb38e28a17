import { useEffect, useState } from 'react';
import type { Live } from '../../../src-main/api/call-protocol.ts';
import { usePatient } from '../patient-context.tsx';

/** The last value of a quantity, to so many decimals; null as soon as it is older than its quiet time. */
export function useLive(quantity: Live['quantity'], decimals = 0): number | null {
  const { session } = usePatient();
  const [value, setValue] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.onLive((live) => {
      if (live.quantity !== quantity) return;
      clearTimeout(timer);
      setValue(live.value === null || live.quality === 'none' ? null : Number(live.value.toFixed(decimals)));
      timer = setTimeout(() => setValue(null), live.quietMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, quantity, decimals]);
  return value;
}
