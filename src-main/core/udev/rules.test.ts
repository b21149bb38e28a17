import { describe, expect, it } from 'vitest';
import { contecHid28e9 } from '../../../drivers/contec-hid-28e9/model.ts';
import { hidScale } from '../../../drivers/hid-scale/model.ts';
import { otoscopeButton, otoscopeButtonHid } from '../../../drivers/otoscope-button/model.ts';
import { instrumentModels } from '../../../drivers/registry.ts';
import { type DeviceNode, describeProblem, deviceNodes, onlyText, ruleProblems, udevRules } from './rules.ts';

/** Whatever the cabinet drives, and one of each kind of node. */
const models = [
  ...new Set([...instrumentModels, contecHid28e9, hidScale, otoscopeButton, otoscopeButtonHid]),
];
const nodes = deviceNodes(models);
const scale: DeviceNode = { subsystem: 'hidraw', vendorId: '0922', productId: '8003' };
const port: DeviceNode = { subsystem: 'tty', vendorId: '10c4', productId: 'ea60' };
const oximeter: DeviceNode = {
  subsystem: 'hidraw',
  vendorId: '28e9',
  productId: '028a',
  product: 'Pulse Oximeter',
};
const button: DeviceNode = { subsystem: 'input', vendorId: '0c45', productId: '6341' };

describe('udev rules', () => {
  it.each(models.map((model) => [model.id, model] as const))(
    '%s: one rule for each of its ids, and who may open it',
    (_id, { transport, fingerprints }) => {
      const lines = udevRules(nodes).split('\n');
      const kind = { serial: 'tty', hid: 'hidraw', input: 'input' }[transport];
      for (const { vendorId, productId } of fingerprints) {
        const rules = lines.filter(
          (line) =>
            line.startsWith(`SUBSYSTEM=="${kind}", `) &&
            line.includes(`"${vendorId}", ATTRS{idProduct}=="${productId}"`),
        );
        expect(rules).toHaveLength(1);
        expect(rules[0]).toMatch(/GROUP="box-medicale", MODE="06[46]0"/);
      }
    },
  );

  it('lets nobody else in, and goes by no name of a port', () => {
    expect(udevRules(nodes)).not.toMatch(/0666|0664|uaccess|ttyUSB|ttyACM/);
  });

  it('matches no wider than a fingerprint with a product text', () => {
    const patterns = models.flatMap((model) => model.fingerprints.flatMap(({ product }) => product ?? []));
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) expect(onlyText(pattern)).toMatch(pattern);
    expect([/^A b-1$/, /^A$/i, /A/, /^A.$/, /^A"$/].map(onlyText)).toEqual(['A b-1', null, null, null, null]);
  });

  it('writes a serial, a HID and an input rule', () => {
    expect(udevRules([port, oximeter, button]).split('\n').slice(2)).toEqual([
      'SUBSYSTEM=="tty", SUBSYSTEMS=="usb", ATTRS{idVendor}=="10c4", ATTRS{idProduct}=="ea60", ' +
        'GROUP="box-medicale", MODE="0660", ENV{ID_MM_DEVICE_IGNORE}="1"',
      'SUBSYSTEM=="hidraw", SUBSYSTEMS=="usb", ATTRS{idVendor}=="28e9", ATTRS{idProduct}=="028a", ' +
        'ATTRS{product}=="Pulse Oximeter", GROUP="box-medicale", MODE="0660"',
      'SUBSYSTEM=="input", KERNEL=="event*", SUBSYSTEMS=="usb", ATTRS{idVendor}=="0c45", ' +
        'ATTRS{idProduct}=="6341", GROUP="box-medicale", MODE="0640", ENV{LIBINPUT_IGNORE_DEVICE}="1"',
      '',
    ]);
  });

  it('gives the same file whatever the order of the tables', () => {
    const reversed = deviceNodes(models.toReversed());
    expect(udevRules(reversed)).toBe(udevRules(nodes));
  });

  it('every id is four lower-case hex digits', () => {
    for (const { vendorId, productId } of nodes) expect(vendorId + productId).toMatch(/^[0-9a-f]{8}$/);
  });

  it('finds nothing wrong with its own file, also with other rules around', () => {
    expect(ruleProblems(nodes, udevRules(nodes))).toEqual([]);
    expect(ruleProblems(nodes, `# mine\nKERNEL=="null"\n${udevRules(nodes)}`)).toEqual([]);
  });

  it('names what is missing and what is old', () => {
    expect(ruleProblems([port, scale], null).map(({ problem }) => problem)).toEqual(['missing', 'missing']);
    expect(ruleProblems([port, scale], udevRules([scale]))).toEqual([{ node: port, problem: 'missing' }]);
    const old = udevRules([port, scale]).replace('MODE="0660"', 'MODE="0666"');
    expect(ruleProblems([port, scale], old)).toEqual([{ node: port, problem: 'old' }]);
    const anyProduct: DeviceNode = { subsystem: 'hidraw', vendorId: '28e9', productId: '028a' };
    expect(ruleProblems([anyProduct], udevRules([oximeter]))).toMatchObject([{ problem: 'missing' }]);
  });

  it('tells the technician in a sentence', () => {
    expect(describeProblem({ node: oximeter, problem: 'old' })).toBe(
      '28e9:028a "Pulse Oximeter" (hidraw): an old rule in /etc/udev/rules.d/70-box-medicale.rules',
    );
  });
});
