import {
  CHANNELS,
  type Channel,
  channelSchema,
  MAX_MESSAGE_BYTES,
} from '../../src-main/api/call-protocol.ts';

/** A wave that would wait behind this much is worth nothing when it arrives. */
export const WAVES_BUFFER_BYTES = 16 * 1024;
/** What is on its way of pictures and sounds; `control` waits behind it on a slow line, 0.3 s at 1 Mbit/s. */
export const BULK_BUFFER_BYTES = 32 * 1024;
const QUEUE_MESSAGES = 256;
const QUEUE_BYTES = 512 * 1024;

export type Sent = 'sent' | 'queued' | 'dropped';

export interface Channels {
  send(channel: Channel, data: string): Sent;
  isOpen(channel: Channel): boolean;
  close(): void;
}

export interface ChannelHandlers {
  onMessage(channel: Channel, data: string): void;
  onOpen(channel: Channel): void;
  /** The other side closed it, or the transport died. */
  onClosed(channel: Channel): void;
}

/** What is larger has no meaning in the protocol, and would close the way it is piped along. */
const fits = (data: string): boolean =>
  data.length * 3 <= MAX_MESSAGE_BYTES || new TextEncoder().encode(data).byteLength <= MAX_MESSAGE_BYTES;

type OpenChannel = Pick<
  RTCDataChannel,
  'readyState' | 'bufferedAmount' | 'bufferedAmountLowThreshold' | 'send' | 'close'
> &
  EventTarget;

/**
 * The pre-negotiated channels of the call. What is sent before a reliable channel has opened waits in a bounded
 * queue; waves never wait; bulk waits in the page while the transport has enough of it.
 */
export function openChannels(
  create: (label: Channel, init: RTCDataChannelInit) => OpenChannel,
  handlers: ChannelHandlers,
): Channels {
  const listening = new AbortController();
  const { signal } = listening;
  const open = (name: Channel) => {
    const queue: string[] = [];
    let queued = 0;
    const channel = create(name, { negotiated: true, ...CHANNELS[name] });
    const full = () => name === 'bulk' && channel.bufferedAmount >= BULK_BUFFER_BYTES;
    const drain = () => {
      while (queue.length > 0 && channel.readyState === 'open' && !full()) {
        const data = queue.shift() ?? '';
        queued -= data.length;
        channel.send(data);
      }
    };
    if (name === 'bulk') channel.bufferedAmountLowThreshold = BULK_BUFFER_BYTES / 2;
    channel.addEventListener('bufferedamountlow', drain, { signal });
    channel.addEventListener(
      'open',
      () => {
        drain();
        handlers.onOpen(name);
      },
      { signal },
    );
    channel.addEventListener('close', () => handlers.onClosed(name), { signal });
    channel.addEventListener(
      'message',
      (event) => {
        const data: unknown = event instanceof MessageEvent ? event.data : null;
        if (typeof data === 'string' && fits(data)) handlers.onMessage(name, data);
      },
      { signal },
    );
    const enqueue = (data: string): Sent => {
      if (queue.length >= QUEUE_MESSAGES || queued + data.length > QUEUE_BYTES) return 'dropped';
      queue.push(data);
      queued += data.length;
      return 'queued';
    };
    const send = (data: string): Sent => {
      if (data.length > MAX_MESSAGE_BYTES) return 'dropped';
      if (name === 'waves' && channel.bufferedAmount > WAVES_BUFFER_BYTES) return 'dropped';
      if (channel.readyState === 'connecting' && name !== 'waves') return enqueue(data);
      if (channel.readyState !== 'open') return 'dropped';
      if (queue.length > 0 || full()) return enqueue(data);
      try {
        channel.send(data);
        return 'sent';
      } catch {
        // Chromium throws OperationError when its 16 MB send buffer is full.
        return 'dropped';
      }
    };
    return { channel, send };
  };
  const all = {
    control: open('control'),
    journal: open('journal'),
    bulk: open('bulk'),
    waves: open('waves'),
  } satisfies Record<Channel, unknown>;
  return {
    send: (name, data) => all[name].send(data),
    isOpen: (name) => all[name].channel.readyState === 'open',
    close() {
      listening.abort();
      for (const name of channelSchema.options) all[name].channel.close();
    },
  };
}
