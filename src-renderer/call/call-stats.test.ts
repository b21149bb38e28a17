import { expect, test } from 'vitest';
import { type Counters, readLine } from './call-stats.ts';

const report = (...entries: readonly Readonly<Record<string, unknown>>[]) =>
  new Map(entries.map((entry) => [String(entry['id']), entry]));

const transport = { id: 't', type: 'transport', selectedCandidatePairId: 'p' };
const pair = (bytesReceived: number, bytesSent: number) => ({
  id: 'p',
  type: 'candidate-pair',
  localCandidateId: 'l',
  remoteCandidateId: 'r',
  currentRoundTripTime: 0.0834,
  bytesReceived,
  bytesSent,
});
const local = { id: 'l', type: 'local-candidate', candidateType: 'host', protocol: 'udp' };
const remote = { id: 'r', type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' };
const video = (packetsReceived: number, packetsLost: number) => ({
  id: 'v',
  type: 'inbound-rtp',
  kind: 'video',
  packetsReceived,
  packetsLost,
  frameWidth: 640,
  frameHeight: 360,
  framesPerSecond: 14.6,
});
const said = { id: 's', type: 'remote-inbound-rtp', fractionLost: 0.02 };

test('rates and losses are between two looks, the rest is of now', () => {
  const first = readLine(
    report(transport, pair(1000, 500), local, remote, video(100, 1), said),
    null,
    10_000,
  );
  expect(first.stats).toEqual({
    path: 'direct',
    transport: 'udp',
    roundTripMs: 83,
    inKbps: null,
    outKbps: null,
    lossIn: null,
    lossOut: 0.02,
    picture: { width: 640, height: 360, perSecond: 15 },
  });
  const { stats } = readLine(
    report(transport, pair(251_000, 125_500), local, remote, video(190, 11)),
    first.counters,
    12_000,
  );
  expect(stats).toMatchObject({ inKbps: 1000, outKbps: 500, lossIn: 0.1, lossOut: null });
});

test('a relay on either side is a relay; how it is reached is told', () => {
  const relay = { ...local, candidateType: 'relay', relayProtocol: 'tls' };
  expect(readLine(report(transport, pair(0, 0), relay, remote), null, 0).stats).toMatchObject({
    path: 'relay',
    transport: 'tls',
  });
  expect(
    readLine(report(transport, pair(0, 0), local, { ...remote, candidateType: 'relay' }), null, 0).stats,
  ).toMatchObject({ path: 'relay', transport: 'udp' });
});

test('after an ICE restart nothing is reckoned from the pair before', () => {
  const before: Counters = { atMs: 0, bytesIn: 9000, bytesOut: 9000, packetsIn: 90, packetsLost: 0 };
  const { stats } = readLine(report(transport, pair(100, 100), local, remote, video(91, 0)), before, 2000);
  expect(stats).toMatchObject({ inKbps: null, outKbps: null, lossIn: null });
});

test('without a chosen pair nothing is said to be known; Firefox marks the pair itself', () => {
  expect(readLine(report(), null, 0).stats).toEqual({
    path: null,
    transport: null,
    roundTripMs: null,
    inKbps: null,
    outKbps: null,
    lossIn: null,
    lossOut: null,
    picture: null,
  });
  const marked = { ...pair(1, 1), nominated: true, selected: true };
  expect(readLine(report(marked, local, remote), null, 0).stats.path).toBe('direct');
});
