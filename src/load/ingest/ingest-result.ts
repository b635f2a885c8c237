// The result of a call from the audit of its load: the first time and whenever its key comes again.
import type { LoadSession } from '../session/session';
import type { IngestRejection, IngestResult } from './ingest-call';

type Counts = Omit<IngestResult, 'rejections'>;

export async function ingestResult({ rows }: LoadSession, loadId: number): Promise<IngestResult> {
  const sums = ['inserted', 'updated', 'unchanged', 'quarantined', 'deleted'] as const;
  const [counts] = await rows<Counts>(
    `SELECT load_id AS "loadId", change_id AS "changeId", ${sums.map((name) => `coalesce(sum(${name}), 0)::bigint AS ${name}`).join(', ')}
     FROM load LEFT JOIN load_count USING (load_id) WHERE load_id = $1 GROUP BY load_id`,
    [loadId],
  );
  const rejections =
    counts!.quarantined === 0
      ? []
      : await rows<IngestRejection>(
          `SELECT line - 1 AS row, column_name AS column, code, message FROM load_rejection
           WHERE load_id = $1 ORDER BY line, rejection_no`,
          [loadId],
        );
  return { ...counts!, rejections };
}
