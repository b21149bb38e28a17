/** The printer's queue, as the print service tells it. Prints nothing. */
import type { IppPrinter } from '../print/ipp-printer.ts';
import { troubleOf } from '../print/printer-trouble.ts';
import { type Check, failed, notFitted, passed, warned } from './check.ts';

/** `printer` null: none is configured. */
export function createPrinterCheck(printer: IppPrinter | null): Check {
  return {
    id: 'printer',
    group: 'printing',
    capabilities: [],
    uses: ['printer'],
    limitMs: 6000,
    async run() {
      if (printer === null) return notFitted('no-printer');
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
    },
  };
}
