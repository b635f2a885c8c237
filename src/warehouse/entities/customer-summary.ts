// What is known of a customer as a whole, derived by the load from versions and facts.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_summary')
export class CustomerSummary {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  /** None: the person was erased. */
  @Column({ name: 'customer_id', type: 'text', nullable: true })
  customerId!: string | null;

  @Column({ name: 'first_contact_at', type: 'timestamptz', nullable: true })
  firstContactAt!: string | null;

  @Column({ name: 'churned_at', type: 'timestamptz', nullable: true })
  churnedAt!: string | null;

  @Column({ name: 'churn_reason', type: 'text', nullable: true })
  churnReason!: string | null;

  @Column({ name: 'first_lead_at', type: 'timestamptz', nullable: true })
  firstLeadAt!: string | null;

  @Column({ name: 'first_fact_at', type: 'timestamptz', nullable: true })
  firstFactAt!: string | null;

  @Column({ name: 'on_file_from', type: 'timestamptz' })
  onFileFrom!: string;

  @Column({ name: 'first_purchase_at', type: 'timestamptz', nullable: true })
  firstPurchaseAt!: string | null;

  @Column({ name: 'first_purchase_date', type: 'date', nullable: true })
  firstPurchaseDate!: string | null;

  @Column({ name: 'first_order_id', type: 'text', nullable: true })
  firstOrderId!: string | null;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}
