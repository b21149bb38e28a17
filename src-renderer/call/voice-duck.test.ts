import { expect, test } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { gateVoice, QUIET, VOICE_GATE, watchVoice } from './voice-duck.ts';

test('opens on speech, stays open over a short pause, closes after a long one', () => {
  let gate = gateVoice(QUIET, 0.1, 1000);
  expect(gate.speaking).toBe(true);
  gate = gateVoice(gate, 0, 1000 + VOICE_GATE.holdMs);
  expect(gate.speaking).toBe(true);
  gate = gateVoice(gate, 0, 1001 + VOICE_GATE.holdMs);
  expect(gate.speaking).toBe(false);
});

test('a level between the two thresholds keeps it open but does not open it', () => {
  const between = 10 ** (-46 / 20);
  expect(gateVoice(QUIET, between, 0).speaking).toBe(false);
  expect(gateVoice({ speaking: true, lastLoud: -10_000 }, between, 0).speaking).toBe(true);
});

test('a cut link and a stopped watch end the speech', () => {
  const clock = createFakeClock();
  const heard: boolean[] = [];
  const source = { timestamp: 0, audioLevel: 0.2, source: 1, rtpTimestamp: 0 };
  let talking = true;
  const receiver = {
    getSynchronizationSources() {
      if (talking) source.timestamp = clock.wall();
      return [source];
    },
  };
  const stop = watchVoice(receiver, (speaking) => heard.push(speaking), clock);
  clock.pass(2000);
  expect(heard).toEqual([true]);
  talking = false;
  clock.pass(2000);
  expect(heard).toEqual([true, false]);
  talking = true;
  clock.pass(100);
  stop();
  expect(heard).toEqual([true, false, true, false]);
});
