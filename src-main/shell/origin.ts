/** The only origin a window of the shell may show. */
export const SCHEME = 'app';
export const HOST = 'box';
export const ORIGIN = `${SCHEME}://${HOST}`;
export const PATIENT_PAGE = `${ORIGIN}/patient/`;

export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
