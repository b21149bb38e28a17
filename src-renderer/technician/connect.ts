/** Where the core's API is, as seen from this page. */
import { API_PATH } from '../../src-main/api/core-api.ts';

interface Bridge {
  token(): Promise<{ readonly url: string }>;
}

export async function coreAddress(): Promise<string> {
  const { box } = window as { readonly box?: Bridge };
  if (box) return (await box.token()).url;
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${window.location.host}${API_PATH}`;
}
