/** Without a core: the instruments through a hub of our own, and what else can be looked at. Writes nothing. */
import { systemClock } from '../../drivers/clock.ts';
import { createPermissionGate } from '../../drivers/cuff/permission.ts';
import { createHub } from '../../drivers/hub.ts';
import { createLineOpener } from '../../drivers/line-opener.ts';
import { lineKinds } from '../../drivers/link/line-kinds.ts';
import { createRealPortList, createVirtualBusList } from '../../drivers/link/port-list.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import type { SelftestLine } from '../../src-main/api/selftest-protocol.ts';
import type { CoreConfig } from '../../src-main/core/config.ts';
import { fetchIceServers } from '../../src-main/core/fleet/ice-source.ts';
import { createIppPrinter } from '../../src-main/core/print/ipp-printer.ts';
import { cabinetChecks } from '../../src-main/core/selftest/cabinet.ts';
import { runChecks } from '../../src-main/core/selftest/runner.ts';
import { installedRuleTroubles } from '../../src-main/core/udev/installed.ts';
import { recordLook } from './record-look.ts';

export async function runAlone(
  config: CoreConfig,
  ids: readonly string[] | null,
): Promise<{ readonly lines: readonly SelftestLine[] } | { readonly unknown: string }> {
  const { virtualBus, fitted, rulesFile } = config;
  const [printer = null, sparePrinter = null] = config.printers.map((address) => createIppPrinter(address));
  const hub = createHub({
    models: instrumentModels,
    clock: systemClock,
    openLine: createLineOpener(lineKinds),
    // Nothing here has a permission to give.
    gate: createPermissionGate(),
    fitted: fitted.flatMap(({ model }) => (model === null ? [] : [model.id])),
    listPorts: virtualBus === undefined ? createRealPortList() : createVirtualBusList(virtualBus),
  });
  const all = cabinetChecks({
    hub,
    clock: systemClock,
    wallNow: Date.now,
    jumpMs: () => 0,
    fitted,
    dataDir: config.dataDir,
    journalFile: config.journalFile,
    journal: null,
    simulation: config.simulation,
    broker: { server: config.relay.url, state: () => null },
    iceServers: async () => {
      if (config.relayHttp === undefined) return { iceServers: config.iceServers };
      return fetchIceServers({ url: config.relayHttp, box: config.box, password: config.relay.password });
    },
    record: { url: config.record.url, retentionMs: config.retentionMs, look: recordLook(config) },
    printer,
    sparePrinter,
    modelsDir: config.modelsDir ?? null,
    rules: rulesFile === undefined ? null : () => installedRuleTroubles(rulesFile),
    askMedia: null,
    watch: { on: () => true, ask: null },
  });
  try {
    const unknown = ids?.find((id) => !all.some((check) => check.id === id));
    if (unknown !== undefined) return { unknown };
    const checks = all.filter(({ id }) => ids === null || ids.includes(id));
    return { lines: await runChecks({ checks, clock: systemClock, wallNow: Date.now }) };
  } finally {
    await hub.close();
  }
}
