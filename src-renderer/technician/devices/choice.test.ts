import { expect, it } from 'vitest';
import { mediaLabelsSchema } from '../../../src-main/api/media-protocol.ts';
import type { InputDevice } from '../../patient/media/choose-inputs.ts';
import { assign, hasTwin, labelsOf, missing, present, usesOf } from './choice.ts';

const camera = (label: string, deviceId = label): InputDevice => ({ deviceId, kind: 'videoinput', label });
const sound = (label: string): InputDevice => ({ deviceId: label, kind: 'audioinput', label });
const ROOM = camera('HD Webcam');
const PEN = camera('Otoscope X');
const BOOK = camera('Document camera');
const MIC = sound('Jabra');
const ALL = [ROOM, PEN, BOOK, MIC];

it('begins with what the cabinet takes now', () => {
  expect([...present(ALL, {})].sort()).toEqual([
    ['Document camera', 'detail-camera'],
    ['HD Webcam', 'face'],
    ['Jabra', 'voice'],
    ['Otoscope X', 'otoscope'],
  ]);
  expect(usesOf('videoinput')).toEqual(['face', 'otoscope', 'detail-camera']);
  expect(usesOf('audioinput')).toEqual(['voice', 'stethoscope']);
});

it('a use that moves leaves the device that had it', () => {
  const choice = assign(present(ALL, {}), 'HD Webcam', 'otoscope');
  expect([choice.get('HD Webcam'), choice.get('Otoscope X')]).toEqual(['otoscope', undefined]);
  const labels = labelsOf(ALL, {}, choice);
  expect(labels).toMatchObject({ otoscope: 'HD Webcam', 'detail-camera': 'Document camera' });
  expect(present(ALL, labels).get('HD Webcam')).toBe('otoscope');
});

it('what serves nothing is not taken by its name; what nobody spoke of stays open', () => {
  const labels = labelsOf(ALL, {}, assign(present(ALL, {}), 'Otoscope X', null));
  expect(labels).toEqual({
    face: 'HD Webcam',
    'detail-camera': 'Document camera',
    voice: 'Jabra',
    otoscope: null,
  });
  expect(present(ALL, labels).get('Otoscope X')).toBeUndefined();
  // A stethoscope that is plugged one day is still found.
  expect(labels).not.toHaveProperty('stethoscope');
});

it('what is not plugged keeps its name, until another one serves', () => {
  const before = { otoscope: 'Pen 2' };
  const here = [ROOM, BOOK];
  const choice = present(here, before);
  expect(missing(here, before, choice)).toEqual(['otoscope']);
  expect(labelsOf(here, before, choice)).toMatchObject({ otoscope: 'Pen 2', face: 'HD Webcam' });
  const moved = assign(choice, 'Document camera', 'otoscope');
  expect(missing(here, before, moved)).toEqual([]);
  expect(labelsOf(here, before, moved)).toMatchObject({ otoscope: 'Document camera' });
});

it('two of the same name are told; a camera and a microphone of one name are none', () => {
  const twins = [camera('Cam', 'a'), camera('Cam', 'b'), sound('Cam')];
  expect(twins.map((each) => hasTwin(twins, each))).toEqual([true, true, false]);
});

it('is never what the core refuses', () => {
  const long = camera('x'.repeat(300), 'long');
  const blank = camera('', 'blank');
  const here = [long, blank];
  const labels = labelsOf(here, {}, assign(assign(new Map(), 'long', 'otoscope'), 'blank', 'face'));
  expect(mediaLabelsSchema.safeParse(labels).success).toBe(true);
  expect(present(here, labels).get('long')).toBe('otoscope');
  expect(labels).not.toHaveProperty('face');
});
