import { describe, expect, it } from 'vitest';
import { judge } from './answer.ts';

const NOW = Date.UTC(2026, 10, 22);
const say = (status: number, body: unknown, headers = {}, entries = 2) =>
  judge({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }, entries, NOW);
const response = (...states: string[]) => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: states.map((status) => ({ response: { status } })),
});
const outcome = (issue: object) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', ...issue }],
});

describe('what an answer means', () => {
  it('delivered is every entry 200 or 201, nothing less', () => {
    expect(say(200, response('201 Created', '200'))).toEqual({ kind: 'delivered' });
    for (const body of [response('201'), response('201', '202'), response('201', '?'), '{', '', 'OK', {}])
      expect(say(200, body)).toMatchObject({ kind: 'later', why: 'garbled' });
    expect(say(200, response('201', '412 no'))).toMatchObject({ kind: 'later', why: 'conflict' });
    expect(say(200, response('201', '422'))).toMatchObject({ kind: 'refused', status: 422 });
  });

  it.each([
    [500, 'server'],
    [503, 'server'],
    [408, 'busy'],
    [425, 'busy'],
    [429, 'busy'],
    [409, 'conflict'],
    [412, 'conflict'],
    [401, 'unauthorised'],
    [407, 'unauthorised'],
    [302, 'address'],
    [404, 'address'],
    [405, 'address'],
  ])('%s is tried again: %s', (status, why) => {
    expect(say(status, 'a page')).toMatchObject({ kind: 'later', why, status });
  });

  it.each([400, 403, 404, 410, 413, 415, 422])('%s with an outcome parks', (status) => {
    const body = outcome({
      code: 'invalid',
      expression: ['Observation.value'],
      diagnostics: 'Jean is wrong',
    });
    expect(say(status, body)).toEqual({
      kind: 'refused',
      status,
      code: 'invalid',
      path: 'Observation.value',
      diagnostics: 'Jean is wrong',
    });
  });

  it('a technician is shown no words, only a code and a path that are ones', () => {
    const sly = outcome({ code: 'Jean Dupont', expression: ["Patient.where(name='Jean')"] });
    expect(say(400, sly)).toMatchObject({ code: 'unknown', path: '' });
    expect(say(400, 'Jean')).toMatchObject({ kind: 'refused', code: 'unknown', path: '', diagnostics: '' });
  });

  it('waits as long as it is asked to', () => {
    const wait = (value: string) => say(503, '', { 'retry-after': value });
    expect(wait('120')).toMatchObject({ notBeforeMs: 120_000 });
    expect(wait(new Date(NOW + 5000).toUTCString())).toMatchObject({ notBeforeMs: 5000 });
    for (const none of ['soon', '-3', '0']) expect(wait(none)).toMatchObject({ notBeforeMs: null });
  });
});
