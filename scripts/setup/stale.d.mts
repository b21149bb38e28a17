export function isBuilt(folder?: string): boolean;
export function stampBuilt(startedAt: number, folder?: string): void;
