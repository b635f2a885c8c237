// What no row can tell of a change: a row that went, or a customer or an opportunity whose derived rows were replaced.
import { Entity, PrimaryColumn } from 'typeorm';

@Entity('change')
export class Change {
  @PrimaryColumn({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @PrimaryColumn({ type: 'text' })
  what!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;
}
