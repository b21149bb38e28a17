/** How the call's line is, from two looks at a peer connection's statistics (W3C Identifiers for WebRTC's Statistics). */

export interface LineStats {
  /** How the chosen pair of candidates goes; null: none is chosen. */
  readonly path: 'direct' | 'relay' | null;
  /** Between this side and its relay, or the other side. */
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
  /** Of ICE's own checks, ms. */
  readonly roundTripMs: number | null;
  /** Since the look before, kbit/s with everything in it; null at the first look. */
  readonly inKbps: number | null;
  readonly outKbps: number | null;
  /** Of the media packets since the look before, 0 … 1; null where none came. */
  readonly lossIn: number | null;
  /** As the other side last reported, 0 … 1. */
  readonly lossOut: number | null;
  /** Of the largest picture that comes. */
  readonly picture: { readonly width: number; readonly height: number; readonly perSecond: number } | null;
}

/** What the next look is compared with. */
export interface Counters {
  readonly atMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsIn: number;
  readonly packetsLost: number;
}

type Entry = Readonly<Record<string, unknown>>;
/** As `RTCStatsReport` is iterated. */
export type Report = Pick<ReadonlyMap<string, Entry>, 'get' | 'values'>;

const numberOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0;
const known = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const sum = (entries: readonly Entry[], name: string): number =>
  entries.reduce((total, entry) => total + numberOf(entry[name]), 0);

/** Firefox names no selected pair in its transport. */
function chosenPair(entries: readonly Entry[], report: Report): Entry | undefined {
  const id = entries.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  const named = typeof id === 'string' ? report.get(id) : undefined;
  return (
    named ??
    entries.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'] && entry['selected'])
  );
}

function transportOf(local: Entry): LineStats['transport'] {
  const spoken = local['candidateType'] === 'relay' ? local['relayProtocol'] : local['protocol'];
  return spoken === 'udp' || spoken === 'tcp' || spoken === 'tls' ? spoken : null;
}

function pictureOf(inbound: readonly Entry[]): LineStats['picture'] {
  const [largest] = inbound
    .filter(({ kind, frameWidth }) => kind === 'video' && numberOf(frameWidth) > 0)
    .sort((a, b) => numberOf(b['frameWidth']) - numberOf(a['frameWidth']));
  if (largest === undefined) return null;
  return {
    width: numberOf(largest['frameWidth']),
    height: numberOf(largest['frameHeight']),
    perSecond: Math.round(numberOf(largest['framesPerSecond'])),
  };
}

function lossBetween(before: Counters, now: Counters): number | null {
  const lost = now.packetsLost - before.packetsLost;
  const came = now.packetsIn - before.packetsIn;
  return came + lost > 0 ? Math.min(1, Math.max(0, lost / (came + lost))) : null;
}

/** @param atMs of the page's monotonic clock. */
export function readLine(
  report: Report,
  before: Counters | null,
  atMs: number,
): { readonly stats: LineStats; readonly counters: Counters } {
  const entries = [...report.values()];
  const inbound = entries.filter(({ type }) => type === 'inbound-rtp');
  const pair = chosenPair(entries, report);
  const end = (name: string): Entry => report.get(String(pair?.[name])) ?? {};
  const [local, remote] = [end('localCandidateId'), end('remoteCandidateId')];
  const counters = {
    atMs,
    bytesIn: numberOf(pair?.['bytesReceived']),
    bytesOut: numberOf(pair?.['bytesSent']),
    packetsIn: sum(inbound, 'packetsReceived'),
    packetsLost: sum(inbound, 'packetsLost'),
  };
  // After an ICE restart another pair counts from nought.
  const since = before !== null && counters.bytesIn >= before.bytesIn && atMs > before.atMs ? before : null;
  const kbps = (now: number, then: number) =>
    Math.max(0, Math.round(((now - then) * 8) / (atMs - (since?.atMs ?? 0))));
  const reported = entries.flatMap((entry) =>
    entry['type'] === 'remote-inbound-rtp' ? (known(entry['fractionLost']) ?? []) : [],
  );
  const trip = known(pair?.['currentRoundTripTime']);
  const relayed = local['candidateType'] === 'relay' || remote['candidateType'] === 'relay';
  return {
    counters,
    stats: {
      path: pair === undefined ? null : relayed ? 'relay' : 'direct',
      transport: pair === undefined ? null : transportOf(local),
      roundTripMs: trip === null ? null : Math.round(trip * 1000),
      inKbps: since === null ? null : kbps(counters.bytesIn, since.bytesIn),
      outKbps: since === null ? null : kbps(counters.bytesOut, since.bytesOut),
      lossIn: since === null ? null : lossBetween(since, counters),
      lossOut: reported.length === 0 ? null : Math.max(...reported),
      picture: pictureOf(inbound),
    },
  };
}
