// A key by which somebody proves who asks. A revoked one stays.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('api_key')
export class ApiKey {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  role!: string;

  /** A filter on customers; null: its owner sees every customer. */
  @Column({ type: 'jsonb', nullable: true })
  scope!: unknown;

  /** Of its text: SHA-256, as hexadecimal digits. */
  @Column({ type: 'text' })
  hash!: string;

  /** The beginning of its text. */
  @Column({ type: 'text' })
  shown!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: string;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: string | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: string | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: string | null;
}
