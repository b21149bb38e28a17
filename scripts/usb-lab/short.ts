/** One HID and one CDC-ACM instrument: what `npm test` has time for. */
export const SHORT: readonly string[] = ['contec-hid-28e9', 'contec-v7-serial'];
