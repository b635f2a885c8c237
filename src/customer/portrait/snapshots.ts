// What customers were judged to be at a month-end, or are now: the stored rows, one a customer.
import type { Compilation } from '../../query/compile/compilation';
import { relation } from '../../query/compile/relation';
import type { AnswerContext } from '../../query/reading';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import type { CustomerSnapshot } from '../../warehouse/entities/customer-snapshot';
import { selectRows } from './select-rows';
import { readAt, type Standing } from './standing';

/** `preferredChannel`: its source key. */
export type Snapshot = Readonly<Omit<CustomerSnapshot, 'monthEnd' | 'preferredChannelNo'>> & {
  readonly preferredChannel: string | null;
};

const columns: Readonly<Record<keyof Omit<Snapshot, 'preferredChannel'>, string>> = {
  customerNo: 'customer_no',
  inBase: 'in_base',
  lifecycleStage: 'lifecycle_stage',
  alive: 'alive',
  churnRisk: 'churn_risk',
  riskBand: 'risk_band',
  expectedPurchases: 'expected_purchases',
  predictedValue: 'predicted_value',
  historicValue: 'historic_value',
  contribution: 'contribution',
  activity: 'activity',
  loyalty: 'loyalty',
  tierScore: 'tier_score',
  tier: 'tier',
  rfmRecency: 'rfm_recency',
  rfmFrequency: 'rfm_frequency',
  rfmMonetary: 'rfm_monetary',
  rfmSegment: 'rfm_segment',
  npsGroup: 'nps_group',
  leadScore: 'lead_score',
  leadScoreBand: 'lead_score_band',
  healthScore: 'health_score',
  healthBand: 'health_band',
  healthRecency: 'health_recency',
  healthFrequency: 'health_frequency',
  healthEngagement: 'health_engagement',
  healthSatisfaction: 'health_satisfaction',
  healthComplaints: 'health_complaints',
  healthTerms: 'health_terms',
  underTerm: 'under_term',
  daysSincePurchase: 'days_since_purchase',
  purchaseRhythmDays: 'purchase_rhythm_days',
  ordersLastHalfYear: 'orders_last_half_year',
  ordersHalfYearBefore: 'orders_half_year_before',
  engagedDaysLastQuarter: 'engaged_days_last_quarter',
  engagedDaysQuarterBefore: 'engaged_days_quarter_before',
  lastNps: 'last_nps',
  lastCsat: 'last_csat',
  lastCes: 'last_ces',
  complaints: 'complaints',
  lastTermEnd: 'last_term_end',
};

const snapshotColumns: readonly Column[] = [
  ...Object.entries(columns).map(([as, column]) => ({ name: as, value: name('snapshot', column) })),
  { name: 'preferredChannel', value: sql`preferred.channel_id` },
];

/** The judgement of a customer that speaks, as `speaking`: to join. */
export const snapshotOf = (customerNo: Fragment, { monthEnd }: Standing, compilation: Compilation): Fragment =>
  sql`LEFT JOIN ${relation('customer_snapshot', compilation)} AS speaking ON speaking.customer_no = ${customerNo} AND speaking.month_end = ${bind(monthEnd, 'date')}`;

/** By customer; who was not judged is not there. */
export function readSnapshots(
  customers: readonly number[],
  standing: Standing,
  context: AnswerContext,
): Promise<ReadonlyMap<number, Snapshot>> {
  return readAt(standing, context, async (compilation, session) => {
    const table = (of: string): Fragment => relation(of, compilation);
    const rows = await selectRows<Snapshot>(
      {
        steps: [],
        words: 'what the customers were judged to be',
        last: {
          columns: snapshotColumns,
          from: sql`${table('customer_snapshot')} AS snapshot`,
          joins: [
            sql`LEFT JOIN ${table('dim_channel')} AS preferred ON preferred.channel_no = snapshot.preferred_channel_no`,
          ],
          where: [
            sql`snapshot.customer_no = ANY(${bind(customers, 'integer[]')})`,
            sql`snapshot.month_end = ${bind(standing.monthEnd, 'date')}`,
          ],
        },
      },
      session,
    );
    return new Map(rows.map((row) => [row.customerNo, row]));
  });
}
