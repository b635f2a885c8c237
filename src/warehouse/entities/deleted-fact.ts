// A fact that was deleted (by its id, by a row that flags it, or because a full export does not have it any more), in terms of
// the load format, kept aside with the load that deleted it: taking that load back brings the fact back.
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('deleted_fact')
export class DeletedFact {
  @PrimaryColumn({ name: 'target_table', type: 'text' })
  targetTable!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Index('deleted_fact_load')
  @PrimaryColumn({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  /** Whose it was, an alias by its own id; null for nobody, and where the person was erased. */
  @Column({ name: 'customer_id', type: 'text', nullable: true })
  customerId!: string | null;

  /** The other columns of the load format by their names. */
  @Column({ type: 'jsonb' })
  cells!: Readonly<Record<string, string | number | null>>;

  /** The loads that gave the row and stand, oldest first. */
  @Column({ name: 'given_by', type: 'bigint', array: true })
  givenBy!: readonly number[];

  /** A mark of the erased person whose it was (erased_customer). */
  @Column({ name: 'customer_mark', type: 'bytea', nullable: true })
  customerMark!: Buffer | null;
}
