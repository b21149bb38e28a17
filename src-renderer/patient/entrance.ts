/** How the page reaches the core: through the shell's bridge in Electron, through the address in a browser. */
import { API_PATH } from '../../src-main/api/core-api.ts';

/** What the shell's preload gives the page. */
export interface BoxBridge {
  token(): Promise<{ readonly url: string; readonly token: string }>;
  /** The page has forgotten everything; the shell clears the storage partition and reloads. */
  wiped(): void;
}

declare global {
  interface Window {
    readonly box?: BoxBridge;
  }
}

export interface Entrance {
  readonly url: string;
  readonly token: string | null;
  readonly getToken?: () => Promise<string | null>;
  readonly storeToken?: (token: string) => void;
}

const TOKEN_KEY = 'box.token';

/** A token in the address is one-time and leaves it at once, so that it stays in no history. */
function takeTokenFromAddress(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('t');
  if (token !== null) history.replaceState(null, '', window.location.pathname + window.location.search);
  return token;
}

export async function findEntrance(): Promise<Entrance> {
  const box = window.box;
  if (box?.token) {
    const { url, token } = await box.token();
    return { url, token, getToken: async () => (await box.token()).token };
  }
  const given = takeTokenFromAddress();
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return {
    url: `${scheme}://${window.location.host}${API_PATH}`,
    token: given ?? sessionStorage.getItem(TOKEN_KEY),
    storeToken: (token) => sessionStorage.setItem(TOKEN_KEY, token),
  };
}

/** Kept through a wipe: it opens the cabinet's screen and says nothing about the patient. */
export function keepToken(): () => void {
  const token = sessionStorage.getItem(TOKEN_KEY);
  return () => {
    if (token !== null) sessionStorage.setItem(TOKEN_KEY, token);
  };
}
