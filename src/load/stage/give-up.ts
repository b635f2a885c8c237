// Gives a load up when more rows are bad than it may have (--max-errors): nothing is kept, and the error tells the first.
import { UserError } from '../../errors';
import { type ErrorLimit, limitText } from '../format/error-limit';
import type { LoadSession } from '../session/session';
import { rejectionTable } from './staged-tables';
import type { Staged } from './staging';

type FirstRejection = { readonly source: number; readonly line: number; readonly message: string };

const shownRejections = 10;

/** Throws TOO_MANY_ERRORS when the rows rejected so far pass the limit. */
export async function checkErrorLimit({ rows }: LoadSession, staged: Staged, limit: ErrorLimit | null): Promise<void> {
  if (limit === null) return;
  const [counted] = await rows<{ count: number }>(`SELECT count(*) AS count FROM ${rejectionTable}`);
  const count = counted?.count ?? 0;
  const read = staged.sources.reduce((sum, source) => sum + source.read, 0);
  if (limit.kind === 'count' ? count <= limit.value : count * 100 <= limit.value * read) return;
  const first = await rows<FirstRejection>(
    `SELECT source_no AS source, line, message FROM ${rejectionTable}
     ORDER BY source_no, line, column_name LIMIT ${shownRejections}`,
  );
  throw new UserError('TOO_MANY_ERRORS', {
    limit: limitText(limit),
    count,
    first: first.map(({ source, line, message }) => ({ file: staged.sources[source]!.file, line, message })),
  });
}
