/** The Signal for Help: open palm, thumb tucked, fingers closed over it. Either hand; as often as it is made. */
import type { Frame } from '../frame.ts';
import { type ActState, QUIET } from './act.ts';
import { type Course, createCourse, type Stage } from './hand-course.ts';
import { seeHand } from './hand-shape.ts';

const MOST_HANDS = 4;
const SCORES: Readonly<Record<Stage, number>> = { waiting: 0, open: 0.15, tucked: 0.35, closed: 0.9 };

export function createSignalForHelp(): (frame: Frame) => ActState {
  let courses: readonly Course[] = [];
  let lastFrame: number | null = null;
  let told: Course | null = null;
  let toldFrom: number | null = null;
  let closedUntil = 0;

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

    const over = told !== null && (!courses.includes(told) || told.confirmedAt !== toldFrom);
    told = over ? null : (told ?? courses.find(({ confirmedAt }) => confirmedAt !== null) ?? null);
    if (told !== null) {
      toldFrom = told.confirmedAt;
      closedUntil = told.closedUntil ?? atMs;
    }
    if (over) return { ...QUIET, endedAt: closedUntil };
    const furthest = told ?? courses.toSorted((a, b) => SCORES[b.stage] - SCORES[a.stage])[0];
    if (furthest === undefined) return QUIET;
    const { startedAt, confirmedAt, stage } = furthest;
    return { score: SCORES[stage], startedAt, confirmedAt, endedAt: null };
  };
}
