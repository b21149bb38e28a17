import { expect, test } from 'vitest';
import { betterFor, chooseInputs, type InputDevice, toReport } from './choose-inputs.ts';

const camera = (label: string): InputDevice => ({ deviceId: `id ${label}`, kind: 'videoinput', label });
const audio = (label: string, deviceId = `id ${label}`): InputDevice => ({
  deviceId,
  kind: 'audioinput',
  label,
});
const labelsOf = (devices: readonly InputDevice[], set = {}) =>
  Object.fromEntries(
    Object.entries(chooseInputs(devices, set)).map(([use, device]) => [use, device?.label ?? null]),
  );

const FAKE = [
  camera('fake_device_0'),
  camera('fake_device_1'),
  camera('fake_device_2'),
  camera('fake_device_3'),
  audio('Default - Fake Default Audio Input', 'default'),
  audio('Fake Default Audio Input'),
  audio('Fake Audio Input 1'),
  audio('Fake Audio Input 2'),
];

test('the virtual devices of Chromium serve everything', () => {
  expect(labelsOf(FAKE)).toEqual({
    face: 'fake_device_0',
    otoscope: 'fake_device_2',
    'detail-camera': 'fake_device_3',
    voice: 'Fake Default Audio Input',
    stethoscope: 'Fake Audio Input 2',
  });
});

test('one camera and one microphone are for the call, whatever an exam would like', () => {
  expect(toReport(chooseInputs([camera('HD Webcam'), audio('Built-in')], {}))).toEqual([
    { need: 'otoscope', present: false, label: null },
    { need: 'detail-camera', present: false, label: null },
    { need: 'stethoscope', present: false, label: null },
  ]);
});

test('what the cabinet sets goes before what is usual, capitals or not, and alone', () => {
  const devices = [camera('USB2.0 PC CAMERA (0c45:6341)'), camera('HD Webcam'), camera('Otoscope X')];
  const set = { otoscope: 'pc camera' };
  expect(labelsOf(devices, set)).toMatchObject({
    otoscope: 'USB2.0 PC CAMERA (0c45:6341)',
    face: 'HD Webcam',
  });
  expect(labelsOf(devices, { otoscope: 'not here' })['otoscope']).toBe(null);
});

test('what nothing serves is not guessed from a name, and what was taken for it is free', () => {
  expect(labelsOf(FAKE, { otoscope: null, face: 'device_2', stethoscope: null })).toMatchObject({
    otoscope: null,
    face: 'fake_device_2',
    stethoscope: null,
  });
});

test('a whole name goes before a part of another', () => {
  expect(labelsOf([camera('Cam Pro'), camera('Cam')], { face: 'Cam' })['face']).toBe('Cam');
});

test('one device serves one use', () => {
  const set = { otoscope: 'cam', 'detail-camera': 'cam' };
  expect(labelsOf([camera('Cam A')], set)).toMatchObject({
    otoscope: 'Cam A',
    'detail-camera': null,
    face: null,
  });
});

test('names that are not known yet (no permission) are no instrument', () => {
  const blank = { deviceId: '', kind: 'videoinput', label: '' } as const;
  expect(labelsOf([blank])['otoscope']).toBe(null);
});

test('the call gives up what is an instrument, under its alias too, and nothing else', () => {
  const inputs = chooseInputs(FAKE, {});
  expect(betterFor('face', inputs, 'fake_device_2', {})?.label).toBe('fake_device_0');
  expect(betterFor('face', inputs, 'fake_device_0', {})).toBe(null);
  expect(betterFor('voice', inputs, 'Default - Fake Audio Input 2', {})?.label).toBe(
    'Fake Default Audio Input',
  );
  expect(betterFor('voice', inputs, 'Fake Audio Input 1', {})).toBe(null);
  const set = { voice: 'input 1' };
  expect(betterFor('voice', chooseInputs(FAKE, set), 'Fake Default Audio Input', set)?.label).toBe(
    'Fake Audio Input 1',
  );
  expect(betterFor('face', chooseInputs([camera('fake_device_2')], {}), 'fake_device_2', {})).toBe(null);
});
