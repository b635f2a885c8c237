// What the product judged a company's customers to be, by instant and source id, in the words of the naive evaluator; and the
// models that it fitted, for the evaluator to judge by.
import type { Pool } from 'pg';
import { currentMonthEnd } from '../../src/model/judgements';
import type { Models, ModelsAt } from './naive/judgements/models';

export type JudgedInstant = {
  /** Microseconds since 1970. */
  readonly at: number;
  readonly isNow: boolean;
  readonly customers: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
};

const numbers = [
  'alive',
  'churn_risk',
  'expected_purchases',
  'predicted_value',
  'historic_value',
  'contribution',
  'activity',
  'loyalty',
  'tier_score',
  'rfm_recency',
  'rfm_frequency',
  'rfm_monetary',
  'health_score',
  'health_recency',
  'health_frequency',
  'health_engagement',
  'health_satisfaction',
  'health_complaints',
  'health_terms',
  'lead_score',
];
const labels = ['tier', 'rfm_segment', 'lifecycle_stage', 'risk_band', 'nps_group', 'health_band', 'lead_score_band'];

export const judgedColumns = [...numbers, ...labels, 'preferred_channel'] as const;

export async function judgedByProduct(pool: Pool): Promise<readonly JudgedInstant[]> {
  const { rows: instants } = await pool.query<{ end: string; at: string }>(
    `SELECT month_end AS end, extract(epoch FROM judged_at) * 1000000 AS at FROM month_end ORDER BY month_end`,
  );
  const judged: JudgedInstant[] = [];
  for (const { end, at } of instants) {
    const { rows } = await pool.query<{ customer_id: string }>(
      `SELECT customer_id, in_base, under_term, d.channel_id AS preferred_channel,
         ${[...numbers.map((name) => `s.${name}::double precision`), ...labels.map((name) => `s.${name}`)].join(', ')}
       FROM customer_snapshot AS s JOIN customer_summary USING (customer_no)
       LEFT JOIN dim_channel AS d ON d.channel_no = s.preferred_channel_no WHERE month_end = $1`,
      [end],
    );
    judged.push({
      at: Number(at),
      isNow: end === currentMonthEnd,
      customers: new Map(rows.map(({ customer_id: id, ...row }) => [id, row])),
    });
  }
  return judged;
}

/** The fits of each month-end, by its instant. */
export async function modelsOfProduct(pool: Pool): Promise<ModelsAt> {
  const { rows } = await pool.query<{ at: string; model: string; parameters: never; reason: string | null }>(
    `SELECT extract(epoch FROM judged_at) * 1000000 AS at, model, parameters, reason
     FROM model_fit JOIN month_end USING (month_end) WHERE month_end < $1`,
    [currentMonthEnd],
  );
  const fits = new Map(rows.map((row) => [`${Number(row.at)} ${row.model}`, row]));
  const modelOf = (at: number, name: string) => {
    const fit = fits.get(`${at} ${name}`);
    if (fit === undefined || fit.reason !== null)
      return { kind: 'NONE' as const, reason: fit?.reason ?? 'TOO_FEW_REPEAT_CUSTOMERS' };
    return { kind: 'FITTED' as const, ...(fit.parameters as object) };
  };
  return (at) => ({ purchases: modelOf(at, 'MBG_NBD'), profit: modelOf(at, 'GAMMA_GAMMA') }) as Models;
}
