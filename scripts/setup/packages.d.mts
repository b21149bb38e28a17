export function packagesState(folder?: string): 'in line' | 'absent' | 'out of line';
export function ensurePackages(): Promise<boolean>;
export function ensureNode24(): Promise<boolean>;
