// The data version and what stands behind it, from the audit of loads; the last score run and the models behind it.
import { currentMonthEnd } from '../../model/judgements';
import type { Queryable } from '../../warehouse/queryable';
import type { DataStatus, ModelFit } from './status-types';

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

export type LatestScore = { readonly scoredAt: string | null; readonly scoredVersion: string | null };

/** When the current judgements were made, and of which version of the data. */
export async function latestScore(records: Queryable): Promise<LatestScore> {
  const { rows } = await records.query<LatestScore>(
    `SELECT to_char(scored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "scoredAt", data_version::text AS "scoredVersion"
     FROM month_end WHERE month_end = $1`,
    [currentMonthEnd],
  );
  return rows[0] ?? { scoredAt: null, scoredVersion: null };
}

/** The fits of the last month-end that has any, by model. */
export async function latestFits(records: Queryable): Promise<readonly ModelFit[]> {
  const { rows } = await records.query<ModelFit>(
    `SELECT fit.model, to_char(judging.judged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "asOf",
       fit.parameters, fit.log_likelihood AS "logLikelihood", fit.customers, fit.reason
     FROM model_fit AS fit JOIN month_end AS judging USING (month_end)
     WHERE month_end = (SELECT max(month_end) FROM model_fit) ORDER BY fit.model`,
  );
  return rows;
}
