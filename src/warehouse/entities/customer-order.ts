// An order of a customer: its first line, its place in the sequence and the order before. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_order')
export class CustomerOrder {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @PrimaryColumn({ name: 'order_id', type: 'text' })
  orderId!: string;

  @Column({ name: 'order_number', type: 'integer' })
  orderNumber!: number;

  @Column({ name: 'transaction_id', type: 'text' })
  transactionId!: string;

  @Column({ name: 'customer_key', type: 'bigint' })
  customerKey!: number;

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

  @Column({ name: 'previous_order_at', type: 'timestamptz', nullable: true })
  previousOrderAt!: string | null;

  @Column({ name: 'cycle_started_at', type: 'timestamptz', nullable: true })
  cycleStartedAt!: string | null;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}
