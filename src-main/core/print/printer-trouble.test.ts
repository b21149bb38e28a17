import { expect, it } from 'vitest';
import { troubleOf } from './printer-trouble.ts';

it('knows what stops a page, whatever severity the printer gives it', () => {
  expect(troubleOf(['media-empty-error'])).toBe('paper-out');
  expect(troubleOf(['media-needed'])).toBe('paper-out');
  expect(troubleOf(['media-jam-warning'])).toBe('jam');
  expect(troubleOf(['cover-open-error', 'media-low-report'])).toBe('cover-open');
  expect(troubleOf(['toner-empty-error'])).toBe('no-ink');
  expect(troubleOf(['paused'])).toBe('paused');
  expect(troubleOf(['spool-area-full-error'])).toBe('out-of-order');
});

it('leaves what does not stop it', () => {
  expect(troubleOf([])).toBeNull();
  expect(troubleOf(['media-low-warning', 'toner-low-report', 'media-empty-report'])).toBeNull();
  expect(troubleOf(['cups-ipp-conformance-failure-report'])).toBeNull();
});
