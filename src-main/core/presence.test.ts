import { expect, test } from 'vitest';
import type { PatientView } from '../../state-machines/contract.ts';
import { noticeSchema, presenceSchema } from '../api/fleet-protocol.ts';
import { nextPresence } from './presence.ts';

const view = (over: Partial<PatientView>): PatientView => ({
  visit: null,
  phase: 'idle',
  language: 'fr',
  greeting: 'Anne',
  identifyError: null,
  broker: 'up',
  waitingSince: null,
  doctor: null,
  exam: null,
  stillThereUntil: null,
  helpRequested: false,
  media: { camera: true, microphone: true },
  ...over,
});

test('a patient who falls back into the queue keeps the time he first waited', () => {
  const inCall = nextPresence(null, view({ phase: 'inCall' }), 5000);
  const back = nextPresence(inCall, view({ phase: 'waiting', waitingSince: 1000 }), 9000);
  expect(back).toEqual({ state: 'waiting', since: 1000, language: 'fr', notice: {} });
});

test('somebody must be seen now: told to doctors on duty with the reason, only while nobody is with him', () => {
  const urgent = { because: 'red-flag', seen: false, calls: 1 } as const;
  const redFlags = [
    { flag: 'stroke', answer: 'no' },
    { flag: 'chest-pain', answer: 'yes' },
  ] as const;
  const told = { unread: [], redFlags };
  const before = nextPresence(null, view({ phase: 'waiting', waitingSince: 1 }), 1);
  const now = nextPresence(before, view({ phase: 'waiting', waitingSince: 1, urgent }), 2, told);
  expect(now).toEqual({
    state: 'waiting',
    since: 1,
    language: 'fr',
    notice: { urgent: true, because: 'red-flag', flags: ['chest-pain'] },
  });
  expect(nextPresence(now, view({ phase: 'inCall', urgent }), 3, told)?.notice).toEqual({});
});

test('what was left to be read is counted, nothing else of it is told', () => {
  const left = (late: boolean) => ({
    redFlags: [],
    unread: [{ visit: '5f0c1a52-3a8e-4c55-9a39-1f1a5e2f0c11', since: 1, dueAt: 2, late }],
  });
  const before = nextPresence(null, view({}), 1, left(false));
  expect(before?.notice.unread).toEqual({ count: 1, late: false });
  expect(nextPresence(before, view({}), 2, left(false))).toBeNull();
  expect(nextPresence(before, view({}), 3, left(true))?.notice.unread).toEqual({ count: 1, late: true });
});

test('no change that the fleet may know, no message', () => {
  const waiting = nextPresence(null, view({ phase: 'waiting', waitingSince: 1 }), 1);
  expect(
    nextPresence(waiting, view({ phase: 'waiting', waitingSince: 1, helpRequested: true }), 9),
  ).toBeNull();
  const exam = nextPresence(null, view({ phase: 'inCall' }), 1);
  expect(nextPresence(exam, view({ phase: 'exam' }), 2)).toBeNull();
});

test('what is published is what the strict schema allows; nothing of the patient is in it, nor his name anywhere', () => {
  const presence = nextPresence(null, view({ phase: 'waiting', waitingSince: 7 }), 7);
  const { notice, ...open } = presence ?? { notice: null };
  expect(presenceSchema.safeParse({ v: 1, box: 'cabinet-1', place: 'Mairie', ...open }).success).toBe(true);
  expect(noticeSchema.safeParse(notice).success).toBe(true);
  expect(JSON.stringify(presence)).not.toContain('Anne');
});
