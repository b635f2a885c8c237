// Money spent on one day for one purpose, by channel and campaign.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('fact_spend')
export class FactSpend {
  @PrimaryColumn({ name: 'spend_id', type: 'text' })
  spendId!: string;

  @Column({ name: 'date_key', type: 'date' })
  dateKey!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'numeric', precision: 18, scale: 4 })
  amount!: string;

  @Column({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ type: 'text', nullable: true })
  campaign!: string | null;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}
