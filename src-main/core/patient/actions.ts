/** What a person does on the screen, as the event that the machines know. */
import type { PatientAction } from '../../api/core-api.ts';
import type { SeatEvent } from '../seat/seat.ts';
import type { FindBooking } from './bookings.ts';

export function toEvent(
  action: Exclude<PatientAction, { type: 'allRight' | 'check' }>,
  parts: { findBooking: FindBooking; freshId: () => string },
): SeatEvent {
  switch (action.type) {
    case 'begin':
      return { type: 'patient.begin', visit: parts.freshId() };
    case 'language':
      return { type: 'patient.language', language: action.language };
    case 'identifyByCode':
      return { type: 'patient.identified', identity: parts.findBooking(action.code) };
    case 'identifyByName': {
      const { birthName, firstName, birthDate } = action;
      const identity = { birthName, firstName, birthDate, status: 'provisional', source: 'typed' } as const;
      return { type: 'patient.identified', identity };
    }
    case 'consent':
      return { type: 'patient.consent', granted: action.granted };
    case 'ready':
      return {
        type: 'patient.ready',
        step: action.step,
        ...(action.by === undefined ? {} : { by: action.by }),
      };
    case 'answer':
      return { type: 'patient.answer', question: action.question, yes: action.yes };
    case 'shutter':
      return { type: 'shutter.pressed', capture: parts.freshId() };
    case 'cleaningDone':
      return { type: 'cleaning.done' };
    case 'welcomeDone':
      return { type: 'patient.welcomeDone' };
    case 'back':
      return { type: 'patient.back' };
    case 'leave':
      return { type: 'patient.leave' };
    case 'stillHere':
      return { type: 'patient.stillHere' };
    case 'active':
      return { type: 'patient.active' };
    case 'help':
      return { type: 'patient.help' };
    case 'cannot':
      return { type: 'patient.cannot' };
    case 'detail':
      return { type: 'patient.detail', answer: action.answer };
    case 'draft':
      return { type: 'patient.draft', draft: action.draft };
    case 'redFlag':
      return { type: 'patient.redFlag', flag: action.flag, answer: action.answer };
    case 'waitOn':
      return { type: 'patient.waitOn' };
    case 'helper':
      return { type: 'patient.helper', helper: action.helper };
    case 'startExam':
      return { type: 'patient.startExam', exam: action.exam };
    case 'readLater':
      return { type: 'patient.readLater' };
    case 'mediaConsent':
      return { type: 'patient.mediaConsent', granted: action.granted };
    case 'third':
      return { type: 'patient.third', granted: action.granted };
    case 'typed':
      return { type: 'helper.typed', exam: action.exam, value: action.value, freshIds: [parts.freshId()] };
    case 'sentenceShown':
      return { type: 'patient.sentenceShown', id: action.id, spoken: action.spoken };
    case 'sentenceRead':
      return { type: 'patient.sentenceRead', id: action.id };
    case 'document': {
      const { document, choice } = action;
      return { type: 'patient.document', document, choice, print: parts.freshId() };
    }
    case 'share':
      return { type: 'patient.share', granted: action.granted, look: parts.freshId() };
    case 'finish':
      return { type: 'patient.finish' };
  }
}
