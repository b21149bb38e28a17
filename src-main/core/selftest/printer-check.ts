/** The printers' queues, as the print service tells them. Prints nothing. */
import type { IppPrinter } from '../print/ipp-printer.ts';
import { troubleOf } from '../print/printer-trouble.ts';
import { type Check, failed, notFitted, type Outcome, passed, warned } from './check.ts';

async function look(printer: IppPrinter): Promise<Outcome> {
  const said = await printer.ask();
  if ('trouble' in said) {
    const code = said.trouble === 'gone' ? 'printer-gone' : 'printer-unreachable';
    return failed(code, `${printer.address} ${said.detail}`.trim());
  }
  const { state, accepting, name } = said;
  const reasons = said.reasons.filter((reason) => !reason.endsWith('-report'));
  const facts = { printer: name || printer.address, printerState: [state, ...reasons].join(', ') };
  const detail = reasons.join(', ');
  const trouble = troubleOf(reasons);
  if (trouble === 'paper-out') return failed('paper-empty', detail, facts);
  if (trouble === 'paused' || !accepting) return failed('printer-paused', detail, facts);
  if (trouble !== null || state === 'stopped') return failed('printer-trouble', detail, facts);
  return reasons.length > 0 ? warned('printer-trouble', detail, facts) : passed(facts);
}

/** `printer` null: none is configured. `spare`: prints what the first does not hand over. */
export function createPrinterCheck(printer: IppPrinter | null, spare: IppPrinter | null = null): Check {
  return {
    id: 'printer',
    group: 'printing',
    capabilities: [],
    uses: ['printer'],
    limitMs: 6000,
    async run() {
      if (printer === null) return notFitted('no-printer');
      const [first, second] = await Promise.all([look(printer), spare === null ? null : look(spare)]);
      if (second === null) return first;
      const bad = [first, second].filter(({ status }) => status === 'fail');
      if (bad.length === 2) return first;
      // One of two still prints.
      const [worst = first.status === 'warn' ? first : second] = bad;
      return worst.status === 'fail' ? { ...worst, status: 'warn' } : worst;
    },
  };
}
