// How many bad rows a load may have (--max-errors). Past the limit the whole load is given up, with its first
// rejections in the error.
import { UserError } from '../errors';
import type { LoadSession } from './load-session';
import type { LoadTable } from './source-row';
import { rejectionTable } from './staged-tables';
import type { Staged } from './staging';

export type ErrorLimit = { readonly kind: 'count' | 'percent'; readonly value: number };

/** A row in quarantine. */
export type Rejection = {
  readonly file: string;
  readonly line: number;
  readonly table: LoadTable;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
};

const shownRejections = 10;

const limitText = ({ kind, value }: ErrorLimit): string => (kind === 'percent' ? `${value}%` : String(value));

/** The limit that `--max-errors 20` or `--max-errors 0.5%` states. */
export function parseErrorLimit(text: string): ErrorLimit {
  const match = /^(\d+)$|^(\d+(?:\.\d+)?)%$/.exec(text.trim());
  const value = Number(match?.[1] ?? match?.[2]);
  if (match === null || (match[2] !== undefined && value > 100)) {
    throw new UserError('INVALID_ARGUMENT', {
      argument: '--max-errors',
      problem: `${text} is neither a number of rows nor a percentage`,
      hint: 'Write a whole number such as 20, or a percentage such as 0.5%.',
    });
  }
  return { kind: match[2] === undefined ? 'count' : 'percent', value };
}

/** Throws TOO_MANY_ERRORS when the rows rejected so far pass the limit. */
export async function checkErrorLimit({ rows }: LoadSession, staged: Staged, limit: ErrorLimit | null): Promise<void> {
  if (limit === null) return;
  const [counted] = await rows<{ count: number }>(`SELECT count(*) AS count FROM ${rejectionTable}`);
  const count = counted?.count ?? 0;
  const read = staged.sources.reduce((sum, source) => sum + source.read, 0);
  if (limit.kind === 'count' ? count <= limit.value : count * 100 <= limit.value * read) return;
  const found = await rows<Omit<Rejection, 'file' | 'table'> & { readonly source: number }>(
    `SELECT source_no AS source, line, column_name AS column, code, message, raw
     FROM ${rejectionTable} ORDER BY source_no, line, column_name LIMIT ${shownRejections}`,
  );
  const first = found.map(({ source, ...rejection }): Rejection => {
    const { file, table } = staged.sources[source]!;
    return { ...rejection, file, table };
  });
  throw new UserError('TOO_MANY_ERRORS', { limit: limitText(limit), count, first });
}
