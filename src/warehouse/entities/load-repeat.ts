// How many rows that an earlier load gave (inserted or updated) a load sent again unchanged.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('load_repeat')
export class LoadRepeat {
  @PrimaryColumn({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @PrimaryColumn({ name: 'of_load_id', type: 'bigint' })
  ofLoadId!: number;

  @Column({ type: 'bigint' })
  rows!: number;
}
