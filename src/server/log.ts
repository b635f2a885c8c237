// The server's log: JSON lines on standard error. It names requests by id and never repeats what they ask or who asks.
import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

export function createLog(level: 'info' | 'silent' = 'info'): Log {
  // Synchronous, so that the last line before an exit is written.
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ dest: 2, sync: true }));
}
