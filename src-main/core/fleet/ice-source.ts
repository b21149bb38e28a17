/** The relay's STUN and TURN servers for this box, with credentials that end by themselves: ask for each call. */
import { type IceServer, iceAnswerSchema, userNames } from '../../api/fleet-protocol.ts';

export interface IceSourceOptions {
  /** The relay's http(s) address. */
  readonly url: string;
  readonly box: string;
  readonly password: string;
  readonly timeoutMs?: number;
}

/** Bounded to 3 s by default; the fault is for the technician. */
export async function fetchIceServers(
  options: IceSourceOptions,
): Promise<{ iceServers: readonly IceServer[] } | { fault: string }> {
  const { url, box, password, timeoutMs = 3000 } = options;
  const credentials = btoa(`${userNames.box(box)}:${password}`);
  try {
    const response = await fetch(new URL('/ice', url), {
      headers: { authorization: `Basic ${credentials}` },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    if (!response.ok) return { fault: `the relay answered ${response.status}` };
    const answer = iceAnswerSchema.safeParse(await response.json());
    return answer.success ? answer.data : { fault: 'the relay answered with something else' };
  } catch (error) {
    return { fault: error instanceof Error ? error.name : 'unknown' };
  }
}
