// What a customer was judged to be at a month-end, or is now (9999-12-31): values, scores and labels, and the evidence of its health.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_snapshot')
export class CustomerSnapshot {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @PrimaryColumn({ name: 'month_end', type: 'date' })
  monthEnd!: string;

  @Column({ name: 'in_base', type: 'boolean' })
  inBase!: boolean;

  @Column({ name: 'lifecycle_stage', type: 'text', nullable: true })
  lifecycleStage!: string | null;

  @Column({ type: 'double precision', nullable: true })
  alive!: number | null;

  @Column({ name: 'churn_risk', type: 'double precision', nullable: true })
  churnRisk!: number | null;

  @Column({ name: 'risk_band', type: 'text', nullable: true })
  riskBand!: string | null;

  @Column({ name: 'expected_purchases', type: 'double precision', nullable: true })
  expectedPurchases!: number | null;

  @Column({ name: 'predicted_value', type: 'double precision', nullable: true })
  predictedValue!: number | null;

  @Column({ name: 'historic_value', type: 'numeric', precision: 18, scale: 4, nullable: true })
  historicValue!: string | null;

  @Column({ type: 'numeric', precision: 18, scale: 4, nullable: true })
  contribution!: string | null;

  @Column({ type: 'integer', nullable: true })
  activity!: number | null;

  @Column({ type: 'integer', nullable: true })
  loyalty!: number | null;

  @Column({ name: 'tier_score', type: 'double precision', nullable: true })
  tierScore!: number | null;

  @Column({ type: 'text', nullable: true })
  tier!: string | null;

  @Column({ name: 'rfm_recency', type: 'smallint', nullable: true })
  rfmRecency!: number | null;

  @Column({ name: 'rfm_frequency', type: 'smallint', nullable: true })
  rfmFrequency!: number | null;

  @Column({ name: 'rfm_monetary', type: 'smallint', nullable: true })
  rfmMonetary!: number | null;

  @Column({ name: 'rfm_segment', type: 'text', nullable: true })
  rfmSegment!: string | null;

  @Column({ name: 'nps_group', type: 'text', nullable: true })
  npsGroup!: string | null;

  @Column({ name: 'preferred_channel_no', type: 'integer', nullable: true })
  preferredChannelNo!: number | null;

  @Column({ name: 'lead_score', type: 'double precision', nullable: true })
  leadScore!: number | null;

  @Column({ name: 'lead_score_band', type: 'text', nullable: true })
  leadScoreBand!: string | null;

  @Column({ name: 'health_score', type: 'double precision', nullable: true })
  healthScore!: number | null;

  @Column({ name: 'health_band', type: 'text', nullable: true })
  healthBand!: string | null;

  @Column({ name: 'health_recency', type: 'double precision', nullable: true })
  healthRecency!: number | null;

  @Column({ name: 'health_frequency', type: 'double precision', nullable: true })
  healthFrequency!: number | null;

  @Column({ name: 'health_engagement', type: 'double precision', nullable: true })
  healthEngagement!: number | null;

  @Column({ name: 'health_satisfaction', type: 'double precision', nullable: true })
  healthSatisfaction!: number | null;

  @Column({ name: 'health_complaints', type: 'double precision', nullable: true })
  healthComplaints!: number | null;

  @Column({ name: 'health_terms', type: 'double precision', nullable: true })
  healthTerms!: number | null;

  @Column({ name: 'under_term', type: 'boolean', nullable: true })
  underTerm!: boolean | null;

  @Column({ name: 'days_since_purchase', type: 'integer', nullable: true })
  daysSincePurchase!: number | null;

  @Column({ name: 'purchase_rhythm_days', type: 'double precision', nullable: true })
  purchaseRhythmDays!: number | null;

  @Column({ name: 'orders_last_half_year', type: 'integer', nullable: true })
  ordersLastHalfYear!: number | null;

  @Column({ name: 'orders_half_year_before', type: 'integer', nullable: true })
  ordersHalfYearBefore!: number | null;

  @Column({ name: 'engaged_days_last_quarter', type: 'integer', nullable: true })
  engagedDaysLastQuarter!: number | null;

  @Column({ name: 'engaged_days_quarter_before', type: 'integer', nullable: true })
  engagedDaysQuarterBefore!: number | null;

  @Column({ name: 'last_nps', type: 'double precision', nullable: true })
  lastNps!: number | null;

  @Column({ name: 'last_csat', type: 'double precision', nullable: true })
  lastCsat!: number | null;

  @Column({ name: 'last_ces', type: 'double precision', nullable: true })
  lastCes!: number | null;

  @Column({ type: 'integer', nullable: true })
  complaints!: number | null;

  @Column({ name: 'last_term_end', type: 'timestamptz', nullable: true })
  lastTermEnd!: string | null;
}
