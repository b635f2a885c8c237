// What the errors of a database that cannot be used mean to the person who has to mend it. Names the server and the
// database, never the password.
import { UserError } from '../errors';

/** host:port/database of a connection URL. */
export function databaseName(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${hostname || searchParams.get('host') || 'localhost'}:${port || '5432'}${decodeURIComponent(pathname)}`;
}

const checkUrl = 'Check DATABASE_URL.';
const checkServer = 'Check that the server runs and that DATABASE_URL names its host and port.';

type Meaning = { readonly problem: string; readonly hint: string };

const meanings: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: { problem: 'nothing answers there', hint: checkServer },
  ENOTFOUND: { problem: 'its host name is not known', hint: checkUrl },
  EAI_AGAIN: { problem: 'its host name cannot be looked up', hint: checkServer },
  EHOSTUNREACH: { problem: 'its host cannot be reached', hint: checkServer },
  ENETUNREACH: { problem: 'its host cannot be reached', hint: checkServer },
  ETIMEDOUT: { problem: 'it does not answer in time', hint: checkServer },
  ECONNRESET: { problem: 'it closed the connection', hint: checkServer },
  '28P01': { problem: 'it refused the password', hint: 'Check user and password in DATABASE_URL.' },
  '28000': { problem: 'it does not let this user in', hint: 'Check the user in DATABASE_URL and pg_hba.conf.' },
  '3D000': { problem: 'there is no such database', hint: 'Create it (createdb), or name another in DATABASE_URL.' },
  '42501': {
    problem: 'the user may not create or use tables in it',
    hint: 'Make the user the owner of the database, or grant it CREATE and USAGE on the schema public.',
  },
  '25006': { problem: 'it is read-only', hint: 'Name the primary server in DATABASE_URL.' },
  '42P07': {
    problem: 'it holds a table of the same name as one of ours already',
    hint: 'Name an empty database in DATABASE_URL.',
  },
  '53300': { problem: 'it has no connection left', hint: 'Raise max_connections of the server or end other sessions.' },
  '53100': { problem: 'its disk is full', hint: 'Free space on the server.' },
  '57P03': { problem: 'it is starting up or shutting down', hint: 'Try again in a moment.' },
};

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  if (/timeout/i.test(String(message))) return 'ETIMEDOUT';
  return /terminated/i.test(String(message)) ? 'ECONNRESET' : '';
}

/** Of a connection that broke or could not be made: classes and codes of PostgreSQL, codes of the system. */
const lostCodes =
  /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/;
/** What pg says without a code. */
const lostMessages = /^(Connection terminated|timeout expired|Client (has encountered a connection error|was closed))/;

/** Whether the database went away, or does not let anybody in for now: nobody's mistake, and over one day. */
export function isDatabaseLost(error: unknown): boolean {
  const { code, message, cause, syscall } = (error ?? {}) as Readonly<Record<string, unknown>>;
  return (
    lostCodes.test(String(code)) ||
    // A socket that is gone with its server.
    (code === 'ENOENT' && syscall === 'connect') ||
    lostMessages.test(String(message)) ||
    (typeof cause === 'object' && cause !== null && isDatabaseLost(cause))
  );
}

/** What is wrong where it went away. */
export const wentAway = 'it went away during the work';
const runAgain = 'Run the same command again: what is stored already stays as it is, what is not is stored then.';

/** What a command says of a database that went away under it; none if it did not. */
export const databaseLost = (error: unknown, url?: string): UserError | undefined =>
  isDatabaseLost(error)
    ? new UserError('DATABASE_UNAVAILABLE', {
        ...(url === undefined ? {} : { database: databaseName(url) }),
        problem: wentAway,
        hint: runAgain,
      })
    : undefined;

/** The UserError an error means, or the error itself. While connecting, every error is the user's to mend. */
export function databaseProblem(error: unknown, url: string, phase: 'connect' | 'use'): unknown {
  if (error instanceof UserError) return error;
  const meaning = meanings[codeOf(error)];
  const database = databaseName(url);
  if (meaning !== undefined) return new UserError('DATABASE_UNAVAILABLE', { database, ...meaning });
  if (phase === 'use') return error;
  const problem = (error as Error).message.split('\n')[0]?.replace(/\.$/, '') || 'the connection failed';
  return new UserError('DATABASE_UNAVAILABLE', { database, problem, hint: checkUrl });
}
