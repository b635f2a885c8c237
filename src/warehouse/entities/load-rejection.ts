// A quarantined row: where it stood, what was wrong, and its raw text, so that it can be mended and sent again.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('load_rejection')
export class LoadRejection {
  @PrimaryColumn({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @PrimaryColumn({ name: 'rejection_no', type: 'bigint' })
  rejectionNo!: number;

  @Column({ type: 'text' })
  file!: string;

  @Column({ type: 'bigint' })
  line!: number;

  @Column({ name: 'target_table', type: 'text' })
  targetTable!: string;

  @Column({ name: 'column_name', type: 'text', nullable: true })
  columnName!: string | null;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  message!: string;

  @Column({ type: 'text' })
  raw!: string;
}
