/** Hex with optional spaces, either case; null when it is not whole bytes of hex. */
export function parseHex(text: string): Uint8Array | null {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return null;
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

export function formatHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** A recording: lines of hex, the rest of a line after `#` is a comment. `badLine` counts from 1. */
export function parseHexRecording(
  text: string,
): { readonly bytes: Uint8Array } | { readonly badLine: number } {
  const parts: Uint8Array[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const bytes = parseHex(line.replace(/#.*/, ''));
    if (bytes === null) return { badLine: i + 1 };
    parts.push(bytes);
  }
  return { bytes: Uint8Array.from(Buffer.concat(parts)) };
}
