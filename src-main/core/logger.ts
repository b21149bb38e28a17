/**
 * Logs are for the technician and hold no patient data: events by type, never by content. Everything goes to
 * stderr; stdout is for the one line that says the core is ready.
 */
import { type Logger, pino } from 'pino';

const SECRET = [
  'identity',
  'birthName',
  'firstName',
  'birthDate',
  'code',
  'payload',
  'token',
  'password',
  'greeting',
];

export function createLogger(level: string): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[withheld]' } },
    pino.destination({ fd: 2, sync: true }),
  );
}
