/** What no list, print or export ever shows, whoever asks: it is the treating doctor's alone (DESIGN: distress). */
const DISCREET = /^distress(\.|$)/;

export const isShown = ({ kind }: { readonly kind: string }): boolean => !DISCREET.test(kind);
