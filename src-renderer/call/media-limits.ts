/**
 * What picture and sound may take of the line, so that readings, commands and the voice are carried before the picture.
 * A village's 4G often has 1 or 2 Mbit/s of uplink.
 */
import type { TransceiverRole } from '../../src-main/api/call-protocol.ts';

interface MediaLimit {
  /** bit/s. */
  readonly maxBitrate: number;
  /** WebRTC Priority Control API; the browser shares the line accordingly. */
  readonly priority: RTCPriorityType;
  /** What a picture loses first on a narrow line. */
  readonly keep: 'balanced' | 'maintain-resolution' | null;
}

export const MEDIA_LIMITS: Readonly<Record<TransceiverRole, MediaLimit>> = {
  face: { maxBitrate: 1_200_000, priority: 'low', keep: 'balanced' },
  /** An eardrum is judged by its detail. */
  'second-camera': { maxBitrate: 2_000_000, priority: 'medium', keep: 'maintain-resolution' },
  voice: { maxBitrate: 48_000, priority: 'high', keep: null },
  /** Music mode asks for 128 kbit/s. */
  'second-audio': { maxBitrate: 160_000, priority: 'high', keep: null },
};

/** Of what the browser knows it keeps everything else; encodings exist once a place was negotiated. */
export async function limitMedia(
  sender: Pick<RTCRtpSender, 'getParameters' | 'setParameters'>,
  role: TransceiverRole,
): Promise<'set' | 'not-yet' | 'refused'> {
  const parameters = sender.getParameters();
  const { maxBitrate, priority, keep } = MEDIA_LIMITS[role];
  const [encoding] = parameters.encodings ?? [];
  if (encoding === undefined) return 'not-yet';
  if (encoding.maxBitrate === maxBitrate) return 'set';
  Object.assign(encoding, { maxBitrate, priority, networkPriority: priority });
  const degradation = keep === null ? {} : { degradationPreference: keep };
  try {
    await sender.setParameters({ ...parameters, ...degradation });
    return 'set';
  } catch {
    // An older browser knows less; the call goes on with what it does by itself.
    return 'refused';
  }
}
