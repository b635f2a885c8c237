// One contact between a customer and the company: a lead, a visit, a ticket, an answer to a survey, and so on.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('fact_interaction')
export class FactInteraction {
  @PrimaryColumn({ name: 'interaction_id', type: 'text' })
  interactionId!: string;

  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @Column({ name: 'customer_key', type: 'bigint' })
  customerKey!: number;

  @Column({ name: 'date_key', type: 'date' })
  dateKey!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ name: 'agent_no', type: 'integer' })
  agentNo!: number;

  @Column({ type: 'text', nullable: true })
  campaign!: string | null;

  @Column({ type: 'text', nullable: true })
  topic!: string | null;

  @Column({ name: 'opportunity_id', type: 'text', nullable: true })
  opportunityId!: string | null;

  @Column({ type: 'text', nullable: true })
  stage!: string | null;

  @Column({ type: 'text', nullable: true })
  question!: string | null;

  @Column({ type: 'numeric', precision: 18, scale: 4, nullable: true })
  score!: string | null;

  @Column({ name: 'scale_max', type: 'numeric', precision: 18, scale: 4, nullable: true })
  scaleMax!: string | null;

  @Column({ name: 'scaled_score', type: 'numeric', precision: 18, scale: 10, nullable: true })
  scaledScore!: string | null;

  @Column({ name: 'response_seconds', type: 'numeric', precision: 18, scale: 6, nullable: true })
  responseSeconds!: string | null;

  @Column({ name: 'resolution_seconds', type: 'numeric', precision: 18, scale: 6, nullable: true })
  resolutionSeconds!: string | null;

  @Column({ name: 'duration_seconds', type: 'numeric', precision: 18, scale: 6, nullable: true })
  durationSeconds!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;

  /** The customer under whose id the fact came, where that is an alias of the fact's customer. */
  @Column({ name: 'alias_no', type: 'integer', nullable: true })
  aliasNo!: number | null;

  /** What the deal of a stage row is worth, as known at that stage. */
  @Column({ type: 'numeric', precision: 18, scale: 4, nullable: true })
  amount!: string | null;

  @Column({ name: 'product_no', type: 'integer' })
  productNo!: number;
}
