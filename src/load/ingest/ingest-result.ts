// The results of calls from the audit of their loads: the first time, and whenever a key comes again.
import type { LoadSession } from '../session/session';
import type { IngestRejection, IngestResult } from './ingest-call';

type Counts = Omit<IngestResult, 'rejections'>;

const sums = ['inserted', 'updated', 'unchanged', 'quarantined', 'filtered', 'deleted'] as const;

/** The result of each of the loads. */
export async function ingestResults(
  { rows }: LoadSession,
  loads: readonly number[],
): Promise<ReadonlyMap<number, IngestResult>> {
  const counts = await rows<Counts>(
    `SELECT load_id AS "loadId", change_id AS "changeId", ${sums.map((name) => `coalesce(sum(${name}), 0)::bigint AS ${name}`).join(', ')}
     FROM load LEFT JOIN load_count USING (load_id) WHERE load_id = ANY ($1) GROUP BY load_id`,
    [loads],
  );
  const rejected = counts.filter(({ quarantined }) => quarantined > 0).map(({ loadId }) => loadId);
  const rejections =
    rejected.length === 0
      ? []
      : await rows<IngestRejection & { loadId: number }>(
          `SELECT load_id AS "loadId", line - 1 AS row, column_name AS column, code, message FROM load_rejection
           WHERE load_id = ANY ($1) ORDER BY load_id, line, rejection_no`,
          [rejected],
        );
  const byLoad = new Map<number, IngestRejection[]>(rejected.map((loadId) => [loadId, []]));
  for (const { loadId, ...rejection } of rejections) byLoad.get(loadId)!.push(rejection);
  return new Map(counts.map((each) => [each.loadId, { ...each, rejections: byLoad.get(each.loadId) ?? [] }]));
}
