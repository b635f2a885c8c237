// An error as the log has it: what kind it is, where it was thrown and why. What a database says of an error may repeat values of a
// row, and those of a person: only words that hold none are kept.
import { type ErrorCode, UserError } from '../errors';

export type LoggedError = {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** Of PostgreSQL: the place in its sources, and what was violated. */
  readonly routine?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
};

type Detailed = Error & {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly routine?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
  readonly column?: unknown;
  readonly errors?: unknown;
};

const deepest = 4;
const mostTogether = 5;
const mostFrames = 20;

/**
 * Classes of PostgreSQL's codes whose messages name tables, connections and resources, but no value: connections,
 * transactions, names and syntax, resources, what is not allowed now, the operator, the system.
 */
const namesNoValue = /^(08|25|3D|40|42|53|54|55|57|58)/;

/** The same of DuckDB, which begins its messages with their kind. */
const kindOfDuckdb = /^([A-Z][A-Za-z ]{1,30} Error): /;
const duckdbNamesNoValue = new Set([
  'IO Error',
  'Out of Memory Error',
  'Catalog Error',
  'FATAL Error',
  'INTERNAL Error',
]);

const namedByUs: ReadonlySet<ErrorCode> = new Set([
  'DATABASE_UNAVAILABLE',
  'BUSY',
  'REPLICA_LOST',
  'STATEMENT_TIMEOUT',
  'DATA_VERSION_NOT_REACHED',
]);

export const withoutPasswords = (text: string): string => text.replace(/\/\/[^\s/@]*@/g, '//***@');

/** What stands in quotation marks may be anybody's. */
const withoutQuoted = (text: string): string => text.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"..."');

const isCode = (code: unknown): code is string => typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code);

const isOfPostgres = ({ severity, code }: Detailed): boolean =>
  typeof severity === 'string' && typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);

function messageOf(error: Detailed): string | undefined {
  const { message } = error;
  if (error instanceof UserError) return namedByUs.has(error.code) ? withoutPasswords(message) : undefined;
  if (isOfPostgres(error)) return namesNoValue.test(String(error.code)) ? firstLine(message) : undefined;
  const kind = kindOfDuckdb.exec(message)?.[1];
  if (kind !== undefined) return duckdbNamesNoValue.has(kind) ? firstLine(message) : kind;
  return withoutQuoted(firstLine(message));
}

const firstLine = (text: string): string => withoutPasswords(text.split('\n', 1)[0]!).slice(0, 500);

/** The frames alone: a stack begins with the message, which may have several lines. */
function framesOf({ stack = '' }: Error): string | undefined {
  const frames = stack.split('\n').filter((line) => /^\s+at .*(:\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line));
  return frames.length === 0 ? undefined : frames.slice(0, mostFrames).join('\n');
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `above`: the errors that it is a cause or a part of. */
export function loggedError(thrown: unknown, above: readonly unknown[] = []): LoggedError {
  if (!(thrown instanceof Error)) return { type: thrown === null ? 'null' : typeof thrown };
  const error = thrown as Detailed;
  const ofPostgres = isOfPostgres(error);
  const path = [...above, error];
  const isNew = (each: unknown): boolean => path.length < deepest && !path.includes(each);
  const { cause, errors } = error;
  const logged = {
    type: error.constructor.name || 'Error',
    code: isCode(error.code) ? error.code : undefined,
    message: messageOf(error),
    routine: ofPostgres ? textOf(error.routine) : undefined,
    constraint: ofPostgres ? textOf(error.constraint) : undefined,
    table: ofPostgres ? textOf(error.table) : undefined,
    column: ofPostgres ? textOf(error.column) : undefined,
    stack: framesOf(error),
    cause: cause !== undefined && isNew(cause) ? loggedError(cause, path) : undefined,
    errors: Array.isArray(errors)
      ? errors.slice(0, mostTogether).flatMap((each) => (isNew(each) ? loggedError(each, path) : []))
      : undefined,
  };
  return Object.fromEntries(
    Object.entries(logged).filter(([, value]) => value !== undefined),
  ) as unknown as LoggedError;
}
