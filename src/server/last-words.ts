// A fault that nobody caught ends the process: what it was stands in the log first, as every other fault does, and not as Node would
// print it, which repeats values of a row.
import type { Log } from './log';

type Ending = {
  readonly on: (event: 'uncaughtException', ends: (error: unknown) => void) => unknown;
  readonly exit: (code: number) => unknown;
};

/** A rejected promise that nobody waits for comes here as well. */
export function tellLastWords(process: Ending, log: Log): void {
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'a fault that nobody caught ends the server');
    process.exit(1);
  });
}
