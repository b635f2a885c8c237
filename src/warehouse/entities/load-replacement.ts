// What a full export did to the facts of a table that it does not have any more: it deleted them, or kept them because it
// may not be the whole of the table.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('load_replacement')
export class LoadReplacement {
  @PrimaryColumn({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @PrimaryColumn({ name: 'target_table', type: 'text' })
  targetTable!: string;

  @Column({ type: 'bigint' })
  deleted!: number;

  @Column({ type: 'bigint' })
  kept!: number;

  /** QUARANTINE or ABSENT_FILE, where it kept them. */
  @Column({ name: 'kept_because', type: 'text', nullable: true })
  keptBecause!: string | null;
}
