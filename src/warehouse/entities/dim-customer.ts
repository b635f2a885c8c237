// One version of a customer. The versions of one customer_no neither overlap nor leave gaps: effective_from (-infinity
// in the first) to valid_to (infinity in the last). Number 0 is nobody: the facts without customer.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('dim_customer')
export class DimCustomer {
  @PrimaryColumn({ name: 'customer_key', type: 'bigint' })
  customerKey!: number;

  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @Column({ name: 'customer_id', type: 'text', nullable: true })
  customerId!: string | null;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text', nullable: true })
  gender!: string | null;

  @Column({ name: 'birth_date', type: 'date', nullable: true })
  birthDate!: string | null;

  @Column({ type: 'text', nullable: true })
  country!: string | null;

  @Column({ type: 'text', nullable: true })
  region!: string | null;

  @Column({ type: 'text', nullable: true })
  city!: string | null;

  @Column({ type: 'text', nullable: true })
  industry!: string | null;

  @Column({ name: 'company_size', type: 'text', nullable: true })
  companySize!: string | null;

  @Column({ name: 'acquired_channel_no', type: 'integer' })
  acquiredChannelNo!: number;

  @Column({ name: 'acquired_campaign', type: 'text', nullable: true })
  acquiredCampaign!: string | null;

  @Column({ name: 'referred_by', type: 'text', nullable: true })
  referredBy!: string | null;

  @Column({ name: 'first_contact_at', type: 'timestamptz', nullable: true })
  firstContactAt!: string | null;

  @Column({ name: 'churned_at', type: 'timestamptz', nullable: true })
  churnedAt!: string | null;

  @Column({ name: 'churn_reason', type: 'text', nullable: true })
  churnReason!: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  tags!: readonly string[];

  @Column({ name: 'valid_from', type: 'timestamptz' })
  validFrom!: string;

  @Column({ name: 'effective_from', type: 'timestamptz' })
  effectiveFrom!: string;

  @Column({ name: 'valid_to', type: 'timestamptz' })
  validTo!: string;

  @Column({ name: 'is_current', type: 'boolean' })
  isCurrent!: boolean;

  @Column({ type: 'boolean' })
  inferred!: boolean;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'carried_columns', type: 'text', array: true, default: '{}' })
  carriedColumns!: readonly string[];

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}
