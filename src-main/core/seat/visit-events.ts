/** The doctor's commands around the exams, as the events that the machines know. */
import type { CommandBody } from '../../api/call-protocol.ts';
import type { visitCommandSchemas } from '../../api/visit-commands.ts';
import type { SeatEvent } from './seat.ts';

export type VisitCommand = Extract<
  CommandBody,
  { type: (typeof visitCommandSchemas)[number]['shape']['type']['value'] }
>;

export function visitEventOf(body: VisitCommand, commandId: string): SeatEvent {
  switch (body.type) {
    case 'visit.hold':
      return { type: 'doctor.hold', on: body.on };
    case 'visit.say':
      return { type: 'doctor.say', id: commandId, sentence: body.sentence };
    case 'visit.helper':
      return { type: 'doctor.helper', helper: body.helper };
    case 'oximeter.keepOn':
      return { type: 'doctor.keepOn', on: body.on };
    case 'instrument.choose':
      return { type: 'doctor.chooseUnit', capability: body.capability, unit: body.unit };
    case 'quickSet.start':
      return { type: 'doctor.startQuickSet' };
    case 'quickSet.stop':
      return { type: 'doctor.stopQuickSet' };
    case 'value.enter':
      return { type: 'doctor.entered', entry: commandId, entered: body.entered, replaces: body.replaces };
    case 'document.print':
      return { type: 'doctor.print', document: body.document, print: commandId };
    case 'prepared.read':
      return { type: 'doctor.readPrepared', visit: body.visit };
  }
}
