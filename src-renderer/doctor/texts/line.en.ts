import type { LineTexts } from './line.fr.ts';

export const line: LineTexts = {
  details: 'Details of the line',
  frozen: (seconds) =>
    seconds < 2 ? 'Picture frozen' : `Picture frozen for ${seconds} s: this is not the patient live`,
  path: 'Path',
  paths: { direct: 'direct', relay: 'through a relay' },
  transports: { udp: 'UDP', tcp: 'TCP', tls: 'TLS' },
  roundTrip: 'Round trip',
  received: 'Received',
  sent: 'Sent',
  lossIn: 'Lost on the way here',
  lossOut: 'Lost on the way there',
  picture: 'Picture received',
  pictureIs: (width, height, perSecond) => `${width} × ${height}, ${perSecond} a second`,
  age: 'Age of the last number',
  none: 'unknown',
  asking: 'Being measured…',
};
