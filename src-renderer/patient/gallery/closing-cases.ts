/** What a patient meets at the end of a visit: his sheet, and who may read what doctors leave. */
import type { GivenDocument, PatientView, ShareQuestion } from '../../../state-machines/contract.ts';
import type { Case } from './cases.ts';

const SHEET: GivenDocument = {
  id: 'urn:uuid:00000000-0000-4000-8000-0000000000b0',
  kind: 'sheet',
  title: 'Votre feuille',
  bytes: 2000,
  sha256: '0'.repeat(64),
  lines: [
    { ready: 'medicine-as-written' },
    { ready: 'drink' },
    { text: 'Mettez de la glace sur le genou trois fois par jour.' },
    { ready: 'see-doctor-3-days' },
    { ready: 'call-15' },
  ],
  at: { mono: 0, wall: 0, clockSure: true },
  hand: { state: 'waits' },
  copies: 0,
  seen: false,
};

export function closingCases(
  during: (phase: PatientView['phase'], more?: Partial<PatientView>) => PatientView,
): Readonly<Record<string, Case>> {
  const doctor = { name: 'Dr Claire Martin', link: 'live' } as const;
  const asked = (question: ShareQuestion): Case => ({
    view: during('inCall', { doctor, share: { granted: null, question } }),
    video: true,
  });
  return {
    sheet: { view: during('inCall', { doctor, documents: [SHEET] }), video: true },
    'share-next': asked('next'),
    'share-earlier': asked('earlier'),
    'share-told': asked('told'),
    'documents-shared': { view: during('documents', { share: { granted: true, question: null } }) },
  };
}
