import type { devicesFr } from './devices.fr.ts';

export const devicesEn: Readonly<Record<keyof typeof devicesFr, string>> = {
  'devices.title': 'Cameras and microphones',
  'devices.text': 'Look at what each camera shows, speak into each microphone, then say what it is for.',
  'devices.videoinput': 'Cameras',
  'devices.audioinput': 'Microphones',
  'devices.videoinput.none': 'No camera is plugged in.',
  'devices.audioinput.none': 'No microphone is plugged in.',
  'devices.opening': 'Opening',
  'devices.no-picture': 'No picture',
  'devices.no-sound': 'No sound',
  'devices.nameless': 'Device without a name',
  'devices.picture': 'Picture of {{name}}',
  'devices.level': 'Sound level of {{name}}',
  'devices.twin':
    'Another device has this name: the box cannot tell them apart. Replace one of them by another model.',
  'devices.missing': '{{use}}: “{{name}}” is not plugged in at the moment.',
  'devices.save': 'Save',
  'devices.saved': 'Saved: holds from now on, in every visit.',
  'use.face': 'Room',
  'use.otoscope': 'Otoscope',
  'use.detail-camera': 'Skin and throat',
  'use.voice': 'Voice',
  'use.stethoscope': 'Stethoscope',
  'use.nothing': 'Nothing',
};
