// A named filter that analysts keep.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('segment')
export class Segment {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'jsonb' })
  filter!: unknown;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}
