// The balance of a load per file and target table: read = inserted + updated + unchanged + quarantined + filtered + deleted.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('load_count')
export class LoadCount {
  @PrimaryColumn({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @PrimaryColumn({ type: 'text' })
  file!: string;

  @PrimaryColumn({ name: 'target_table', type: 'text' })
  targetTable!: string;

  @Column({ type: 'bigint' })
  read!: number;

  @Column({ type: 'bigint' })
  inserted!: number;

  @Column({ type: 'bigint' })
  updated!: number;

  @Column({ type: 'bigint' })
  unchanged!: number;

  @Column({ type: 'bigint' })
  quarantined!: number;

  @Column({ type: 'bigint' })
  filtered!: number;

  /** Facts that went, of the ids that a deletion named or that rows flagged as deleted. */
  @Column({ type: 'bigint', default: 0 })
  deleted!: number;
}
