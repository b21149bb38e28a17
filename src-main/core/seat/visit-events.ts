/** The doctor's commands around the exams, as the events that the machines know. */
import type { CommandBody } from '../../api/call-protocol.ts';
import type { visitCommandSchemas } from '../../api/visit-commands.ts';
import type { SeatEvent } from './seat.ts';

export type VisitCommand = Extract<
  CommandBody,
  { type: (typeof visitCommandSchemas)[number]['shape']['type']['value'] }
>;

/** The summary needs what only the core can make of it: see `seat.ts`. */
export function visitEventOf(
  body: Exclude<VisitCommand, { type: 'summary.write' }>,
  commandId: string,
): SeatEvent {
  switch (body.type) {
    case 'visit.hold':
      return { type: 'doctor.hold', on: body.on };
    case 'visit.say':
      return { type: 'doctor.say', id: commandId, sentence: body.sentence };
    case 'visit.helper':
      return { type: 'doctor.helper', helper: body.helper };
    case 'identity.check':
      return { type: 'doctor.checkIdentity', identifiers: body.identifiers };
    case 'third.ask':
      return { type: 'doctor.askThird', who: body.who };
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
    case 'note.write':
      return { type: 'doctor.writeNote', entry: commandId, note: body.note, replaces: body.replaces };
    case 'earlier.look':
      return { type: 'doctor.lookEarlier', look: commandId };
    case 'earlier.ask':
      return { type: 'doctor.askShare' };
    case 'prepared.read':
      return { type: 'doctor.readPrepared', visit: body.visit };
  }
}
