/** The numbers as a person reads them. */
import { type CodecRow, MOST_EXPONENT } from './codec.ts';
import type { CoreBench } from './core.ts';
import { AIM_MS, type DiscoveryBench } from './discovery.ts';
import { DISTRESS_AIMS, type DistressBench } from './distress.ts';
import type { CallCost } from './distress-call.ts';
import { CONCURRENT, type JournalBench } from './journal.ts';
import type { LoopWatch } from './journal-loop.ts';
import type { Latency } from './latency.ts';
import type { Summary } from './stats.ts';
import type { UplinkBench } from './uplink.ts';

/** Aims of the ratio product / baseline. */
export const AIMS = { p50: 1.3, p99: 1.5 } as const;

export interface LatencyReport extends Latency {
  readonly serial: Summary;
  readonly ratio: { readonly p50: number; readonly p99: number };
  readonly notComparable: readonly string[];
}

export interface Report {
  readonly commit: string;
  readonly date: string;
  readonly quick: boolean;
  /** The call carried picture and sound both ways. */
  readonly pictures: boolean;
  readonly machine: { readonly cores: number; readonly cpu: string };
  readonly load: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly latency?: LatencyReport;
  readonly codec?: readonly CodecRow[];
  readonly discovery?: DiscoveryBench;
  readonly core?: CoreBench;
  readonly journal?: JournalBench;
  readonly uplink?: UplinkBench;
  readonly distress?: DistressBench;
}

const ms = (value: number) => value.toFixed(2).padStart(9);
const row = (name: string, s: Summary) =>
  `  ${name.padEnd(34)}${String(s.count).padStart(6)}${ms(s.p10)}${ms(s.p50)}${ms(s.p90)}${ms(s.p99)}${ms(s.max)}`;
const head = `  ${'ms'.padEnd(34)}${'count'.padStart(6)}${['p10', 'p50', 'p90', 'p99', 'max'].map((n) => n.padStart(9)).join('')}`;
const rate = (perSecond: number) => Math.round(perSecond).toLocaleString('en');
const loads = (load: readonly number[]) => load.map((one) => one.toFixed(2)).join(' ');

function latencyLines(latency: LatencyReport): string[] {
  const { ratio, notComparable, lost } = latency;
  const reached = ratio.p50 <= AIMS.p50 && ratio.p99 <= AIMS.p99;
  return [
    'Latency: last byte on the cable → number changed in the far page',
    head,
    row('bare serial, written → read', latency.serial),
    row('bare data channel, echo', latency.echo),
    row('baseline', latency.baseline),
    row('product', latency.product),
    `  ratio p50 ${ratio.p50.toFixed(2)} (aim ≤ ${AIMS.p50}), p99 ${ratio.p99.toFixed(2)} (aim ≤ ${AIMS.p99}): ${reached ? 'reached' : 'missed'}`,
    `  lost on the way: product ${lost.product}, baseline ${lost.baseline}; clocks mapped within ${latency.clockErrorMs.toFixed(2)} ms`,
    ...notComparable.map((reason) => `  NOT COMPARABLE: ${reason}`),
  ];
}

const cells = (name: string, ...values: readonly string[]) =>
  `  ${name.padEnd(22)}${values.map((value) => value.padStart(12)).join('')}`;

function codecLines(rows: readonly CodecRow[]): string[] {
  const bent = rows.filter(({ garbageExponent }) => garbageExponent > MOST_EXPONENT);
  return [
    'Codecs: what the virtual instrument says, in its own pieces, beside a sum of the same bytes',
    cells('', 'B/s', 'bare B/s', 'ratio', 'sends B/s', '× live', 'garbage^'),
    ...rows.map((one) =>
      cells(
        one.model,
        rate(one.bytesPerSecond),
        rate(one.barePerSecond),
        one.ratio.toFixed(0),
        rate(one.livePerSecond),
        rate(one.timesLive),
        one.garbageExponent.toFixed(2),
      ),
    ),
    '  garbage^: time grows with the length of garbage to this power; 1 is linear',
    ...bent.map(({ model }) => `  NOT LINEAR: ${model}`),
  ];
}

function discoveryLines({ instruments, bare, fitted, unknown, ratio }: DiscoveryBench): string[] {
  return [
    `Discovery: ${instruments} instruments, from their ports in the list to each one told apart`,
    head,
    row('bare: known, asked, first byte', bare),
    row('hub, fitted list known', fitted),
    row('hub, nothing known but USB ids', unknown),
    `  ratio p50 ${ratio.toFixed(2)}; p99 ${fitted.p99.toFixed(0)} ms (aim < ${AIM_MS}): ${fitted.p99 < AIM_MS ? 'reached' : 'missed'}; with nothing known ${unknown.p99.toFixed(0)} ms: ${unknown.p99 < AIM_MS ? 'reached' : 'missed'}`,
  ];
}

function coreLines({ instruments, bare, product, ratio }: CoreBench): string[] {
  const percent = ({ share }: CoreBench['bare']) => `${(share * 100).toFixed(2)} %`;
  return [
    `Core: ${instruments} instruments streaming, one of them inflating; processor time of one process`,
    cells('', 'of a core', 'read B/s', 'messages/s'),
    cells('bare', percent(bare), rate(bare.bytesPerSecond), '0'),
    cells('hub and desk', percent(product), rate(product.bytesPerSecond), rate(product.messagesPerSecond)),
    `  ratio for the same bytes ${ratio.toFixed(2)}`,
  ];
}

function journalLines(journal: JournalBench): string[] {
  const { long, loop, idleLoop } = journal;
  const over = (one: { perSecond: number }, other: { perSecond: number }): string =>
    (one.perSecond / other.perSecond).toFixed(2);
  const inGroup = journal.groupedPerSecond / journal.bare.perSecond;
  const loops = ({ stoodStillMs, busyMs }: LoopWatch): string =>
    `stood still ${stoodStillMs.toFixed(1)} ms at most, busy itself ${busyMs.toFixed(1)} ms at most`;
  return [
    'Journal: durable commits (synchronous=FULL), one after the other',
    head,
    row('bare insert', journal.bare.ms),
    row('bare insert, asked of a thread', journal.bareThread.ms),
    row('bare commit of the same rows', journal.bareStep.ms),
    row('journal: event, state, deadline', journal.journal.ms),
    row('bare insert of a visit as JSON', journal.bareVisit.ms),
    row('journal: a recorded visit', journal.visit.ms),
    `  ${rate(journal.journal.perSecond)} a second beside ${rate(journal.bare.perSecond)} bare: ratio ${over(journal.journal, journal.bare)} (aim ≥ 0.8); to a bare thread ${over(journal.journal, journal.bareThread)}, to the same rows ${over(journal.journal, journal.bareStep)}`,
    `  a recorded visit ${rate(journal.visit.perSecond)} a second beside ${rate(journal.bareVisit.perSecond)} bare: ratio ${over(journal.visit, journal.bareVisit)}`,
    `  ${CONCURRENT} at a time ${rate(journal.groupedPerSecond)} a second: ratio ${inGroup.toFixed(2)} (aim ≥ 0.8)`,
    `  the drivers' loop meanwhile ${loops(loop)} (aim ≤ 20); as long without a commit ${loops(idleLoop)}`,
    row(`${rate(long.events)} events: open (aim < 1 s)`, long.openMs),
    row('a new journal: open', long.openNewMs),
    ...long.resumed.flatMap(({ events, ms: all, visitMs }) => [
      row(`reader resumed in ${rate(events)}`, all),
      row('  by its visit', visitMs),
    ]),
  ];
}

function uplinkLines(uplink: UplinkBench): string[] {
  const { events, transactions, perSecond, barePerSecond, ratio, heapGrowthMiB } = uplink;
  return [
    `Record: ${rate(events)} waiting events in ${rate(transactions)} transactions, beside fetch sending the same`,
    `  ${rate(perSecond)} events a second beside ${rate(barePerSecond)} bare: ratio ${ratio.toFixed(2)} (aim ≥ 0.9): ${ratio >= 0.9 ? 'reached' : 'missed'}; heap ${heapGrowthMiB.toFixed(1)} MiB more at the end`,
  ];
}

function distressLines(distress: DistressBench): string[] {
  const { clip, watch, bare, ratio, meanRatio, share, startMs, call } = distress;
  const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
  const percent = (part: number) => `${(100 * part).toFixed(0)} %`;
  const inCall = (name: string, cost: CallCost) =>
    cells(
      name,
      percent(cost.browser),
      percent(cost.thread),
      cost.rate.toFixed(1),
      String(cost.longTasks),
      cost.longestMs.toFixed(0),
    );
  return [
    `Distress watch: one picture of ${clip}, beside a bare detectForVideo loop`,
    head,
    row('bare', bare),
    row('watch', watch),
    `  ratio p50 ${ratio.toFixed(2)} (aim ≤ ${DISTRESS_AIMS.ratio}): ${verdict(ratio <= DISTRESS_AIMS.ratio)}, of the means ${meanRatio.toFixed(2)}; ${percent(share)} of a core at five a second (aim ≤ ${percent(DISTRESS_AIMS.share)}): ${verdict(share <= DISTRESS_AIMS.share)}`,
    `  ready after ${startMs.toFixed(0)} ms`,
    ...('problem' in call
      ? [`  NOT MEASURED in a call: ${call.problem}`]
      : [
          `  ${call.seconds} s of a call, the patient's browser; tasks of its page above 50 ms`,
          cells('', 'of a core', 'the watch', 'pictures/s', 'long tasks', 'longest ms'),
          inCall('without the watch', call.without),
          inCall('with it', call.with),
        ]),
  ];
}

export function asText(report: Report): string {
  const { machine, load } = report;
  return [
    `Bench of ${report.commit} on ${report.date}${report.quick ? ' (quick)' : ''}`,
    `${machine.cores} cores, ${machine.cpu}; load before ${loads(load.before)}, after ${loads(load.after)} (the bench itself is about one core)`,
    ...(report.latency ? ['', ...latencyLines(report.latency)] : []),
    ...(report.codec ? ['', ...codecLines(report.codec)] : []),
    ...(report.discovery ? ['', ...discoveryLines(report.discovery)] : []),
    ...(report.core ? ['', ...coreLines(report.core)] : []),
    ...(report.journal ? ['', ...journalLines(report.journal)] : []),
    ...(report.uplink ? ['', ...uplinkLines(report.uplink)] : []),
    ...(report.distress ? ['', ...distressLines(report.distress)] : []),
  ].join('\n');
}
