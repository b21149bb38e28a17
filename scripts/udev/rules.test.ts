import { describe, expect, it } from 'vitest';
import { hidFingerprints } from '../../drivers/hid-fingerprints.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { type DeviceNode, describeProblem, deviceNodes, ruleProblems, udevRules } from './rules.ts';

const nodes = deviceNodes(instrumentModels, hidFingerprints);
const scale: DeviceNode = { subsystem: 'hidraw', vendorId: '0922', productId: '8003' };
const port: DeviceNode = { subsystem: 'tty', vendorId: '10c4', productId: 'ea60' };
const oximeter: DeviceNode = {
  subsystem: 'hidraw',
  vendorId: '28e9',
  productId: '028a',
  product: 'Pulse Oximeter',
};

describe('udev rules', () => {
  it('has one rule for each id of each table, and says who may open it', () => {
    const text = udevRules(nodes);
    for (const { vendorId, productId } of [
      ...instrumentModels.flatMap((m) => m.fingerprints),
      ...hidFingerprints,
    ]) {
      const rules = text
        .split('\n')
        .filter((line) => line.includes(`"${vendorId}", ATTRS{idProduct}=="${productId}"`));
      expect(rules).toHaveLength(1);
      expect(rules[0]).toMatch(/GROUP="box-medicale", MODE="0660"/);
    }
    expect(text).not.toMatch(/0666|uaccess|ttyUSB|ttyACM/);
  });

  it('writes a serial and a HID rule', () => {
    expect(udevRules([port, oximeter]).split('\n').slice(2)).toEqual([
      'SUBSYSTEM=="tty", SUBSYSTEMS=="usb", ATTRS{idVendor}=="10c4", ATTRS{idProduct}=="ea60", ' +
        'GROUP="box-medicale", MODE="0660", ENV{ID_MM_DEVICE_IGNORE}="1"',
      'SUBSYSTEM=="hidraw", SUBSYSTEMS=="usb", ATTRS{idVendor}=="28e9", ATTRS{idProduct}=="028a", ' +
        'ATTRS{product}=="Pulse Oximeter", GROUP="box-medicale", MODE="0660"',
      '',
    ]);
  });

  it('gives the same file whatever the order of the tables', () => {
    const reversed = deviceNodes(instrumentModels.toReversed(), hidFingerprints.toReversed());
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
