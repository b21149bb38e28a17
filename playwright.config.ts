import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '{fixtures,src-main,src-renderer,src-relay}/**/*.spec.ts',
  /** A visit uses two browsers and several processes; two at a time would measure the machine. */
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  /** In CI another load on the machine may take a whole second away from a visit: once more, and told as flaky. */
  retries: process.env.CI === undefined ? 0 : 1,
  outputDir: 'test-results',
  reporter: [['list']],
});
