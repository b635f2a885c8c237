// Of the environment, the start, the warehouse and its backups.
import type { Message } from './message';

export const warehouseMessages = {
  INVALID_CONFIGURATION: (p: { problems: readonly string[] }): Message => ({
    sentence: `The environment is not valid: ${p.problems.join('; ')}.`,
    hint: 'The README lists every variable with its default.',
  }),
  PORT_TAKEN: (p: { host: string; port: number }): Message => ({
    sentence: `The port ${p.port} of ${p.host} is taken by another program.`,
    hint: 'Stop that program, or set PORT to another number; PORT=0 takes a free one.',
  }),
  /** `database`: for whoever runs the program, not for whoever asks it. */
  DATABASE_UNAVAILABLE: (p: { database?: string; problem: string; hint: string }): Message => ({
    sentence: `The database${p.database === undefined ? '' : ` ${p.database}`} cannot be used: ${p.problem}.`,
    hint: p.hint,
  }),
  CITUS_MISSING: (p: { database: string }): Message => ({
    sentence: `The database ${p.database} has no Citus extension: its tables cannot be spread over servers.`,
    hint: 'Run CREATE EXTENSION citus in it on a coordinator (Citus 13 or later), add the workers with citus_add_node, and run the command again. On one server nothing has to be distributed.',
  }),
  BUSY: (p: { retryAfterSeconds: number }): Message => ({
    sentence: 'The server has as much to do as it takes on at once, and no place became free in time.',
    hint: `Try again in ${p.retryAfterSeconds} seconds, with fewer questions at once.`,
  }),
  SETTING_CHANGED: (p: { changes: readonly { variable: string; stored: string; given: string }[] }): Message => ({
    sentence: `The warehouse was made with ${p.changes.map((c) => `${c.variable}=${c.stored}`).join(', ')}, and the environment now says ${p.changes.map((c) => `${c.variable}=${c.given}`).join(', ')}.`,
    hint: 'Run `npm run -s astrolabe -- recompute` with the new values to derive the stored tables anew, leave the variables out to keep the stored values, or start another warehouse with another DATA_DIR or DATABASE_URL.',
  }),
  BACKUP_NOT_VALID: (p: { file: string; problem: string }): Message => ({
    sentence: `The backup cannot be restored. ${p.file}: ${p.problem}.`,
    hint: 'Nothing was changed. Fetch the backup again from where it is kept, or restore another.',
  }),
  RESTORE_REFUSED: (p: { problem: string; hint: string }): Message => ({
    sentence: `Nothing was restored: ${p.problem}.`,
    hint: p.hint,
  }),
} as const;
