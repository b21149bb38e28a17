/** What was typed, parsed; null with a reason where it makes no sense. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ChainHead, ForgetOptions, Place } from '../../src-main/journal/index.ts';
import type { Doing, Taking } from './record.ts';

export const USAGE = `usage: npm run journal -- COMMAND [--data FOLDER] [--tpm TCTI] [--json]
  status                                where it ends, who has read it, how it is protected, its backups
  list                                  its visits: when, how many events; nothing that says who
  show VISIT                            everything of a visit, one event a line; asks for the operator's passphrase
  authority                             sets the operator's passphrase; asks for the old one first
  verify [--head EPOCH:SEQ:CHAIN]…      finds any event changed, deleted, inserted, moved or cut off;
                                        with heads kept elsewhere also a whole file put back
  backup                                a checked copy, beside the running cabinet
  restore [--from FILE]                 puts a backup in place, in a new epoch; the cabinet must be stopped
  forget --retention-days N [--reader NAME]…
                                        destroys the keys of visits that all readers have passed and that
                                        are older than N days; the cabinet must be stopped
  parked                                rows the record refused: where, which status, which code; no content
  retry ROW|all --by NAME               sends parked rows again at the next start; the cabinet must be stopped
  purge ROW --by NAME --reason TEXT     never sends it; asks for the operator's passphrase; stopped too
  export --to FILE [--visit VISIT] [--by NAME [--leave-out REASON]]
                                        everything that may leave as one FHIR bundle; asks for the operator's
                                        passphrase. With --by the operator takes it over instead of a record:
                                        it may then be forgotten; the cabinet must be stopped. Rows that cannot
                                        leave stop that, unless they are left out for good, with the reason
FOLDER: BOX_DATA, else var/. TCTI: how tpm2-tools reach the TPM, device:/dev/tpmrm0; else BOX_TPM.`;

export type Command =
  | { readonly name: 'status' | 'list' | 'backup' | 'authority' }
  | { readonly name: 'show'; readonly visit: string }
  | { readonly name: 'parked' }
  | { readonly name: 'retry' | 'purge'; readonly doing: Doing }
  | { readonly name: 'export'; readonly taking: Taking }
  | { readonly name: 'verify'; readonly heads: readonly ChainHead[] }
  | { readonly name: 'restore'; readonly from: string | undefined }
  | { readonly name: 'forget'; readonly forgetting: ForgetOptions };

export interface Asked {
  readonly command: Command;
  readonly place: Place;
  readonly json: boolean;
}

export interface Defaults {
  readonly data: string;
  readonly tcti: string | null;
  /** ms since 1970 UTC */
  readonly now: () => number;
}

const DAY_MS = 24 * 60 * 60_000;
/** HMAC-SHA-256 in hex. */
const HEAD = /^(\d{1,15}):(\d{1,15}):([0-9a-f]{64})$/i;

function parseHead(text: string): ChainHead | null {
  const [, epoch, seq, chain] = HEAD.exec(text) ?? [];
  return chain === undefined ? null : { epoch: Number(epoch), seq: Number(seq), chain: chain.toLowerCase() };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      tpm: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      head: { type: 'string', multiple: true },
      from: { type: 'string' },
      'retention-days': { type: 'string' },
      reader: { type: 'string', multiple: true },
      by: { type: 'string' },
      reason: { type: 'string' },
      to: { type: 'string' },
      visit: { type: 'string' },
      'leave-out': { type: 'string' },
    },
  });
}
type Values = ReturnType<typeof parse>['values'];
interface Wrong {
  readonly wrong: string;
}

const ALLOWED: Readonly<Record<string, readonly (keyof Values)[]>> = {
  status: [],
  list: [],
  show: [],
  parked: [],
  retry: ['by'],
  purge: ['by', 'reason'],
  export: ['to', 'visit', 'by', 'leave-out'],
  authority: [],
  verify: ['head'],
  backup: [],
  restore: ['from'],
  forget: ['retention-days', 'reader'],
};
/** Take one word behind their name. */
const ONE_MORE: readonly string[] = ['show', 'retry', 'purge'];
const COMMON: readonly (keyof Values)[] = ['data', 'tpm', 'json', 'help'];

function actOf(name: 'retry' | 'purge', row: string | undefined, { by, reason }: Values): Command | Wrong {
  if (row === undefined || !by) return { wrong: `${name} needs a row and --by` };
  if (name === 'retry') return { name, doing: { row: row === 'all' ? null : row, by, reason: null } };
  if (!reason) return { wrong: 'purge needs --reason' };
  return { name, doing: { row, by, reason } };
}

function takingOf({ to, visit, by, 'leave-out': leaveOut }: Values): Command | Wrong {
  if (!to) return { wrong: 'export needs --to' };
  if (visit !== undefined && by !== undefined) return { wrong: 'one visit alone is not taken over' };
  if (by === '' || leaveOut === '') return { wrong: 'a name and a reason are not empty' };
  if (leaveOut !== undefined && by === undefined) return { wrong: '--leave-out needs --by' };
  return {
    name: 'export',
    taking: { to: path.resolve(to), visit: visit ?? null, doneBy: by ?? null, leaveOut: leaveOut ?? null },
  };
}

function commandOf(
  name: string,
  visit: string | undefined,
  values: Values,
  now: () => number,
): Command | Wrong {
  if (name === 'status' || name === 'list' || name === 'backup' || name === 'authority') return { name };
  if (name === 'parked') return { name };
  if (name === 'retry' || name === 'purge') return actOf(name, visit, values);
  if (name === 'export') return takingOf(values);
  if (name === 'show') return visit === undefined ? { wrong: 'show needs a visit' } : { name, visit };
  if (name === 'restore') return { name, from: values.from && path.resolve(values.from) };
  if (name === 'verify') {
    const heads = (values.head ?? []).map(parseHead);
    const bad = heads.indexOf(null);
    if (bad >= 0) return { wrong: `--head takes EPOCH:SEQ:CHAIN, not ${values.head?.[bad]}` };
    return { name, heads: heads.filter((head) => head !== null) };
  }
  const days = Number(values['retention-days'] ?? Number.NaN);
  if (!Number.isSafeInteger(days) || days < 0 || values['retention-days'] === '')
    return { wrong: 'forget needs --retention-days, a whole number' };
  const readers = values.reader ?? [];
  return { name: 'forget', forgetting: { retentionMs: days * DAY_MS, now: now(), readers } };
}

export function parseAsked(args: readonly string[], defaults: Defaults): Asked | { wrong: string } | 'help' {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  const [name = '', ...more] = positionals;
  if (values.help) return 'help';
  const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined;
  const taken = ONE_MORE.includes(name) ? 1 : 0;
  if (allowed === undefined || more.length > taken) return { wrong: `no command ${positionals.join(' ')}` };
  const foreign = (Object.keys(values) as (keyof Values)[]).find(
    (option) => !COMMON.includes(option) && !allowed.includes(option),
  );
  if (foreign !== undefined) return { wrong: `${name} does not take --${foreign}` };
  const command = commandOf(name, more[0], values, defaults.now);
  if ('wrong' in command) return command;
  const tcti = values.tpm ?? defaults.tcti;
  const file = path.join(
    values.data === undefined ? defaults.data : path.resolve(values.data),
    'journal.sqlite',
  );
  return { command, place: { file, ...(tcti === null ? {} : { tpm: { tcti } }) }, json: values.json };
}
