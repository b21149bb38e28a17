import { defineConfig } from '@playwright/test';

const AXE = '**/*-axe.spec.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '{fixtures,src-main,src-renderer,src-relay}/**/*.spec.ts',
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  /** In CI another load on the machine may take a whole second away from a visit: once more, and told as flaky. */
  retries: process.env.CI === undefined ? 0 : 1,
  outputDir: 'test-results',
  reporter: [['list']],
  projects: [
    /** A visit uses two browsers and several processes; two at a time would measure the machine. */
    { name: 'visits', testIgnore: AXE, workers: 1 },
    /** Single screens, which wait for nobody. */
    { name: 'screens', testMatch: AXE, dependencies: ['visits'] },
  ],
});
