// The server's log: JSON lines on standard error. It names requests by id and never repeats what they ask: of a statement the text,
// which holds no value; of an error what cannot hold one; of secrets and of a person nothing, wherever they might stand.
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/operation-settings';
import { loggedError } from '../telemetry/logged-error';

export type Log = Logger;

/** Keys whose values are never written, at the top of a line and one and two levels below it. */
const secret = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'apiKey',
  'token',
  'secret',
  'password',
  'connectionString',
  'parameters',
  'variables',
  'query',
  'body',
  'detail',
  'where',
  'name',
  'email',
  'phone',
  'birthDate',
  'birth_date',
];

const paths = secret.map((key) => `["${key}"]`).flatMap((key) => [key, `*${key}`, `*.*${key}`]);

/** Written synchronously, so that the last line before an exit is not lost. */
export function createLog(level: LogLevel = 'warn', to: DestinationStream = destination({ dest: 2, sync: true })): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[not shown]' },
      serializers: {
        err: (error: unknown) => loggedError(error),
        error: (error: unknown) => loggedError(error),
        req: ({ id, method }: { readonly id?: unknown; readonly method?: unknown }) => ({ id, method }),
        res: ({ statusCode }: { readonly statusCode?: unknown }) => ({ statusCode }),
      },
    },
    to,
  );
}
