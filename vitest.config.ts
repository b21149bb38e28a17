import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{drivers,state-machines,src-main,src-renderer,src-relay,fixtures,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
