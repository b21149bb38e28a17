/** A core that only answers, in a process of its own. Meant to be killed. Arguments: port, token file. */
import type { PatientView } from '../../state-machines/contract.ts';
import { API_VERSION } from './core-api.ts';
import { SHELL_ORIGIN } from './http-guard.ts';
import { createApiServer } from './server.ts';

const [port = '0', tokenFile = '', mintSecret = ''] = process.argv.slice(2);
const view: PatientView = {
  visit: null,
  phase: 'idle',
  language: 'fr',
  greeting: null,
  identifyError: null,
  broker: 'up',
  waitingSince: null,
  doctor: null,
  exam: null,
  stillThereUntil: null,
  helpRequested: false,
  media: { camera: true, microphone: true },
};

const server = await createApiServer({
  port: Number(port),
  host: '127.0.0.1',
  allowedOrigins: [SHELL_ORIGIN],
  mintSecret,
  ...(tokenFile === '' ? {} : { tokenFile }),
  onClient: (client) => {
    const { nextToken } = client;
    client.send({
      type: 'welcome',
      api: API_VERSION,
      nextToken,
      simulation: true,
      place: 'Test',
      view,
      now: 1,
    });
    client.onMessage((message) => {
      if (message.type !== 'action' || message.action.type === 'help') return;
      client.send({ type: 'reply', request: message.request, ok: true, error: null });
    });
  },
});
process.stdout.write(`${server.port} ${server.mint('patient')}\n`);
