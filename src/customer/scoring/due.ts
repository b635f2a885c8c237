// Whether the judgements of now are behind: other data, another business day, or other rules.
import { Temporal } from 'temporal-polyfill';
import type { BusinessSettings } from '../../model/business-settings';
import { currentMonthEnd } from '../../model/judgements';
import { todayOf } from '../../model/now';
import type { Queryable } from '../../warehouse/queryable';
import type { Rules } from '../rules/rules';
import { rulesVersion } from './due-months';

/** The tables that a judgement reads; the derived ones are written with them. */
const judgedFrom = ['fact_transaction', 'fact_interaction', 'dim_customer', 'customer_summary'];

type JudgedNow = { readonly judgedAt: string; readonly dataVersion: number; readonly rulesVersion: string };

/** By one statement, so that it can be asked often. */
export async function isScoreDue(
  connection: Queryable,
  settings: BusinessSettings,
  rules: Rules,
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await connection.query<{ changed: number } & Partial<JudgedNow>>(
    `SELECT coalesce(changed.id, 0) AS changed, judged_at AS "judgedAt", data_version AS "dataVersion", rules_version AS "rulesVersion"
     FROM (SELECT max(change_id) AS id FROM table_watermark WHERE table_name = ANY ($1)) AS changed
     LEFT JOIN month_end ON month_end = $2`,
    [judgedFrom, currentMonthEnd],
  );
  const { changed, judgedAt, dataVersion, rulesVersion: version } = rows[0]!;
  if (judgedAt == null) return changed > 0;
  const dayOf = (instant: Temporal.Instant): string => todayOf(instant, settings.timeZone).toString();
  return (
    changed > dataVersion! ||
    version !== rulesVersion(rules, settings) ||
    dayOf(Temporal.Instant.from(judgedAt)) < dayOf(now)
  );
}
