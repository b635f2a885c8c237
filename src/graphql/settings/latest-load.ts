// The data version and what stands behind it, from the audit of loads.
import type { Queryable } from '../../warehouse/queryable';
import type { DataStatus } from './status-types';

export type LatestLoad = Pick<DataStatus, 'dataVersion' | 'loadedAt' | 'simulated'>;

/** The latest load, and whether a simulated company is among the loads that stand. */
export async function latestLoad(records: Queryable): Promise<LatestLoad> {
  const { rows } = await records.query<LatestLoad>(
    `SELECT (SELECT coalesce(max(change_id), 0)::text FROM table_watermark) AS "dataVersion", to_char(max(finished_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "loadedAt",
       coalesce(bool_or(kind = 'sample' AND unloaded_by IS NULL), false) AS simulated
     FROM load`,
  );
  return rows[0]!;
}
