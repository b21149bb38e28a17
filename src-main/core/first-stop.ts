/**
 * The first thing of a core: a stop to every cuff. One that the core before left inflated waits neither for the rest
 * of the code nor for the journal, which may have to be mended first.
 */
import { systemClock } from '../../drivers/clock.ts';
import { createLineOpener } from '../../drivers/line-opener.ts';
import { lineKinds } from '../../drivers/link/line-kinds.ts';
import { createRealPortList, createVirtualBusList } from '../../drivers/link/port-list.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { stillEveryCuff } from '../../drivers/still-cuffs.ts';
import type { CoreConfig } from './config.ts';

/** Then the hub goes on with what is left: it stops each cuff again before it asks who is there. */
const LIMIT_MS = 1000;

export function firstStop({ virtualBus, fitted }: Pick<CoreConfig, 'virtualBus' | 'fitted'>): Promise<void> {
  return stillEveryCuff({
    openLine: createLineOpener(lineKinds),
    clock: systemClock,
    models: instrumentModels,
    fitted: fitted.map(({ name }) => name),
    limitMs: LIMIT_MS,
    listPorts: virtualBus === undefined ? createRealPortList() : createVirtualBusList(virtualBus),
  });
}
