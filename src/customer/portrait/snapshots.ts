// What a customer was judged to be at the month-end that speaks, or is judged to be now: the stored row, to be read beside who
// the customer is.
import type { Compilation } from '../../query/compile/compilation';
import { relation } from '../../query/compile/relation';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Column } from '../../sql/select';
import type { CustomerSnapshot } from '../../warehouse/entities/customer-snapshot';

/** `preferredChannel`: its source key. */
export type Snapshot = Readonly<Omit<CustomerSnapshot, 'customerNo' | 'monthEnd' | 'preferredChannelNo'>> & {
  readonly preferredChannel: string | null;
};

const columns: Readonly<Record<keyof Omit<Snapshot, 'preferredChannel'>, string>> = {
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

/** The columns of a Snapshot; null throughout of a customer who was not judged. */
export const snapshotColumns: readonly Column[] = [
  ...Object.entries(columns).map(([as, column]) => ({ name: as, value: name('speaking', column) })),
  { name: 'preferredChannel', value: sql`preferred.channel_id` },
];

/** Joins the judgement that speaks as `speaking`, and its channel. */
export function snapshotJoins(customerNo: Fragment, monthEnd: string, compilation: Compilation): readonly Fragment[] {
  const table = (of: string): Fragment => relation(of, compilation);
  return [
    sql`LEFT JOIN ${table('customer_snapshot')} AS speaking ON speaking.customer_no = ${customerNo} AND speaking.month_end = ${bind(monthEnd, 'date')}`,
    sql`LEFT JOIN ${table('dim_channel')} AS preferred ON preferred.channel_no = speaking.preferred_channel_no`,
  ];
}
