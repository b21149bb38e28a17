/** In a worker: starts (`ms`) and stops (null) intervals, posts the id at each tick. */
const timers = new Map<number, ReturnType<typeof setInterval>>();

self.onmessage = ({ data: { id, ms } }: MessageEvent<{ id: number; ms: number | null }>) => {
  clearInterval(timers.get(id));
  timers.delete(id);
  if (ms !== null)
    timers.set(
      id,
      setInterval(() => self.postMessage(id), ms),
    );
};
