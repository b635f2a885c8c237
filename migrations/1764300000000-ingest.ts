// What rows and deletions that come one call at a time need: the calls that named a key of their own, so that one sent
// twice is done once; the facts that were deleted by id, kept aside with the load that did it; and how many of each there were.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const balance = 'read = inserted + updated + unchanged + quarantined + filtered';

export class Ingest1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ingest_key (
        key text COLLATE "C" PRIMARY KEY,
        request_hash text NOT NULL,
        load_id bigint NOT NULL REFERENCES load ON DELETE CASCADE,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX ingest_key_created ON ingest_key (created_at)');
    await runner.query(`
      CREATE TABLE deleted_fact (
        target_table text NOT NULL,
        key text COLLATE "C" NOT NULL,
        load_id bigint NOT NULL REFERENCES load ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        customer_id text COLLATE "C",
        cells jsonb NOT NULL,
        given_by bigint[] NOT NULL,
        PRIMARY KEY (target_table, key, load_id)
      )`);
    await runner.query('CREATE INDEX deleted_fact_load ON deleted_fact (load_id)');
    await runner.query('ALTER TABLE load_count ADD COLUMN deleted bigint NOT NULL DEFAULT 0');
    await runner.query(
      `ALTER TABLE load_count DROP CONSTRAINT nothing_lost, ADD CONSTRAINT nothing_lost CHECK (${balance} + deleted)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deleted_fact, ingest_key');
    await runner.query('DELETE FROM load_count WHERE deleted > 0');
    await runner.query(
      `ALTER TABLE load_count DROP CONSTRAINT nothing_lost, DROP COLUMN deleted, ADD CONSTRAINT nothing_lost CHECK (${balance})`,
    );
  }
}
