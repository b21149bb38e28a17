import type { TrustTexts } from './trust.fr.ts';

export const trust: TrustTexts = {
  page: (place, what, count) =>
    `Refused, said in the name of ${place}: ${what}${count > 1 ? ` (${count} times)` : ''}.`,
  box: (place, what, count) =>
    `${place} refused a message in your name: ${what}${count > 1 ? ` (${count} times)` : ''}.`,
  hint: 'Nothing of it was used. If it goes on, tell the operator: somebody may stand between you and the cabinet.',
  dismiss: 'Seen',
  attacks: {
    unsigned: 'a message without a signature',
    forged: 'a false signature',
    foreign: 'a certificate of another issuer',
    expired: 'an expired certificate',
    'not-yet-valid': 'a certificate that is not valid yet',
    role: 'a certificate without that right',
    swapped: 'a message meant for another',
    replayed: 'a message said before',
    reordered: 'a message out of order',
    missing: 'a lost message',
    delayed: 'a message held back too long',
    'earlier-run': 'a message from before a restart',
    fingerprint: 'the key of the call exchanged',
    retained: 'a message kept by the server',
    unreadable: 'an unreadable message',
  },
};
