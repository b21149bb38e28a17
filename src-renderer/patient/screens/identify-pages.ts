/** Which question of the identification is on the screen, and what was answered so far. */
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
