import type { Clock, HidLink } from '../contract.ts';
import { createFakeLink, type FakeLink } from './fake-link.ts';

export interface FakeHidLink extends Omit<FakeLink, 'link'> {
  readonly link: HidLink;
  /** Feature reports that the driver sent, in hex. */
  readonly features: string[];
}

/** A HID device in memory; every fed chunk is one input report. `onFeature`: it hears the feature reports. */
export function createFakeHidLink(
  clock: Clock,
  onSent: (report: Uint8Array) => void = () => undefined,
  onFeature: (report: Uint8Array) => void = () => undefined,
): FakeHidLink {
  const line = createFakeLink(clock, onSent);
  const features: string[] = [];
  // What a line does when it is gone or clogged holds for feature reports as well.
  const asWritten = createFakeLink(clock, (report) => {
    features.push(Buffer.from(report).toString('hex'));
    onFeature(report);
  });

  return {
    ...line,
    features,
    drop(fault) {
      asWritten.drop(fault);
      line.drop(fault);
    },
    clog() {
      asWritten.clog();
      line.clog();
    },
    link: { ...line.link, sendFeature: (report) => asWritten.link.write(report) },
  };
}
