/** The Signal for Help: open palm, thumb tucked, fingers closed over it. Either hand, once or several times. */
import type { Frame } from '../frame.ts';
import { type ActState, QUIET } from './act.ts';
import { type Course, createCourse, type Stage } from './hand-course.ts';
import { seeHand } from './hand-shape.ts';

const MOST_HANDS = 4;
/** Closed again so soon, it is the same plea: one event. */
const AGAIN_MS = 3000;
const SCORES: Readonly<Record<Stage, number>> = { waiting: 0, open: 0.15, tucked: 0.35, closed: 0.9 };

interface Told {
  readonly startedAt: number;
  readonly confirmedAt: number;
  /** The last frame with a closed hand. */
  readonly closedUntil: number;
}

export function createSignalForHelp(): (frame: Frame) => ActState {
  let courses: readonly Course[] = [];
  let lastFrame: number | null = null;
  let told: Told | null = null;

  /** @returns true: over, long enough after the last closed hand. */
  function tell(atMs: number): boolean {
    for (const { startedAt, confirmedAt, closedUntil } of courses) {
      if (confirmedAt === null) continue;
      told ??= { startedAt: startedAt ?? confirmedAt, confirmedAt, closedUntil: confirmedAt };
      told = { ...told, closedUntil: Math.max(told.closedUntil, closedUntil ?? atMs) };
    }
    const closed = courses.some(({ confirmedAt }) => confirmedAt !== null);
    return told !== null && !closed && atMs - told.closedUntil > AGAIN_MS;
  }

  return ({ atMs, width, height, hands }) => {
    const frameMs = lastFrame === null ? 0 : atMs - lastFrame;
    lastFrame = atMs;
    const free = new Set(courses);
    const fresh: Course[] = [];
    for (const hand of (hands ?? []).flatMap((found) => seeHand(found, width, height) ?? [])) {
      const course = [...free].find((candidate) => candidate.takes(hand)) ?? createCourse(atMs, hand);
      if (!free.delete(course)) fresh.push(course);
      course.see(atMs, frameMs, hand);
    }
    courses = [
      ...courses.filter((course) => !free.has(course) || course.miss(atMs, frameMs)),
      ...fresh,
    ].slice(-MOST_HANDS);

    if (tell(atMs)) {
      const endedAt = told?.closedUntil ?? atMs;
      told = null;
      return { ...QUIET, endedAt };
    }
    if (told !== null) {
      const { startedAt, confirmedAt } = told;
      return { score: SCORES.closed, startedAt, confirmedAt, endedAt: null };
    }
    const furthest = courses.toSorted((a, b) => SCORES[b.stage] - SCORES[a.stage])[0];
    if (furthest === undefined) return QUIET;
    return {
      score: SCORES[furthest.stage],
      startedAt: furthest.startedAt,
      confirmedAt: null,
      endedAt: null,
    };
  };
}
