import type { Live } from '../../../src-main/api/call-protocol.ts';
import type { DoctorView } from '../../../state-machines/contract.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { useTexts } from '../texts/context.tsx';
import { LiveTile } from './LiveTile.tsx';
import { PlethStrip } from './PlethStrip.tsx';

/** Of the instruments that are not always there: a tile while they say something. */
const MORE = [
  ['blood-pressure', 'press-cuff'],
  ['temperature', 'body-temperature'],
  ['weight', 'mass-body'],
] as const satisfies readonly (readonly [string, Live['quantity']])[];

const streams = (view: DoctorView | null, capability: string): boolean =>
  view?.instruments?.some((one) => one.capability === capability && one.state === 'streaming') ?? false;

/** What the instruments say now. Nothing in here is a result. */
export function Monitor({ session, view }: { session: DoctorSession; view: DoctorView | null }) {
  const texts = useTexts();
  const more = MORE.filter(([capability]) => streams(view, capability));
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
      {more.length > 0 && (
        <div className="tiles tiles-more">
          {more.map(([capability, quantity]) => (
            <LiveTile key={capability} session={session} quantity={quantity} />
          ))}
        </div>
      )}
      <PlethStrip session={session} />
    </section>
  );
}
