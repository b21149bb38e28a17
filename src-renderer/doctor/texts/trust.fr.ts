import type { Attack } from '../../../src-main/api/trust/attacks.ts';

const attacks: Readonly<Record<Attack, string>> = {
  unsigned: 'message sans signature',
  forged: 'signature fausse',
  foreign: 'certificat d’un autre émetteur',
  expired: 'certificat expiré',
  'not-yet-valid': 'certificat pas encore valable',
  role: 'certificat sans ce droit',
  swapped: 'message destiné à un autre',
  replayed: 'message déjà dit',
  reordered: 'message dans le désordre',
  missing: 'message perdu',
  delayed: 'message retenu trop longtemps',
  'earlier-run': 'message d’avant un redémarrage',
  fingerprint: 'clé de l’appel échangée',
  retained: 'message conservé par le serveur',
  unreadable: 'message illisible',
};

export const trust = {
  /** Refused by this page: said in the cabinet's name. */
  page: (place: string, what: string, count: number) =>
    `Refusé, au nom de ${place} : ${what}${count > 1 ? ` (${count} fois)` : ''}.`,
  /** Refused by the cabinet: said in the doctor's name. */
  box: (place: string, what: string, count: number) =>
    `${place} a refusé un message en votre nom : ${what}${count > 1 ? ` (${count} fois)` : ''}.`,
  hint: 'Rien n’en a été pris en compte. Si cela se répète, prévenez l’exploitant : quelqu’un peut intervenir entre vous et le cabinet.',
  dismiss: 'J’ai vu',
  attacks,
};
export type TrustTexts = typeof trust;
