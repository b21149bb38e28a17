/** Security headers of every page we serve, by the core, by the relay and by the shell's own protocol. */

export interface ContentSecurityOptions {
  /** Sources of `connect-src` beside 'self', e.g. `ws://127.0.0.1:*` or `wss://relay.example`. */
  readonly connect: readonly string[];
}

/** The value of a Content-Security-Policy header. */
export function contentSecurityPolicy({ connect }: ContentSecurityOptions): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `style-src 'self'`,
    `img-src 'self' blob: data:`,
    `media-src 'self' blob: mediastream:`,
    `worker-src 'self'`,
    ['connect-src', `'self'`, ...connect].join(' '),
    `font-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

export function securityHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy':
      'camera=(self), microphone=(self), geolocation=(), display-capture=(), usb=(), serial=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
