/** The way to the health record as the core runs it: its settings, its clock, its log. */
import type { Logger } from 'pino';
import { systemClock } from '../../drivers/clock.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import type { Instant } from '../../state-machines/contract.ts';
import type { Journal } from '../journal/index.ts';
import { createUplink, type Uplink } from '../uplink/uplink.ts';
import type { CoreConfig } from './config.ts';

export const capabilitiesOf = (model: string) =>
  instrumentModels.find(({ id }) => id === model)?.capabilities ?? [];

export interface UplinkDeskParts {
  readonly config: Pick<CoreConfig, 'record' | 'box'>;
  readonly journal: Journal;
  readonly now: () => Instant;
  readonly logger: Logger;
}

export function startUplink({ config, journal, now, logger }: UplinkDeskParts): Uplink {
  const { record: settings, box } = config;
  return createUplink({
    settings,
    box,
    capabilitiesOf,
    journal,
    clock: systemClock,
    now,
    log: (message, fields) => logger.warn(fields, message),
  });
}
