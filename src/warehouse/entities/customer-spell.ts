// A maximal time in which a customer of the base was active or dormant: starts_after < t <= ends_at. The rows of one
// customer are disjoint. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_spell')
export class CustomerSpell {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @Column({ type: 'text' })
  state!: string;

  @PrimaryColumn({ name: 'starts_after', type: 'timestamptz' })
  startsAfter!: string;

  @Column({ name: 'ends_at', type: 'timestamptz' })
  endsAt!: string;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}
