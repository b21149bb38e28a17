/** What happened, to whom; never the content of a message. */
export type Log = (event: string, fields?: Readonly<Record<string, string | number>>) => void;
