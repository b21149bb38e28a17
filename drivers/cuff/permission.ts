/** Who may inflate a cuff, and for how long: a fresh command and a fresh "ready", used once. */
import type { MonoMs } from '../contract.ts';

/** A command that moves something is obeyed within this time or not at all. */
export const COMMAND_TTL_MS = 3000;
/** How long a "ready" on the position step holds. */
export const READY_TTL_MS = 60_000;

/** Made by the core for one start. `patient`: the mode the module is set to before anything inflates. */
export interface CuffPermission {
  readonly commandId: string;
  /** When the cabinet accepted the command. */
  readonly commandAt: MonoMs;
  /** When the patient or a helper said "ready" on the position step. */
  readonly readyAt: MonoMs;
  readonly patient: 'adult' | 'child';
}

export type PermissionRefusal = 'used' | 'command-expired' | 'ready-expired' | 'from-the-future';

export interface PermissionGate {
  /** Uses the permission up, refused or not. null: inflate now. */
  use(permission: CuffPermission, now: MonoMs): PermissionRefusal | null;
}

/**
 * One for all cuffs of the core: the same command starts nothing twice, on whatever line. An id is remembered as long
 * as its command could still be fresh.
 */
export function createPermissionGate(): PermissionGate {
  const usedUntil = new Map<string, MonoMs>();

  return {
    use({ commandId, commandAt, readyAt }, now) {
      for (const [id, until] of usedUntil) if (until < now) usedUntil.delete(id);
      if (usedUntil.has(commandId)) return 'used';
      usedUntil.set(commandId, now + COMMAND_TTL_MS);
      // Not a number compares false to everything: only what is proven fresh passes.
      if (!(commandAt <= now && readyAt <= now)) return 'from-the-future';
      if (!(now - commandAt < COMMAND_TTL_MS)) return 'command-expired';
      if (!(now - readyAt < READY_TTL_MS)) return 'ready-expired';
      return null;
    },
  };
}
