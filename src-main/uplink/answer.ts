/** What a record's answer to a transaction means for the rows in it (STANDARDS 1.5). */
import { z } from 'zod';
import type { HttpAnswer } from './http.ts';
import { parseJson } from './token.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** FHIR issue type, such as `invalid`. */
  readonly code: string;
  /** FHIRPath to what is wrong; empty: not told, or not one. */
  readonly path: string;
  /** The record's own words; may speak of the patient. */
  readonly diagnostics: string;
}

export type Verdict =
  | { readonly kind: 'delivered' }
  /** The same again, later. */
  | {
      readonly kind: 'later';
      readonly why: 'server' | 'busy' | 'unauthorised' | 'address' | 'conflict' | 'garbled';
      readonly status: number;
      /** ms, as the record asks. */
      readonly notBeforeMs: number | null;
      /** Of a conflict: what it becomes when it does not end. */
      readonly refusal: Refusal | null;
    }
  | Refusal;

const issueSchema = z.object({
  severity: z.string().optional(),
  code: z.string().optional(),
  diagnostics: z.string().optional(),
  details: z.object({ text: z.string().optional() }).optional(),
  expression: z.array(z.string()).optional(),
  location: z.array(z.string()).optional(),
});
const outcomeSchema = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(issueSchema).min(1),
});
type Outcome = z.infer<typeof outcomeSchema>;

const entrySchema = z.object({
  response: z.object({ status: z.string(), outcome: z.unknown().optional() }),
});
const responseSchema = z.object({
  resourceType: z.literal('Bundle'),
  type: z.enum(['transaction-response', 'batch-response']),
  entry: z.array(entrySchema),
});

/** What may be shown to a technician: names and places, no content. */
const CODE = /^[a-z-]{1,40}$/;
const PATH = /^[A-Za-z][A-Za-z0-9_.[\]()]{0,199}$/;
const LONGEST_DIAGNOSTICS = 4000;

function refusal(status: number, body: unknown): Refusal {
  const outcome = outcomeSchema.safeParse(body);
  const issues = outcome.success ? outcome.data.issue : [];
  const worst = issues.find(({ severity }) => severity === 'fatal' || severity === 'error') ?? issues[0];
  const path = worst?.expression?.[0] ?? worst?.location?.[0] ?? '';
  const words = issues.map(({ diagnostics, details }) => diagnostics ?? details?.text ?? '');
  return {
    kind: 'refused',
    status,
    code: worst?.code !== undefined && CODE.test(worst.code) ? worst.code : 'unknown',
    path: PATH.test(path) ? path : '',
    diagnostics: words
      .filter((text) => text !== '')
      .join('\n')
      .slice(0, LONGEST_DIAGNOSTICS),
  };
}

const isOutcome = (body: unknown): body is Outcome => outcomeSchema.safeParse(body).success;

/** Seconds or a date (RFC 9110 10.2.3), ms from now. */
function retryAfter(value: string | undefined, nowWall: number): number | null {
  if (value === undefined) return null;
  const ms = /^\d{1,6}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowWall;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

function failed(status: number, body: unknown, notBeforeMs: number | null): Verdict {
  const later = (why: Extract<Verdict, { kind: 'later' }>['why'], mine: Refusal | null = null): Verdict => ({
    kind: 'later',
    why,
    status,
    notBeforeMs,
    refusal: mine,
  });
  if (status >= 500) return later('server');
  if (status === 408 || status === 425 || status === 429) return later('busy');
  if (status === 409 || status === 412) return later('conflict', refusal(status, body));
  // Whoever is not let in is refused whatever he brings: no fault of the row.
  if (status === 401 || status === 407) return later('unauthorised');
  // A page of something that is no FHIR server, or a redirection.
  if (status < 400) return later('address');
  if ((status === 404 || status === 405) && !isOutcome(body)) return later('address');
  return refusal(status, body);
}

/** `entries`: how many were sent. */
export function judge(answer: HttpAnswer, entries: number, nowWall: number): Verdict {
  const { status, headers } = answer;
  const body = parseJson(answer.body);
  const notBefore = retryAfter(headers['retry-after'], nowWall);
  if (status !== 200 && status !== 201) return failed(status, body, notBefore);
  const parsed = responseSchema.safeParse(body);
  const garbled: Verdict = { kind: 'later', why: 'garbled', status, notBeforeMs: notBefore, refusal: null };
  if (!parsed.success || parsed.data.entry.length !== entries) return garbled;
  for (const { response } of parsed.data.entry) {
    const own = Number(response.status.slice(0, 3));
    if (own === 200 || own === 201) continue;
    return Number.isInteger(own) && own >= 300 ? failed(own, response.outcome, notBefore) : garbled;
  }
  return { kind: 'delivered' };
}
