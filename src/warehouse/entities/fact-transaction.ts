// One line of an order, renewal or refund. Refunds have revenue of zero or less.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('fact_transaction')
export class FactTransaction {
  @PrimaryColumn({ name: 'transaction_id', type: 'text' })
  transactionId!: string;

  @Column({ name: 'order_id', type: 'text' })
  orderId!: string;

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

  @Column({ type: 'numeric', precision: 18, scale: 4 })
  revenue!: string;

  @Column({ type: 'numeric', precision: 18, scale: 4, nullable: true })
  cost!: string | null;

  @Column({ type: 'numeric', precision: 18, scale: 4, nullable: true })
  quantity!: string | null;

  @Column({ name: 'product_no', type: 'integer' })
  productNo!: number;

  @Column({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ name: 'agent_no', type: 'integer' })
  agentNo!: number;

  @Column({ type: 'text', nullable: true })
  campaign!: string | null;

  @Column({ name: 'opportunity_id', type: 'text', nullable: true })
  opportunityId!: string | null;

  @Column({ name: 'term_end', type: 'timestamptz', nullable: true })
  termEnd!: string | null;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;

  /** The customer under whose id the fact came, where that is an alias of the fact's customer. */
  @Column({ name: 'alias_no', type: 'integer', nullable: true })
  aliasNo!: number | null;
}
