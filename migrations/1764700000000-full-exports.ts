// Loads that are full exports: the name of the export, and for each table what became of the facts that it does not have
// any more.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FullExports1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE load ADD COLUMN replaces text');
    await runner.query(`
      CREATE TABLE load_replacement (
        load_id bigint NOT NULL REFERENCES load ON DELETE CASCADE,
        target_table text NOT NULL,
        deleted bigint NOT NULL,
        kept bigint NOT NULL,
        kept_because text,
        PRIMARY KEY (load_id, target_table)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE load_replacement');
    await runner.query('ALTER TABLE load DROP COLUMN replaces');
  }
}
