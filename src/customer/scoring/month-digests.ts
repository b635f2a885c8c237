// What happened in each month, as a digest of everything that a judgement reads: two warehouses, or one before and after a load,
// with equal digests up to a month-end judge it alike. So nobody who changes facts has to say which judgements they touch.
import type { Client } from 'pg';
import { customerInitiatedKinds } from '../../model/families';
import { textList } from './text-list';

const judgedKinds = [...customerInitiatedKinds, 'lead', 'stage'];

type Part = { readonly month: string; readonly values: readonly string[]; readonly from: string };

/** An instant as a session in UTC writes it. */
const inUtc = (instant: string): string =>
  `(${instant} AT TIME ZONE 'UTC')::text || CASE WHEN isfinite(${instant}) THEN '+00' ELSE '' END`;

const parts: readonly Part[] = [
  {
    month: 'date_key',
    values: [
      '1',
      'customer_no',
      inUtc('occurred_at'),
      'kind',
      'order_id',
      'transaction_id',
      'revenue',
      'cost',
      'channel_no',
      inUtc('term_end'),
    ],
    from: 'fact_transaction WHERE customer_no <> 0',
  },
  {
    month: 'date_key',
    values: [
      '2',
      'customer_no',
      inUtc('occurred_at'),
      'kind',
      'channel_no',
      'scaled_score',
      'question',
      'stage',
      `CASE WHEN kind IN ('survey', 'stage') THEN interaction_id END`,
    ],
    from: `fact_interaction WHERE customer_no <> 0 AND kind IN (${textList(judgedKinds)})`,
  },
  {
    month: '(churned_at AT TIME ZONE $1)::date',
    values: ['3', 'customer_no', inUtc('churned_at')],
    from: 'customer_summary WHERE churned_at IS NOT NULL AND first_purchase_at IS NOT NULL',
  },
  {
    month: `(CASE WHEN isfinite(effective_from) THEN effective_from ELSE s.first_lead_at END AT TIME ZONE $1)::date`,
    values: ['4', 'customer_no', inUtc('effective_from'), 'acquired_channel_no', 'industry'],
    from: 'dim_customer JOIN customer_summary AS s USING (customer_no) WHERE s.first_lead_at IS NOT NULL',
  },
];

const rowsOf = ({ month, values, from }: Part): string =>
  `SELECT date_trunc('month', (${month})::timestamp)::date AS month, hashtextextended(concat_ws('|', ${values
    .map((value) => `coalesce((${value})::text, '')`)
    .join(', ')}), 0) AS hash FROM ${from}`;

/** The first day of each month in which anything happened, with its digest. */
export async function monthDigests(client: Client, timeZone: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ month: string; digest: string }>(
    `SELECT month, sum(hash)::text || '/' || count(*) AS digest FROM (${parts.map(rowsOf).join(' UNION ALL ')}) AS happened GROUP BY month`,
    [timeZone],
  );
  return new Map(rows.map(({ month, digest }) => [month, digest]));
}
