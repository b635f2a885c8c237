// The first lead of a customer and what followed it. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_lead')
export class CustomerLead {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @Column({ name: 'interaction_id', type: 'text' })
  interactionId!: string;

  @Column({ name: 'customer_key', type: 'bigint' })
  customerKey!: number;

  @Column({ name: 'date_key', type: 'date' })
  dateKey!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: string;

  @Column({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ name: 'agent_no', type: 'integer' })
  agentNo!: number;

  @Column({ type: 'text', nullable: true })
  campaign!: string | null;

  @Column({ type: 'text', nullable: true })
  topic!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ name: 'first_purchase_at', type: 'timestamptz', nullable: true })
  firstPurchaseAt!: string | null;

  @Column({ name: 'followed_up_at', type: 'timestamptz', nullable: true })
  followedUpAt!: string | null;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}
