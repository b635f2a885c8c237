// The server's log: what went wrong, as JSON lines on standard error. It names requests by id and never repeats what they
// ask or who asks.
import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Written synchronously, so that the last line before an exit is not lost. */
export function createLog(to: DestinationStream = destination({ dest: 2, sync: true })): Log {
  return pino({ level: 'warn', base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
}
