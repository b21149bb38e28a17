/** Answers the core's question about camera, microphone and speaker, in the patient's page. */
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';
import { keepLabels } from '../../patient/media/labels.ts';

interface Port {
  send(message: FromClient): void;
  subscribe(listener: (message: FromCore) => void): () => void;
}

export function answerMediaQuestions(port: Port): () => void {
  const labels = keepLabels(port);
  return port.subscribe((message) => {
    if (message.type !== 'selftest.media.ask') return;
    const { ask } = message;
    void import('./report.ts')
      .then(({ reportMedia }) => reportMedia(globalThis.navigator?.mediaDevices, labels.now()))
      .then((report) => port.send({ type: 'selftest.media', ask, report }));
  });
}
