import type { DrillState } from './state.ts';

/** What a campaign showed, with what is needed to run it again. */
export function reportText(state: DrillState): string {
  const counted = Object.entries(state.counted).map(([name, n]) => `${n} ${name}`);
  const measured = Object.entries(state.measured).map(([name, values]) => `${name}: ${values.join(', ')}`);
  return [
    `Drill ${state.name}, seed ${state.seed}, commit ${state.commits.join(', ') || 'none'}, begun ${state.startedAt}`,
    `${state.done} of ${state.times} rounds in ${state.seconds.toFixed(0)} s: ${state.failed === 0 ? 'no failure' : `${state.failed} FAILED`}`,
    ...(counted.length > 0 ? [counted.join(', ')] : []),
    ...measured,
    ...state.failures.map(({ round, what }) => `round ${round}: ${what}`),
  ].join('\n');
}
