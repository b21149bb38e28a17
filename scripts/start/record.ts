/** The simulated health record of `npm start`: how it is started, and what the core is told of it. */
import path from 'node:path';
import type { Ready } from './service.ts';

export const RECORD_ENTRY = 'fixtures/record/main.ts';

/** `own`: the operator's record is set already; nothing is simulated then. */
export const recordIsSet = (environment: NodeJS.ProcessEnv): boolean => Boolean(environment.BOX_RECORD_URL);

const secretFile = (data: string): string => path.join(data, 'record-secret');

export const recordEnvironment = (data: string, port: number): Record<string, string> => ({
  BOX_RECORD_PORT: String(port),
  BOX_RECORD_SECRET_FILE: secretFile(data),
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What makes the core send to it: the settings of src-main/core/uplink-settings.ts. */
export const coreEnvironment = (record: Ready, data: string): Record<string, string> => ({
  BOX_RECORD_URL: text(record['url']),
  BOX_RECORD_ANS_URL: text(record['mesuresUrl']),
  BOX_RECORD_TOKEN_URL: text(record['tokenUrl']),
  BOX_RECORD_CLIENT_ID: text(record['clientId']),
  BOX_RECORD_CLIENT_SECRET_FILE: secretFile(data),
});
