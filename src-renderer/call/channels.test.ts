import { expect, test } from 'vitest';
import { type Channel, MAX_MESSAGE_BYTES } from '../../src-main/api/call-protocol.ts';
import { BULK_BUFFER_BYTES, openChannels, WAVES_BUFFER_BYTES } from './channels.ts';

class FakeChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: unknown[] = [];
  send(data: unknown) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 'closed';
  }
  open() {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }
}

function harness() {
  const made = new Map<Channel, { channel: FakeChannel; init: RTCDataChannelInit }>();
  const heard: string[] = [];
  const channels = openChannels(
    (label, init) => {
      const channel = new FakeChannel();
      made.set(label, { channel, init });
      return channel;
    },
    {
      onMessage: (channel, data) => heard.push(`${channel} ${data}`),
      onOpen: (channel) => heard.push(`open ${channel}`),
      onClosed: (channel) => heard.push(`closed ${channel}`),
    },
  );
  const of = (name: Channel) => {
    const found = made.get(name);
    if (!found) throw new Error(`no channel ${name}`);
    return found;
  };
  return { channels, heard, of };
}

test('four negotiated channels with the ids of the protocol; only waves are lossy', () => {
  const { of } = harness();
  expect((['control', 'journal', 'bulk', 'waves'] as const).map((name) => of(name).init)).toEqual([
    { negotiated: true, id: 0, ordered: true },
    { negotiated: true, id: 1, ordered: true },
    { negotiated: true, id: 2, ordered: true },
    { negotiated: true, id: 3, ordered: false, maxRetransmits: 0 },
  ]);
});

test('control waits for its channel in a bounded queue, waves do not wait', () => {
  const { channels, of } = harness();
  expect(channels.send('waves', 'w')).toBe('dropped');
  expect(channels.send('control', 'a')).toBe('queued');
  for (let n = 0; n < 300; n += 1) channels.send('control', 'b');
  expect(channels.send('control', 'c')).toBe('dropped');
  of('control').channel.open();
  expect(of('control').channel.sent.length).toBe(256);
  expect(of('control').channel.sent[0]).toBe('a');
  expect(channels.send('control', 'd')).toBe('sent');
});

test('a wave is dropped when the channel is full; too large a message always', () => {
  const { channels, of } = harness();
  const { channel } = of('waves');
  channel.open();
  channel.bufferedAmount = WAVES_BUFFER_BYTES;
  expect(channels.send('waves', 'w')).toBe('sent');
  channel.bufferedAmount = WAVES_BUFFER_BYTES + 1;
  expect(channels.send('waves', 'w')).toBe('dropped');
  of('control').channel.open();
  expect(channels.send('control', 'x'.repeat(64 * 1024 + 1))).toBe('dropped');
});

test('after close nothing is heard and nothing sent', () => {
  const { channels, heard, of } = harness();
  of('control').channel.open();
  of('control').channel.dispatchEvent(new MessageEvent('message', { data: 'hi' }));
  of('control').channel.dispatchEvent(new MessageEvent('message', { data: new ArrayBuffer(2) }));
  channels.close();
  of('control').channel.dispatchEvent(new MessageEvent('message', { data: 'late' }));
  expect(heard).toEqual(['open control', 'control hi']);
  expect(channels.send('control', 'x')).toBe('dropped');
});

test('what is larger than a message may be is not passed on', () => {
  const { heard, of } = harness();
  of('control').channel.open();
  const hear = (data: string) => of('control').channel.dispatchEvent(new MessageEvent('message', { data }));
  hear('a'.repeat(MAX_MESSAGE_BYTES + 1));
  hear('€'.repeat(MAX_MESSAGE_BYTES / 2));
  hear('b'.repeat(MAX_MESSAGE_BYTES));
  expect(heard.map((text) => text.length)).toEqual([
    'open control'.length,
    'control '.length + MAX_MESSAGE_BYTES,
  ]);
});

test('bulk waits in the page, in order, while the transport has enough of it; control goes past', () => {
  const { channels, of } = harness();
  const { channel } = of('bulk');
  channel.open();
  of('control').channel.open();
  expect(channels.send('bulk', '1')).toBe('sent');
  channel.bufferedAmount = BULK_BUFFER_BYTES;
  expect([channels.send('bulk', '2'), channels.send('control', 'stop')]).toEqual(['queued', 'sent']);
  channel.bufferedAmount = 0;
  expect(channels.send('bulk', '3')).toBe('queued');
  channel.dispatchEvent(new Event('bufferedamountlow'));
  expect(channel.sent).toEqual(['1', '2', '3']);
  expect(channels.send('bulk', '4')).toBe('sent');
  expect(channel.bufferedAmountLowThreshold).toBeLessThan(BULK_BUFFER_BYTES);
});
