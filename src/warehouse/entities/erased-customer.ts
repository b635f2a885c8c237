// An id whose person was erased, by a mark that cannot be read back, and the nameless customer that has its facts.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('erased_customer')
export class ErasedCustomer {
  @PrimaryColumn({ type: 'bytea' })
  mark!: Buffer;

  /** None: no row ever named the id, or the load that gave its facts was taken back. */
  @Column({ name: 'customer_no', type: 'integer', nullable: true })
  customerNo!: number | null;

  @Column({ name: 'of_sample', type: 'boolean' })
  ofSample!: boolean;

  /** The load of kind `erase` that did it. */
  @Column({ name: 'erased_by', type: 'bigint' })
  erasedBy!: number;

  /** Since when the tables and statistics that held the person are rewritten; until then dead rows may hold it. */
  @Column({ name: 'rewritten_at', type: 'timestamptz', nullable: true })
  rewrittenAt!: string | null;
}
