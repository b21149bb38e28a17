/**
 * Who this cabinet is to doctors: its key and the issuer's certificate for it, asked for again long before it ends.
 * The issuer's clock, learned with each certificate, is the fleet's time here.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { decodeJwt } from 'jose';
import type { Clock } from '../../../drivers/contract.ts';
import { boxCertificateSchema } from '../../api/fleet-protocol.ts';
import { backoffMs } from '../../api/mqtt-session.ts';
import { type Certificate, createCertificateReader, type Issuers } from '../../api/trust/certificate.ts';
import { publicHalf, toSign } from '../../api/trust/keys.ts';
import type { Speaker } from '../../api/trust/message.ts';
import { freshNonce, signRequest } from '../../api/trust/request.ts';
import type { BoxKey } from './box-key.ts';

export interface IdentityOptions {
  readonly box: string;
  readonly key: BoxKey;
  /** Null: nobody to ask. */
  readonly issuers: Issuers | null;
  /** The issuer's http(s) address; undefined: only what is in the file. */
  readonly url: string | undefined;
  /** Keeps the certificate from one start to the next. */
  readonly file: string;
  readonly clock: Clock;
  readonly wallNow: () => number;
  readonly log: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface Identity {
  /** Null: no certificate that holds. */
  speaker(): Speaker | null;
  /** The fleet's time, ms. */
  now(): number;
  /** The first answer of the issuer, or a few seconds without one. */
  readonly ready: Promise<void>;
  /** A certificate came, the first or a newer one. */
  onCertificate(listener: () => void): void;
  close(): void;
}

const ASK_MS = 4000;
const READY_MS = 3000;
/** While the clock of the issuer is better than ours. */
const RENEW_MS = 6 * 3600_000;
const RETRY = { firstMs: 1000, maxMs: 60_000 };

export function openIdentity(options: IdentityOptions): Identity {
  const { box, key, issuers, url, clock, log } = options;
  const reader = issuers === null ? null : createCertificateReader(issuers);
  let holds: { readonly speaker: Speaker; readonly certificate: Certificate } | null = null;
  /** The issuer's clock and ours at the same moment. */
  let ahead: { readonly wall: number; readonly mono: number } | null = null;
  let failures = 0;
  let closed = false;
  let cancel = () => {};
  const listeners = new Set<() => void>();
  const signing = toSign(key.key);

  const now = (): number => (ahead === null ? options.wallNow() : ahead.wall + clock.now() - ahead.mono);

  /** @param nonce null: whatever the file holds */
  async function take(text: string, nonce: string | null): Promise<string | null> {
    // A fresh answer is measured by its own time: it is our clock that may be wrong.
    const known = await reader?.read(text, nonce === null ? now() : signedAt(text));
    if (known === undefined || 'attack' in known) return known?.attack ?? 'no issuer';
    const { certificate } = known;
    const { x, y } = publicHalf(key.key);
    if (certificate.sub !== `box:${box}` || certificate.sign.x !== x || certificate.sign.y !== y)
      return 'of another';
    if (nonce !== null && certificate.nonce !== nonce) return 'an old answer';
    if (nonce !== null) ahead = { wall: certificate.at, mono: clock.now() };
    holds = { speaker: { certificate: text, key: await signing }, certificate };
    for (const listener of listeners) listener();
    return null;
  }

  async function ask(): Promise<string | null> {
    const nonce = freshNonce();
    const request = await signRequest(
      { sub: `box:${box}`, sign: publicHalf(key.key), seal: null, nonce },
      await signing,
    );
    try {
      const response = await fetch(new URL('/certificate', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ request }),
        signal: AbortSignal.timeout(ASK_MS),
        redirect: 'error',
      });
      if (!response.ok) return `the issuer answered ${response.status}`;
      const answer = boxCertificateSchema.safeParse(await response.json());
      if (!answer.success) return 'the issuer answered with something else';
      const fault = await take(answer.data.certificate, nonce);
      if (fault === null) await keep(answer.data.certificate);
      return fault;
    } catch (error) {
      return error instanceof Error ? error.name : 'unknown';
    }
  }

  async function keep(certificate: string): Promise<void> {
    await writeFile(`${options.file}.new`, certificate, { mode: 0o600 });
    await rename(`${options.file}.new`, options.file);
  }

  async function renew(): Promise<void> {
    const fault = await ask();
    if (closed) return;
    if (fault !== null && failures === 0) log('certificate.none', { fault, key: key.thumbprint });
    failures = fault === null ? 0 : failures + 1;
    const wait = fault === null ? RENEW_MS : backoffMs(failures - 1, Math.random(), RETRY);
    cancel = clock.after(wait, () => void renew());
  }

  async function start(): Promise<void> {
    const kept = await readFile(options.file, 'utf8').catch(() => null);
    if (kept !== null) await take(kept.trim(), null);
    if (url !== undefined && issuers !== null && !closed) await renew();
  }
  const ready = new Promise<void>((resolve) => {
    const stop = clock.after(READY_MS, resolve);
    void start().finally(() => {
      stop();
      resolve();
    });
  });

  return {
    speaker() {
      if (holds === null) return null;
      const { nbf, exp } = holds.certificate;
      const second = now() / 1000;
      return second >= nbf && second < exp ? holds.speaker : null;
    },
    now,
    ready,
    onCertificate: (listener) => void listeners.add(listener),
    close() {
      closed = true;
      cancel();
    },
  };
}

function signedAt(certificate: string): number {
  try {
    const { at } = decodeJwt(certificate);
    return typeof at === 'number' ? at : 0;
  } catch {
    return 0;
  }
}
