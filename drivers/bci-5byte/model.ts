import { generalAdapters } from '../adapters.ts';
import type { SerialModel } from '../contract.ts';
import { createBciDriver, QUIET_MS } from './driver.ts';

/** CMS50D+ up to firmware 4.5, older CMS50E and F; the bridge is no one's in particular. */
export const bci5byte: SerialModel = {
  id: 'bci-5byte',
  label: 'Contec',
  capabilities: ['oximetry'],
  fingerprints: generalAdapters,
  transport: 'serial',
  serial: { baudRate: 19_200, dataBits: 8, parity: 'odd', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 250,
  unasked: true,
  create: ({ link, clock, emit }) =>
    createBciDriver(link, clock, { model: 'bci-5byte', label: 'Contec', profile: 'contec' }, emit),
};

/** BM1000, BM2000 and OEMs. The document states no rate: this is the one of the maker's serial products. */
export const bci5byteBerry: SerialModel = {
  id: 'bci-5byte-berry',
  label: 'Berry',
  capabilities: ['oximetry'],
  fingerprints: generalAdapters,
  transport: 'serial',
  serial: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 250,
  unasked: true,
  create: ({ link, clock, emit }) =>
    createBciDriver(link, clock, { model: 'bci-5byte-berry', label: 'Berry', profile: 'berry' }, emit),
};
