import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src-main/core/config.ts';
import { coreEnvironment, recordEnvironment, recordIsSet } from './record.ts';

test('the core takes what it is told of the simulated record', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'box-record-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  const { BOX_RECORD_SECRET_FILE: file = '' } = recordEnvironment(data, 8090);
  writeFileSync(file, 'hush');
  const base = 'http://127.0.0.1:8090';
  const ready = {
    url: `${base}/fhir`,
    mesuresUrl: `${base}/mesures`,
    tokenUrl: `${base}/token`,
    clientId: 'cabinet',
  };
  const { record } = readConfig({ BOX_DATA: data, ...coreEnvironment(ready, data) });
  expect(record).toMatchObject({
    url: ready.url,
    mesuresUrl: ready.mesuresUrl,
    oauth: { tokenUrl: ready.tokenUrl, clientId: 'cabinet', clientSecret: 'hush' },
  });
});

test('an operator’s own record is left alone', () => {
  expect(recordIsSet({})).toBe(false);
  expect(recordIsSet({ BOX_RECORD_URL: 'https://record.example/fhir' })).toBe(true);
});
