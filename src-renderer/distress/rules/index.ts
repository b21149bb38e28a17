export { coveredOrDark } from './absence.ts';
export { createEventLog, type DistressEvent } from './events.ts';
export { createWatcher, type Watcher } from './watcher.ts';
