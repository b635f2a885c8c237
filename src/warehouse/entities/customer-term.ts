// A term that a customer bought and the purchase that renewed it. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_term')
export class CustomerTerm {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @PrimaryColumn({ name: 'transaction_id', type: 'text' })
  transactionId!: string;

  @Column({ name: 'order_id', type: 'text' })
  orderId!: string;

  @Column({ name: 'date_key', type: 'date' })
  dateKey!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'product_no', type: 'integer' })
  productNo!: number;

  @Column({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ name: 'agent_no', type: 'integer' })
  agentNo!: number;

  @Column({ type: 'text', nullable: true })
  campaign!: string | null;

  @Column({ name: 'term_end', type: 'timestamptz' })
  termEnd!: string;

  @Column({ name: 'renewed_at', type: 'timestamptz', nullable: true })
  renewedAt!: string | null;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ type: 'numeric', precision: 18, scale: 4 })
  revenue!: string;
}
