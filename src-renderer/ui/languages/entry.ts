/** A visible string, or a string with its own spoken form. A text with `{{variables}}` must have one without. */
export type Entry = string | { readonly text: string; readonly voice: string };

export const textOf = (entry: Entry): string => (typeof entry === 'string' ? entry : entry.text);
export const voiceOf = (entry: Entry): string => (typeof entry === 'string' ? entry : entry.voice);
