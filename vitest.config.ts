import { defineConfig } from 'vitest/config';

/** They boot a machine in the machine. */
const GUESTS = ['scripts/usb-lab/short.test.ts', 'scripts/drill/journal-power.test.ts'];
const waits = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          /** Both cores of a small machine; the default leaves one of them idle. */
          maxWorkers: 2,
          include: [
            '{drivers,state-machines,src-main,src-renderer,src-relay,fixtures,scripts}/**/*.test.{ts,tsx}',
          ],
          exclude: ['fixtures/visits/headless-*', ...GUESTS, '**/node_modules/**'],
          ...waits,
        },
      },
      {
        test: {
          // Whole visits with promises in seconds, which mostly wait: three at a time, when nothing else runs.
          name: 'visits',
          include: ['fixtures/visits/headless-*.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          /** In CI another load on the machine may take a whole second away from a visit. */
          retry: process.env['CI'] === undefined ? 0 : 1,
          ...waits,
        },
      },
      {
        test: {
          // A machine in the machine: after everything else, which would take its processor away.
          name: 'usb',
          include: GUESTS,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          retry: process.env['CI'] === undefined ? 0 : 1,
        },
      },
    ],
  },
});
