/** ms since 1970 UTC → an R4 instant with its zone. */
export const iso = (wall: number): string => new Date(wall).toISOString();
