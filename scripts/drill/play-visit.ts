/**
 * One visit from the first touch to the cleaned cabinet, as the screen shows it: at each moment what a person would do
 * next. A core that is away is waited for, so the same play works with kills.
 */
import { randomUUID } from 'node:crypto';
import { type Doctor, openDoctor, type Screen } from '../../fixtures/visits/headless.ts';
import type { Lab } from '../../fixtures/visits/lab.ts';
import { PLAIN } from '../../fixtures/visits/tell-details.ts';
import type { JournalEvent } from '../../src-main/journal/index.ts';

/** An exam of seconds: the oximeter searches for three of them by itself. */
export const DRILL_DELAYS = { minimumOnFingerMs: 1500, stableMs: 1000, examShownMs: 200 };
const LOOK_MS = 50;
const MAX_EXAMS = 3;

export interface Played {
  /** The first promise that did not hold; null: all did. */
  readonly wrong: string | null;
  readonly visit: string | null;
  readonly accepted: number;
}

export async function playVisit(lab: Lab, screen: Screen, limitMs: number): Promise<Played> {
  const doctor = await openDoctor(lab, screen);
  try {
    const { visit, stuck } = await goThrough(lab, screen, doctor, performance.now() + limitMs);
    if (visit === null || stuck !== null) return { wrong: stuck ?? 'no visit began', visit, accepted: 0 };
    const journal = (await lab.journal()).filter((event) => event.visit === visit);
    const accepted = journal.filter(({ kind }) => kind === 'reading.accepted').length;
    return { wrong: broken(journal, doctor), visit, accepted };
  } finally {
    await doctor.close();
  }
}

async function goThrough(lab: Lab, screen: Screen, doctor: Doctor, end: number) {
  const box = lab.coreEnv['BOX_NAME'] ?? '';
  const claim = randomUUID();
  let visit: string | null = null;
  let exams = 0;
  const measured = () => doctor.events().some(({ kind }) => kind === 'reading.accepted');

  async function next(): Promise<void> {
    const { phase, exam } = screen.view();
    switch (phase) {
      case 'idle':
        return screen.act({ type: 'begin' });
      case 'welcome':
        return screen.act({ type: 'welcomeDone' });
      case 'language':
        return screen.act({ type: 'language', language: 'fr' });
      case 'identify':
        return screen.act({ type: 'identifyByName', birthName: 'Zzdrill', firstName: 'Zz', birthDate: null });
      case 'details':
        if (screen.view().detail == null) return;
        return screen.act({ type: 'detail', answer: PLAIN[screen.view().detail?.detail ?? 'sex'] });
      case 'consent':
        return screen.act({ type: 'consent', granted: true });
      case 'redFlags':
        if (screen.view().redFlag == null) return;
        return screen.act({
          type: 'redFlag',
          flag: screen.view().redFlag?.flag ?? 'chest-pain',
          answer: 'no',
        });
      case 'waiting':
        await doctor.claim(box, claim);
        return;
      case 'inCall': {
        const done = measured() || exams >= MAX_EXAMS;
        const id = doctor.command(done ? { type: 'visit.end' } : { type: 'exam.start', exam: 'oximetry' });
        if ((await doctor.outcome(id)) === 'executed' && !done) exams += 1;
        return;
      }
      case 'exam':
        if (exam?.step === 'prepare' || exam?.step === 'position' || exam?.step === 'repeat')
          await screen.act({ type: 'ready', step: exam.step });
        return;
      case 'documents':
      case 'goodbye':
        return screen.act({ type: 'finish' });
      case 'cleaning':
        return screen.act({ type: 'cleaningDone' });
      case 'abandoned':
      case 'interrupted':
        return;
    }
  }

  while (performance.now() < end) {
    const view = screen.view();
    visit ??= view.visit;
    if (visit !== null && view.phase === 'idle') return { visit, stuck: null };
    if (view.phase === 'abandoned' || view.phase === 'interrupted')
      return { visit, stuck: `the visit became ${view.phase}` };
    // What was asked of a core that is killed is asked again, as a person would.
    if (screen.client.state === 'open') await next().catch(() => undefined);
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
  const { phase, exam } = screen.view();
  return { visit, stuck: `not over in time: ${phase} ${exam?.step ?? ''} ${exam?.trouble ?? ''}`.trim() };
}

function broken(journal: readonly JournalEvent[], doctor: Doctor): string | null {
  const count = (kind: string) => journal.filter((event) => event.kind === kind).length;
  const ids = journal.map(({ id }) => id);
  const got = doctor.events().map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return 'an event is in the journal twice';
  if (count('visit.begun') !== 1 || count('visit.ended') !== 1) return 'the visit did not begin and end once';
  if (count('reading.accepted') !== 1) return `${count('reading.accepted')} accepted measurements, not one`;
  if (got.some((id, i) => id !== ids[i])) return 'the doctor has the events in another order, or not all';
  const accepted = journal.find(({ kind }) => kind === 'reading.accepted');
  return accepted !== undefined && got.includes(accepted.id) ? null : 'the doctor never got the measurement';
}
