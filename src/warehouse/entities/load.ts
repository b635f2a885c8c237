// One load that changed the warehouse (or took another back), with the change id that its rows carry.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('load')
export class Load {
  @PrimaryColumn({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: string;

  @Column({ name: 'finished_at', type: 'timestamptz' })
  finishedAt!: string;

  @Column({ name: 'unloaded_by', type: 'bigint', nullable: true })
  unloadedBy!: number | null;

  /** The name of the full export that the load is. */
  @Column({ type: 'text', nullable: true })
  replaces!: string | null;
}
