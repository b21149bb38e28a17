/** Whether somebody could press "stop": the cabinet's own screen is there and gives signs of life. */

/** Without one for so long the screen counts as lost, and with it the person in front of it. */
export const SCREEN_LOST_MS = 2000;

export interface ScreenPulse {
  /** Any message of the screen. */
  beat(): void;
  /** Its connection is closed. */
  gone(): void;
  alive(): boolean;
  /** Every 250 ms. */
  tick(): void;
}

/** `onLost`: once each time it is lost; a screen that never came cannot be. */
export function createScreenPulse(nowMono: () => number, onLost: () => void): ScreenPulse {
  let lastBeat: number | null = null;

  function gone(): void {
    if (lastBeat === null) return;
    lastBeat = null;
    onLost();
  }
  const alive = () => lastBeat !== null && nowMono() - lastBeat < SCREEN_LOST_MS;

  return {
    beat() {
      lastBeat = nowMono();
    },
    gone,
    alive,
    tick() {
      if (!alive()) gone();
    },
  };
}
