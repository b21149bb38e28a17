import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { LineStats } from '../../call/call-stats.ts';
import type { CallState, DoctorSession } from '../../call/session-contract.ts';
import { lineRows } from '../model/line.ts';
import { useTexts } from '../texts/context.tsx';

const ASK_MS = 2000;
const QUANTITIES = ['spo2', 'pulse-rate', 'press-cuff', 'body-temperature'] as const;

interface Props extends Pick<CallState, 'link' | 'roundTripMs'> {
  readonly session: DoctorSession;
}

/** The link in one word, always at the same place, the round trip beside it; the rest when it is asked for. */
export function LinkState({ session, link, roundTripMs }: Props) {
  const texts = useTexts();
  return (
    <div className="link" data-link={link} data-testid="link-state">
      <span role="status">
        <i aria-hidden="true" />
        {texts.call[link]}
      </span>
      <DialogTrigger>
        <Button className="link-more" data-testid="line-details">
          {link === 'live' && roundTripMs !== null && (
            <small data-testid="round-trip">{texts.call.roundTrip(String(Math.round(roundTripMs)))}</small>
          )}
          <span className="visually-hidden">{texts.line.details}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
        <Popover className="line-popover" placement="bottom start">
          <Dialog aria-label={texts.line.details} className="line-dialog">
            <LineDetails session={session} />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}

function LineDetails({ session }: { readonly session: DoctorSession }) {
  const texts = useTexts();
  const [stats, setStats] = useState<LineStats | null>(null);
  useEffect(() => {
    let gone = false;
    const ask = () =>
      session.lineStats().then(
        (now) => {
          if (!gone) setStats(now);
        },
        () => undefined,
      );
    void ask();
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [session]);
  if (stats === null) return <p>{texts.line.asking}</p>;
  return (
    <dl className="line-rows" data-testid="line-rows">
      {lineRows(texts, stats, newestAge(session)).map(({ name, value }) => (
        <div key={name} data-row={name}>
          <dt>{texts.line[name]}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function newestAge(session: DoctorSession): number | null {
  const ages = QUANTITIES.flatMap((quantity) => session.live(quantity)?.ageMs ?? []);
  return ages.length === 0 ? null : Math.min(...ages);
}
