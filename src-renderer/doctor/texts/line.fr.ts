export const line = {
  details: 'Détails de la liaison',
  frozen: (seconds: number) =>
    seconds < 2 ? 'Image figée' : `Image figée depuis ${seconds} s : ce n’est plus le patient en direct`,
  path: 'Chemin',
  paths: { direct: 'direct', relay: 'par relais' },
  transports: { udp: 'UDP', tcp: 'TCP', tls: 'TLS' },
  roundTrip: 'Aller-retour',
  received: 'Reçu',
  sent: 'Envoyé',
  lossIn: 'Pertes à la réception',
  lossOut: 'Pertes à l’envoi',
  picture: 'Image reçue',
  pictureIs: (width: number, height: number, perSecond: number) =>
    `${width} × ${height}, ${perSecond} par seconde`,
  age: 'Âge du dernier nombre',
  none: 'inconnu',
  asking: 'Mesure en cours…',
};

export type LineTexts = typeof line;
