/** Cameras and sound inputs, and what they are for. */
export const devicesFr = {
  'devices.title': 'Caméras et micros',
  'devices.text':
    'Regardez ce que montre chaque caméra, parlez devant chaque micro, puis dites à quoi il sert.',
  'devices.videoinput': 'Caméras',
  'devices.audioinput': 'Micros',
  'devices.videoinput.none': 'Aucune caméra n’est branchée.',
  'devices.audioinput.none': 'Aucun micro n’est branché.',
  'devices.opening': 'Ouverture',
  'devices.no-picture': 'Pas d’image',
  'devices.no-sound': 'Pas de son',
  'devices.nameless': 'Appareil sans nom',
  'devices.picture': 'Image de {{name}}',
  'devices.level': 'Niveau du son de {{name}}',
  'devices.twin':
    'Un autre appareil porte ce nom : la box ne les distingue pas. Remplacez l’un des deux par un autre modèle.',
  'devices.missing': '{{use}} : « {{name}} » n’est pas branché en ce moment.',
  'devices.save': 'Enregistrer',
  'devices.saved': 'Enregistré : valable dès maintenant, et à chaque visite.',
  'use.face': 'Pièce',
  'use.otoscope': 'Otoscope',
  'use.detail-camera': 'Peau et gorge',
  'use.voice': 'Voix',
  'use.stethoscope': 'Stéthoscope',
  'use.nothing': 'Rien',
} as const;
