import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from './config.ts';

const record = (environment: NodeJS.ProcessEnv) => readConfig({ BOX_DATA: '/data', ...environment }).record;

test('nothing leaves unless an address is set', () => {
  expect(record({})).toMatchObject({ url: null, mesuresUrl: null, oauth: null, temperatureSite: 'unknown' });
  expect(record({ BOX_RECORD_URL: 'https://record.example/fhir' }).url).toBe('https://record.example/fhir');
});

test('in the clear only within the machine', () => {
  for (const url of ['http://127.0.0.1:8081/fhir', 'http://localhost/fhir', 'http://[::1]:9/fhir'])
    expect(record({ BOX_RECORD_URL: url }).url).toBe(url);
  for (const url of ['http://record.example/fhir', 'http://127.0.0.1.example/', 'ftp://record.example/', 'x'])
    expect(() => record({ BOX_RECORD_URL: url })).toThrow(/BOX_RECORD_URL/);
});

test('what goes together is asked together', () => {
  const url = { BOX_RECORD_URL: 'https://record.example/fhir' };
  expect(() => record({ BOX_RECORD_ANS_URL: 'https://feed.example/' })).toThrow(/needs BOX_RECORD_URL/);
  expect(() => record({ ...url, BOX_RECORD_CERT: '/c.pem' })).toThrow(/BOX_RECORD_KEY/);
  expect(() => record({ ...url, BOX_RECORD_CLIENT_ID: 'box' })).toThrow(/go together/);
  expect(() => record({ ...url, BOX_RECORD_ANS_SOURCE: '1.2.3' })).toThrow(/urn:oid/);
});

test('the secret is in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'box-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const secret = join(folder, 'secret');
  const environment = {
    BOX_RECORD_URL: 'https://record.example/fhir',
    BOX_RECORD_TOKEN_URL: 'https://record.example/token',
    BOX_RECORD_CLIENT_ID: 'box',
    BOX_RECORD_CLIENT_SECRET_FILE: secret,
  };
  expect(() => record(environment)).toThrow(/cannot be read/);
  writeFileSync(secret, '\n');
  expect(() => record(environment)).toThrow(/is empty/);
  writeFileSync(secret, 'hush\n');
  expect(record(environment).oauth).toMatchObject({ clientId: 'box', clientSecret: 'hush' });
});
