// What was known of an opportunity from one stage change to the next. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('opportunity')
export class Opportunity {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @PrimaryColumn({ name: 'opportunity_id', type: 'text' })
  opportunityId!: string;

  @PrimaryColumn({ name: 'known_from', type: 'timestamptz' })
  knownFrom!: string;

  @Column({ name: 'known_to', type: 'timestamptz' })
  knownTo!: string;

  @Column({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ name: 'agent_no', type: 'integer' })
  agentNo!: number;

  @Column({ name: 'first_stage_at', type: 'timestamptz' })
  firstStageAt!: string;

  @Column({ name: 'first_quoted_at', type: 'timestamptz', nullable: true })
  firstQuotedAt!: string | null;

  @Column({ name: 'first_won_at', type: 'timestamptz', nullable: true })
  firstWonAt!: string | null;

  @Column({ name: 'won_after_quote_at', type: 'timestamptz', nullable: true })
  wonAfterQuoteAt!: string | null;

  @Column({ name: 'last_close_at', type: 'timestamptz', nullable: true })
  lastCloseAt!: string | null;

  @Column({ name: 'last_close_won', type: 'boolean', nullable: true })
  lastCloseWon!: boolean | null;

  @Column({ name: 'cycle_started_at', type: 'timestamptz' })
  cycleStartedAt!: string;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'product_no', type: 'integer' })
  productNo!: number;

  /** Its last stage row by then is neither won nor lost. */
  @Column({ name: 'is_open', type: 'boolean' })
  isOpen!: boolean;

  @Column({ type: 'numeric', precision: 18, scale: 4, nullable: true })
  amount!: string | null;

  /** The amount as it was known when it was first won. */
  @Column({ name: 'won_amount', type: 'numeric', precision: 18, scale: 4, nullable: true })
  wonAmount!: string | null;
}
