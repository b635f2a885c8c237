// A business setting of the warehouse by the name of its environment variable. Written with the first migration
// and by a recomputation, never otherwise.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  value!: string;
}
