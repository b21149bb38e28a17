import type { Cursor } from '../journal/contract.ts';

export const START: Cursor = { epoch: 0, seq: 0 };
export const cursorOf = ({ epoch, seq }: Cursor): Cursor => ({ epoch, seq });
export const isAfter = (a: Cursor, b: Cursor): boolean =>
  a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq);
