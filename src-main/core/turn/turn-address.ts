/** `turn:host:port?transport=udp` (RFC 7065). */
export interface TurnAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** null: not the address of a TURN server. */
export function parseTurnAddress(url: string): TurnAddress | null {
  const parts = /^(turns?):(\[[0-9a-f:.]+\]|[^:?[\]/@\s]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(
    url,
  );
  const [, scheme, host, port, given] = parts ?? [];
  if (scheme === undefined || host === undefined) return null;
  const secure = scheme.toLowerCase() === 'turns';
  const number = port === undefined ? (secure ? 5349 : 3478) : Number(port);
  if (number < 1 || number > 65_535) return null;
  const wanted = given?.toLowerCase() ?? (secure ? 'tcp' : 'udp');
  // TURN over DTLS is spoken by no browser.
  if (secure && wanted === 'udp') return null;
  const transport = secure ? 'tls' : wanted === 'tcp' ? 'tcp' : 'udp';
  return { host: host.replace(/^\[|\]$/g, ''), port: number, transport };
}
