// A channel, overwritten by later loads. Number 0 is the unknown channel.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('dim_channel')
export class DimChannel {
  @PrimaryColumn({ name: 'channel_no', type: 'integer' })
  channelNo!: number;

  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId!: string | null;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  category!: string | null;

  @Column({ type: 'boolean' })
  inferred!: boolean;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}
