import type { Fault, Link } from './contract.ts';

/** The only rejection of `Link.write`: the line is gone or refused the bytes. */
export class LinkError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.code}: ${fault.detail}`);
    this.name = 'LinkError';
    this.fault = fault;
  }
}

/** Rethrows what is not a LinkError: that is a bug, not a fault of the line. */
export function faultOf(error: unknown): Fault {
  if (error instanceof LinkError) return error.fault;
  throw error;
}

/** What opening a line ends in; not opening is an expected failure. */
export type OpenedLink = { readonly link: Link } | { readonly fault: Fault };
