// Who may ask the server: keys, each with a role and the customers that its owner sees. Of a key its hash is kept, not its text.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApiKeys1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_key (
        id bigint PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL,
        scope jsonb,
        hash text NOT NULL,
        shown text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_key');
  }
}
