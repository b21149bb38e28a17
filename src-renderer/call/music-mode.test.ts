import { expect, test } from 'vitest';
import { withMusicMode } from './music-mode.ts';

const audio = (mid: number, fmtp: string | null) =>
  [
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 63',
    `a=mid:${mid}`,
    'a=rtpmap:111 opus/48000/2',
    ...(fmtp === null ? [] : [`a=fmtp:111 ${fmtp}`]),
    'a=rtpmap:63 red/48000/2',
    'a=fmtp:63 111/111',
    '',
  ].join('\r\n');
const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n';
const head = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n';
const data = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n';
const speech = 'minptime=10;useinbandfec=1';

test('the second audio is encoded as music, the voice stays speech', () => {
  const sdp = [head, video, video, audio(2, speech), audio(3, speech), data].join('');
  const music = 'minptime=10;maxaveragebitrate=128000;stereo=1;usedtx=0;useinbandfec=0';
  expect(withMusicMode(sdp)).toBe([head, video, video, audio(2, speech), audio(3, music), data].join(''));
});

test('a description that names no parameters gets them; applied twice it is the same', () => {
  const once = withMusicMode(head + audio(0, null) + audio(1, null));
  expect(once).toContain('a=rtpmap:111 opus/48000/2\r\na=fmtp:111 maxaveragebitrate=128000;');
  expect(withMusicMode(once)).toBe(once);
});

test('without a second audio nothing changes', () => {
  for (const sdp of [head + data, head + audio(0, speech) + data]) expect(withMusicMode(sdp)).toBe(sdp);
});
