/** One line of progress. */
export type Say = (line: string) => void;
