// A warehouse as it was before a migration ran: it and all later ones are undone.
import type { DataSource } from 'typeorm';
import { migrations } from '../../src/warehouse/migrations';

export async function undoFrom(dataSource: DataSource, migration: (typeof migrations)[number]): Promise<void> {
  for (const _ of migrations.slice(migrations.indexOf(migration))) await dataSource.undoLastMigration();
}
