/** Which question of the identification is on the screen, and what was answered so far. */
import type { Draft } from '../../../state-machines/contract.ts';

export type IdentifyPage = 'choose' | 'code' | 'birthName' | 'firstName' | 'birthDate' | 'confirm';

export interface IdentifyState {
  readonly page: IdentifyPage;
  readonly code: string;
  /** An unknown code is told only after one was given on this page. */
  readonly codeAsked: boolean;
  readonly birthName: string;
  readonly firstName: string;
  /** ISO 8601 date; null: not given. */
  readonly birthDate: string | null;
}

export type IdentifyEvent =
  | { readonly type: 'go'; readonly page: IdentifyPage }
  | { readonly type: 'back' }
  | { readonly type: 'code'; readonly code: string }
  | { readonly type: 'birthName' | 'firstName'; readonly value: string }
  | { readonly type: 'birthDate'; readonly value: string | null };

export const IDENTIFY_START: IdentifyState = {
  page: 'choose',
  code: '',
  codeAsked: false,
  birthName: '',
  firstName: '',
  birthDate: null,
};

const BEFORE: Readonly<Record<IdentifyPage, IdentifyPage>> = {
  choose: 'choose',
  code: 'choose',
  birthName: 'choose',
  firstName: 'birthName',
  birthDate: 'firstName',
  confirm: 'birthDate',
};

/** Where somebody goes on whose screen died, or who came back: at the first question without an answer. */
export function identifyFrom(draft: Draft | null): IdentifyState {
  if (draft === null) return IDENTIFY_START;
  const { birthName, firstName, birthDate, dateAsked } = draft;
  const page =
    birthName === '' ? 'birthName' : firstName === '' ? 'firstName' : dateAsked ? 'confirm' : 'birthDate';
  return { ...IDENTIFY_START, birthName, firstName, birthDate, page };
}

/** What the core keeps of it meanwhile. Null: nothing was answered yet. */
export function draftOf({ page, birthName, firstName, birthDate }: IdentifyState): Draft | null {
  return birthName === '' ? null : { birthName, firstName, birthDate, dateAsked: page === 'confirm' };
}

export function stepIdentify(state: IdentifyState, event: IdentifyEvent): IdentifyState {
  switch (event.type) {
    case 'go':
      return { ...state, page: event.page, codeAsked: false };
    case 'back':
      return { ...state, page: BEFORE[state.page], codeAsked: false };
    case 'code':
      return { ...state, code: event.code, codeAsked: true };
    case 'birthName':
      return { ...state, birthName: event.value, page: 'firstName' };
    case 'firstName':
      return { ...state, firstName: event.value, page: 'birthDate' };
    case 'birthDate':
      return { ...state, birthDate: event.value, page: 'confirm' };
  }
}
