import { expect, test } from 'vitest';
import { limitMedia, MEDIA_LIMITS } from './media-limits.ts';

function sender(encodings: RTCRtpEncodingParameters[], fails = false) {
  let parameters: RTCRtpSendParameters = {
    transactionId: 't',
    encodings,
    codecs: [],
    headerExtensions: [],
    rtcp: {},
  };
  const given: unknown[] = [];
  return {
    given,
    getParameters: () => structuredClone(parameters),
    async setParameters(next: RTCRtpSendParameters) {
      given.push(next);
      if (fails) throw new DOMException('no', 'InvalidModificationError');
      parameters = { ...parameters, ...next };
    },
  };
}

test('the picture is capped and gives way, the voice goes first, once', async () => {
  const face = sender([{ active: true }]);
  expect(await limitMedia(face, 'face')).toBe('set');
  expect(await limitMedia(face, 'face')).toBe('set');
  expect(face.given).toEqual([
    expect.objectContaining({
      transactionId: 't',
      degradationPreference: 'balanced',
      encodings: [{ active: true, maxBitrate: 1_200_000, priority: 'low', networkPriority: 'low' }],
    }),
  ]);
  const voice = sender([{ active: true }]);
  await limitMedia(voice, 'voice');
  expect(voice.given).toEqual([
    expect.objectContaining({ encodings: [expect.objectContaining({ networkPriority: 'high' })] }),
  ]);
  expect(MEDIA_LIMITS.voice.maxBitrate).toBeLessThan(MEDIA_LIMITS.face.maxBitrate / 10);
});

test('before the first negotiation there is nothing to limit, and a refusal ends no call', async () => {
  expect(await limitMedia(sender([]), 'face')).toBe('not-yet');
  expect(await limitMedia(sender([{}], true), 'face')).toBe('refused');
});
