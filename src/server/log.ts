// The server's log: what went wrong, as JSON lines on standard error, and when debugging every statement. It names requests
// by id and never repeats what they ask or who asks: of a statement the text, which holds no value.
import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Written synchronously, so that the last line before an exit is not lost. */
export function createLog(
  level: 'warn' | 'debug' = 'warn',
  to: DestinationStream = destination({ dest: 2, sync: true }),
): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
}
