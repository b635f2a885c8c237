// A call that named a key of its own: the same key with the same rows gets the result of its load again.
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('ingest_key')
export class IngestKey {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** Of the mutation and what was sent: tells the same call from another one under the same key. */
  @Column({ name: 'request_hash', type: 'text' })
  requestHash!: string;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Index('ingest_key_created')
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: string;
}
