import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The sheet to take home, and who may read the notes. */
export const closing = {
  'document.sheet': 'Su hoja',
  'sheet.text': 'Esto es lo que debe hacer. ¿Lo quiere en papel?',
  'sheet.own': 'El médico ha escrito una frase para usted. Está en la pantalla.',
  'sheet.inFrench': 'En el papel, está escrito en francés.',
  'sheet.noPaper': 'Sin papel',
  'sheet.line.medicine-as-written': 'Tome sus medicamentos como está escrito en la receta.',
  'sheet.line.medicine-to-the-end': 'Tome el tratamiento hasta el final, aunque esté mejor.',
  'sheet.line.drink': 'Beba a menudo, en pequeñas cantidades.',
  'sheet.line.rest': 'Descanse.',
  'sheet.line.wait-well': 'No es grave. Se pasará en unos días.',
  'sheet.line.see-doctor-3-days': 'Si en tres días no está mejor, vea de nuevo a un médico.',
  'sheet.line.see-doctor-worse': 'Si empeora, vea a un médico enseguida.',
  'sheet.line.call-15': 'Si respira mal o si le duele el pecho, llame al 15.',
  'sheet.line.blood-test': 'Hágase el análisis de sangre pedido.',
  'sheet.line.bring-paper': 'Guarde sus papeles y muéstrelos al próximo médico.',
  'sheet.line.ask-pharmacist': 'Para sus medicamentos, pida consejo al farmacéutico.',
  'share.next.title': 'Unas palabras para el próximo médico',
  'share.next.text': 'El médico ha anotado lo que ha visto. ¿Puede leerlo el próximo médico?',
  'share.earlier.title': 'El médico le pregunta',
  'share.earlier.text':
    '¿Puede leer lo que otros médicos han anotado sobre usted? Puede decir que no, la visita continúa.',
  'share.told.title': 'El médico lee sus visitas anteriores',
  'share.told.text': 'Usted había dicho que sí. Ahora puede decir que no.',
  'share.yes': 'Sí, puede leer',
  'share.no': 'No',
  'share.fine': 'De acuerdo',
  'share.stop': 'No, ya no quiero',
  'share.granted': 'El próximo médico puede leer sus notas.',
  'share.refused': 'El próximo médico no puede leer sus notas.',
  'share.give': 'Dejar leer las notas',
  'share.withdraw': 'Ya no dejar leer',
} as const satisfies Partial<Record<TextKey, Entry>>;
