/** Who the patient is, in English. */
import type { IdentityTexts } from './identity.fr.ts';

export const identity: IdentityTexts = {
  phases: { details: 'Particulars' },
  commands: {
    'identity.check': 'Identity confirmed aloud',
    'third.ask': 'Ask consent for a third person',
  },
  sex: { female: 'Female', male: 'Male', unsaid: 'Sex: does not want to say' },
  companion: {
    nobody: 'Nobody with the patient',
    relative: 'With family or a friend',
    carer: 'With a carer',
    interpreter: 'With an interpreter',
    other: 'Accompanied',
  },
  guardian: { parent: 'Parent', guardian: 'Guardian', absent: 'No legal representative' },
  identifiers: {
    name: 'birth name and first name',
    birthDate: 'date of birth',
    birthPlace: 'place of birth',
    paper: 'identity document',
  },
  guardianOf: (link, name) => `${link}: ${name}`,
  callback: 'Call back',
  minorAlone: 'Minor without a legal representative',
  minorAloneHint: 'The patient knows, and knows that you know. It is for you to say what is possible.',
  check: {
    heading: 'Have the patient say two of these, and compare',
    open: 'Confirm identity',
    confirm: 'Confirm',
    takeBack: 'Take it back',
    cancel: 'Close',
    notYet: 'Not confirmed',
    notYetHint: 'What leaves now is marked as not confirmed.',
    done: (what, who) => `Confirmed aloud (${what}), ${who}`,
  },
  agreements: {
    pictures: 'Pictures',
    share: 'Notes',
    thirds: { colleague: 'Another doctor', interpreter: 'Interpreter', student: 'Student' },
    ask: 'Third person…',
    said: { yes: 'yes', no: 'no', open: '–' },
    heading: 'What the patient agreed to: pictures and sounds, notes for the next doctor, a third person',
  },
  summary: {
    notChecked: 'NOT CONFIRMED by the doctor',
    checked: (what) => `confirmed aloud by the doctor (${what})`,
  },
};
