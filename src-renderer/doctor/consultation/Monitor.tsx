import type { DoctorSession } from '../../call/session-contract.ts';
import { useTexts } from '../texts/context.tsx';
import { LiveTile } from './LiveTile.tsx';
import { PlethStrip } from './PlethStrip.tsx';

/** What the instrument says now. Nothing in here is a result. */
export function Monitor({ session }: { session: DoctorSession }) {
  const texts = useTexts();
  return (
    <section className="monitor" aria-labelledby="monitor-heading">
      <h2 id="monitor-heading" className="visually-hidden">
        {texts.live.heading}
      </h2>
      <div className="tiles">
        <LiveTile session={session} quantity="spo2" />
        <LiveTile session={session} quantity="pulse-rate" />
        <LiveTile session={session} quantity="perfusion-index" />
      </div>
      <PlethStrip session={session} />
    </section>
  );
}
