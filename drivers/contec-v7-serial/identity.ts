/** Model and device identifier, when the instrument gives them. Neither is needed to measure. */
import type { FrameWaits } from '../parts/frame-waits.ts';
import type { SimpleCommand } from './driver.ts';
import type { ContecPackage } from './packages.ts';

const TEXT_MS = 300;
/** A model longer than 7 characters comes as two packages, right after each other. */
const SECOND_PART_MS = 60;

type TextPackage = Extract<ContecPackage, { type: 'model' | 'vendor' | 'deviceId' }>;

const isText =
  (type: TextPackage['type']) =>
  (frame: ContecPackage): frame is TextPackage =>
    frame.type === type;

export interface ContecNames {
  readonly model: string | null;
  readonly serial: string | null;
}

/** Takes at most 700 ms; null for what was not answered. */
export async function readIdentity(
  send: (command: SimpleCommand) => Promise<void>,
  waits: FrameWaits<ContecPackage>,
  signal: AbortSignal,
): Promise<ContecNames> {
  const ask = async (command: 'model' | 'deviceId'): Promise<string | null> => {
    const answer = waits.next(isText(command), TEXT_MS, signal);
    await send(command);
    return (await answer)?.text ?? null;
  };
  const model = await ask('model');
  const rest = model === null ? null : await waits.next(isText('model'), SECOND_PART_MS, signal);
  const serial = await ask('deviceId');
  const whole = model === null ? null : `${model}${rest?.text ?? ''}`;
  return { model: whole || null, serial: serial || null };
}
