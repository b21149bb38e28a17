/** What the cabinet's process and the room's say to each other, and what both say to the host of the guest. */
import type { PersonAction } from '../../../fixtures/contract.ts';

/** `instrument`: a row of the table of virtual instruments, by its id. */
export type RoomRequest =
  | { readonly do: 'plug' | 'pull' | 'state'; readonly instrument: string }
  | { readonly do: 'act'; readonly instrument: string; readonly action: PersonAction }
  /** The host's device node, which the cabinet has just opened or closed. */
  | { readonly do: 'line'; readonly path: string; readonly open: boolean };

export type Asked = { readonly id: number; readonly request: RoomRequest };
export type Answer =
  | { readonly id: number; readonly state: Readonly<Record<string, unknown>> }
  | { readonly id: number; readonly error: string };

/** A line of JSON. `ms`: what the step took. */
export type Told =
  | {
      readonly kind: 'step';
      readonly instrument: string;
      readonly step: string;
      readonly ms: number;
      /** What came out, or what went wrong. */
      readonly detail: string;
      readonly well: boolean;
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'end'; readonly code: number };
