/** A key that cannot be had. `lost`: never again; `unavailable`: not now. */
export class KeyError extends Error {
  readonly code: 'keys-lost' | 'keys-unavailable';
  readonly detail: string;
  constructor(code: KeyError['code'], detail: string) {
    super(`journal keys: ${detail} (${code})`);
    this.name = 'KeyError';
    this.code = code;
    this.detail = detail;
  }
}
