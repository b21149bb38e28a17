/** Remarks beside a value, in the record's language. */
import type { Reading } from '../../../state-machines/contract.ts';

const FLAGS: Readonly<Record<NonNullable<Reading['flags']>[number], string>> = {
  irregular: "Rythme irrégulier signalé par l'appareil : pression moins sûre.",
  'pulse-differs': "Le pouls du brassard et celui de l'oxymètre diffèrent de plus de 10 par minute.",
  'mean-unlikely': 'Pression moyenne peu vraisemblable au regard des deux autres.',
  'confirm-elsewhere': 'Fièvre mesurée au front : à confirmer à un autre endroit.',
  'time-by-person': "Lu dans la mémoire de l'appareil ; heure confirmée par une personne.",
};

export function remarks(readings: readonly Reading[]): string[] {
  const any = (is: (reading: Reading) => boolean): boolean => readings.some(is);
  const flags = new Set(readings.flatMap(({ flags: said = [] }) => said));
  return [
    ...(any(({ derivedFrom }) => derivedFrom !== undefined) ? ['Moyenne des deux dernières mesures.'] : []),
    ...(any(({ quality }) => quality === 'poor') ? ['Mesure de qualité médiocre.'] : []),
    ...(any(({ confirmedExtreme }) => confirmedExtreme)
      ? ['Valeur extrême, retrouvée à une seconde mesure.']
      : []),
    ...(any(({ enteredBy }) => enteredBy !== undefined)
      ? ["Saisi d'après l'écran de l'appareil par la personne présente."]
      : []),
    ...(any(({ atRest }) => atRest === false) ? ['Mesuré sans repos préalable.'] : []),
    ...[...flags].map((flag) => FLAGS[flag]),
    ...(any(({ at }) => !at.clockSure) ? ["Heure incertaine : l'horloge du cabinet a été déréglée."] : []),
  ];
}
