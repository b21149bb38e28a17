/**
 * What the stethoscope needs of Opus. Its encoder obeys the format parameters of the *other* side's description
 * (RFC 7587, §7), so they are written into what arrives, before it is applied.
 */
import { TRANSCEIVERS } from '../../src-main/api/call-protocol.ts';

/**
 * - 128 kbit/s: nothing between 20 and 1,000 Hz is saved on.
 * - `stereo`: libwebrtc encodes one channel for speech, with a high-pass filter from 60 Hz up; two channels of the
 *   same sound cost next to nothing and are encoded as they are.
 * - no pauses, and no share of the bits for a second copy of what is lost.
 */
export const MUSIC: Readonly<Record<string, string>> = {
  maxaveragebitrate: '128000',
  stereo: '1',
  usedtx: '0',
  useinbandfec: '0',
};

const AUDIO_ROLES = TRANSCEIVERS.filter((role) => role === 'voice' || role === 'second-audio');
const PLACE = AUDIO_ROLES.indexOf('second-audio');

/** The description with `second-audio` in music mode; any other section is left as it is. */
export function withMusicMode(sdp: string): string {
  const sections = sdp.split(/(?=^m=)/m);
  const audio = sections.filter((section) => section.startsWith('m=audio'));
  const music = audio[PLACE];
  return sections.map((section) => (section === music ? inMusicMode(section) : section)).join('');
}

function inMusicMode(section: string): string {
  const format = /^a=rtpmap:(\d+) opus\/48000/im.exec(section)?.[1];
  if (format === undefined) return section;
  const line = new RegExp(`^a=fmtp:${format} ([^\\r\\n]*)`, 'm');
  const had = line.exec(section)?.[1];
  const text = `a=fmtp:${format} ${merged(had ?? '')}`;
  if (had !== undefined) return section.replace(line, text);
  return section.replace(/^a=rtpmap:\d+ opus[^\r\n]*/im, (rtpmap) => `${rtpmap}\r\n${text}`);
}

function merged(had: string): string {
  const pairs = had
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !((pair.split('=')[0] ?? '') in MUSIC));
  return [...pairs, ...Object.entries(MUSIC).map(([name, value]) => `${name}=${value}`)].join(';');
}
