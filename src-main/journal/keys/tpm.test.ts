import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isJournalOpenError } from '../errors.ts';
import { openJournalReader } from '../journal-reader.ts';
import { openJournal } from '../open-journal.ts';
import { keyFolderOf } from '../places.ts';
import { temporaryFolder, transaction } from '../test-support.ts';
import { hasTpmTools, type SoftwareTpm, startTpm } from './swtpm.fixture.ts';
import { codeOfMessage, createTpm } from './tpm.ts';

const YEAR_MS = 366 * 24 * 60 * 60_000;

async function chip(): Promise<SoftwareTpm> {
  const tpm = await startTpm(temporaryFolder());
  onTestFinished(() => tpm.stop());
  return tpm;
}

const record = { kind: 'said', payload: { name: 'Camille' } };
const START = { epoch: 0, seq: 0 };

async function journalIn(folder: string, tcti: string) {
  const file = join(folder, 'journal.sqlite');
  const journal = await openJournal({ file, tpm: { tcti } });
  onTestFinished(() => journal.close());
  return { file, journal };
}

const refusal = (options: Parameters<typeof openJournal>[0]): Promise<string> =>
  openJournal(options).then(
    async (journal) => {
      await journal.close();
      return 'opened';
    },
    (error: unknown) => (isJournalOpenError(error) ? error.code : String(error)),
  );

const onlyName = (folder: string, end: string): string => {
  const names = readdirSync(folder).filter((name) => name.endsWith(end));
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? '');
};

it('tells the answers of a TPM apart', () => {
  const message = (hex: string) => `ERROR: Esys_NV_Read(${hex}) - tpm: something (${hex})`;
  const codes = ['0x18B', '0x0000018b', '0x9A2', '0x98e', '0x14C', '0x14a', '0x921', '0xA'];
  expect(codes.map((code) => codeOfMessage(message(code)))).toEqual([
    'absent',
    'absent',
    'not-ours',
    'not-ours',
    'taken',
    'empty',
    'no-answer',
    'no-answer',
  ]);
  expect(codeOfMessage('no code at all')).toBe('no-answer');
});

describe.skipIf(!hasTpmTools())('with a TPM 2.0', () => {
  it('the epoch key lies in it and nowhere on the disk, and the journal opens again', async () => {
    const tpm = await chip();
    const { file, journal } = await journalIn(temporaryFolder(), tpm.tcti);
    expect(journal.condition()).toMatchObject({ durable: true, protection: 'tpm' });
    await journal.commit(transaction({ records: [record] }));
    await journal.close();
    expect(tpm.indices()).toHaveLength(1);
    const folder = keyFolderOf(file);
    const described = JSON.parse(readFileSync(onlyName(folder, '.json'), 'utf8')) as { index: number };
    const secret = onlyName(folder, '.secret');
    const key = createTpm({ tcti: tpm.tcti }).read(described.index, secret, 32);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      for (const form of [key, key.toString('base64'), key.toString('hex')])
        expect(bytes.includes(form)).toBe(false);
    }
    const reader = openJournalReader(file, { tpm: { tcti: tpm.tcti } });
    expect(reader.protection()).toBe('tpm');
    expect(reader.read(START, 9)).toMatchObject([record]);
    reader.close();
    const { journal: again } = await journalIn(join(file, '..'), tpm.tcti);
    expect(await again.read(START, 9)).toMatchObject([record]);
  });

  it('a stolen disk stays shut: in another machine, and without any TPM', async () => {
    const tpm = await chip();
    const { file, journal } = await journalIn(temporaryFolder(), tpm.tcti);
    await journal.commit(transaction({ records: [record] }));
    await journal.close();
    const stolen = temporaryFolder();
    cpSync(join(file, '..'), stolen, { recursive: true });
    const copy = join(stolen, 'journal.sqlite');
    const thief = await chip();
    expect(await refusal({ file: copy, tpm: { tcti: thief.tcti } })).toBe('keys-unavailable');
    expect(await refusal({ file: copy })).toBe('keys-unavailable');
    const reader = openJournalReader(copy, { tpm: { tcti: thief.tcti } });
    expect(() => reader.read(START, 9)).toThrow(/keys-unavailable/);
    reader.close();
    // Nothing was spoilt by trying: at home it opens.
    expect(await refusal({ file, tpm: { tcti: tpm.tcti } })).toBe('opened');
  });

  it('forgetting takes the old key out of the chip', async () => {
    const tpm = await chip();
    const { journal } = await journalIn(temporaryFolder(), tpm.tcti);
    for (const visit of ['a', null]) await journal.commit(transaction({ visit, records: [record] }));
    const [before] = tpm.indices();
    const forgotten = await journal.forget({
      retentionMs: 1,
      now: Date.now() + 10 * YEAR_MS,
      readers: [],
    });
    expect(forgotten).toMatchObject({ forgotten: 1, oldKeyDestroyed: true });
    const after = tpm.indices();
    expect(after).toHaveLength(1);
    expect(after[0]).not.toBe(before);
    expect(await journal.read(START, 9)).toMatchObject([{ payload: null }, record]);
  });

  it('a chip that is gone stops a forgetting before it begins', async () => {
    const tpm = await chip();
    const { journal } = await journalIn(temporaryFolder(), tpm.tcti);
    for (const visit of ['a', null]) await journal.commit(transaction({ visit, records: [record] }));
    tpm.stop();
    const options = { retentionMs: 1, now: Date.now() + 10 * YEAR_MS, readers: [] };
    await expect(journal.forget(options)).rejects.toThrow(/\(keys\)/);
    expect(await journal.read(START, 9)).toMatchObject([record, record]);
    await journal.commit(transaction({ visit: 'b', records: [record] }));
  });
});

describe('without a TPM that answers', () => {
  it('a new journal says that the disk is not protected', async () => {
    const folder = temporaryFolder();
    const { journal } = await journalIn(folder, `swtpm:path=${join(folder, 'none')}`);
    expect(journal.condition()).toMatchObject({ durable: true, protection: 'file' });
  });

  it.skipIf(!hasTpmTools())('waits no longer than it was told', async () => {
    const folder = temporaryFolder();
    const server = createServer(() => {}).listen(join(folder, 'mute'));
    onTestFinished(() => void server.close());
    const tpm = { tcti: `swtpm:path=${join(folder, 'mute')}`, timeoutMs: 300 };
    const journal = await openJournal({ file: join(folder, 'journal.sqlite'), tpm });
    onTestFinished(() => journal.close());
    expect(journal.condition().protection).toBe('file');
  });
});
