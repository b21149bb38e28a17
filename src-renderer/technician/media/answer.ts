/** Answers the core's question about camera, microphone and speaker, in the patient's page. */
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';

interface Port {
  send(message: FromClient): void;
  subscribe(listener: (message: FromCore) => void): () => void;
}

export function answerMediaQuestions(port: Port): () => void {
  return port.subscribe((message) => {
    if (message.type !== 'selftest.media.ask') return;
    const { ask } = message;
    void import('./report.ts')
      .then(({ reportMedia }) => reportMedia(globalThis.navigator?.mediaDevices))
      .then((report) => port.send({ type: 'selftest.media', ask, report }));
  });
}
