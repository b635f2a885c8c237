// Derived rows are written where they differ, and followed by their own keys: what the feed says of before speaks of whole
// customers. A copy that stands there is made anew. Opportunities are found by their id.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DerivedRows1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX opportunity_by_id ON opportunity (opportunity_id)');
    await this.prune(runner);
  }

  /** What was dropped cannot be told again; copies are made anew this way as well. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX opportunity_by_id');
    await this.prune(runner);
  }

  private async prune(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM change');
    await runner.query(
      `INSERT INTO change (change_id, what, key) SELECT max(change_id), 'pruned', '' FROM table_watermark
       HAVING max(change_id) IS NOT NULL`,
    );
  }
}
