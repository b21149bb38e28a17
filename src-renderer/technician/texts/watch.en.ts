/** The distress watch, for the technician. */
import type { watchFr } from './watch.fr.ts';

export const watchEn: Readonly<Record<keyof typeof watchFr, string>> = {
  'watch.title': 'Distress watch',
  'watch.text': 'Acts, never emotions. No picture leaves the cabinet or is kept.',
  'watch.on': 'The watch is on',
  'watch.off': 'The watch is off',
  'watch.state.on': 'It looks: {{rate}} pictures a second.',
  'watch.state.blind': 'It cannot look well:',
  'watch.state.starting': 'It is starting…',
  'watch.state.off': 'No picture is looked at. The doctor reads so.',
  'watch.room': 'The room',
  'watch.room.text':
    'Put the line where the floor begins, at the foot of the wall, and the box around the chair. Without them a person on the floor is not told.',
  'watch.room.teach': 'Show floor and chair',
  'watch.room.forget': 'Forget the room',
  'watch.room.picture': 'Picture of the room’s camera',
  'watch.room.drawn': 'Floor line and chair box on the picture',
  'watch.room.no-picture': 'No picture from the camera',
  'watch.room.off': 'Off: no picture',
  'watch.edge.floor': 'Floor line',
  'watch.edge.left': 'Chair: left',
  'watch.edge.right': 'Chair: right',
  'watch.edge.top': 'Chair: top',
  'watch.edge.bottom': 'Chair: bottom',
  'watch.signals': 'Acts that are told',
  'watch.signals.text': 'Try them in front of the camera: the gauge rises, and nothing is sent.',
  'watch.score': 'Trial: {{signal}}',
  'watch.notice': 'The notice',
  'watch.notice.text':
    'Every patient reads and hears this sentence before agreeing. It is the same for everybody, whether the watch is on or not. Put it at the door too.',
  'signal.absence': 'Nobody in the picture',
  'signal.absence.text': '5 seconds without anybody, or a covered lens.',
  'signal.fall': 'Fall',
  'signal.fall.text': 'The patient is asked, then the desk is called.',
  'signal.floor': 'Person on the floor',
  'signal.floor.text': '10 seconds on the floor. The room must have been shown.',
  'signal.slump': 'Slumped in the chair',
  'signal.slump.text': 'Experimental.',
  'signal.stillness': 'Stillness',
  'signal.stillness.text': '20 seconds without any movement.',
  'signal.signal-for-help': 'Hand signal',
  'signal.signal-for-help.text':
    'Palm, thumb tucked, fingers closed. For the doctor alone, without any effect here.',
  'blind.starting': 'The models are loading; a minute at most.',
  'blind.switched-off': 'It is switched off here.',
  'blind.no-camera':
    'No picture comes from the camera. Check its cable, then “Cameras and microphones” and the self-test.',
  'blind.covered': 'The lens is covered. Uncover and clean it.',
  'blind.dark': 'It is too dark. Switch the light on, and check it at opening hours.',
  'blind.several-people': 'Several people are in the picture: one alone is followed.',
  'blind.too-slow':
    'The computer looks at fewer than 3 pictures a second. Close what runs beside it, or give it a faster computer.',
  'blind.no-webgl2':
    'The display has no WebGL 2. Update the graphics driver; without it the watch stays off.',
  'blind.models-damaged': 'Its files are missing or damaged. Install the box again.',
  'blind.worker-lost':
    'Its program has stopped and starts again by itself. If it stops again, restart the box.',
  'blind.no-reports': 'It does not answer. Restart the box.',
};
