// Backups of a small company, and databases to restore them into.
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '../../src/backup/restore-backup';
import { restoring } from '../../src/backup/restore-target';
import { writeBackup } from '../../src/backup/write-backup';
import type { Config } from '../../src/config/config';
import { noProgress } from '../../src/load/stage/progress';
import { openDatabase, type Warehouse } from '../../src/warehouse/warehouse';
import { createTestDatabase, testConfig } from '../support/test-warehouse';

export const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'astrolabe-backup-'));

/** A backup in a new folder; its path. */
export async function backedUp(warehouse: Warehouse): Promise<string> {
  const folder = join(await emptyFolder(), 'backup');
  await writeBackup(warehouse, folder, noProgress);
  return folder;
}

export type Target = {
  readonly warehouse: Warehouse;
  readonly config: Config;
  readonly restore: (folder: string, journal?: string | null) => ReturnType<typeof restoreBackup>;
  readonly drop: () => Promise<void>;
};

/** An empty warehouse to restore into. */
export async function openTarget(overrides: Partial<Config> = {}): Promise<Target> {
  const { url, drop } = await createTestDatabase();
  const config = testConfig({ ...overrides, databaseUrl: url });
  const warehouse = await openDatabase(url, config, { as: restoring });
  return {
    warehouse,
    config,
    restore: (folder, journal = null) => restoreBackup(warehouse, folder, { config, progress: noProgress, journal }),
    drop: async () => {
      await warehouse.close();
      await drop();
    },
  };
}

/** Two sums of hashes of the rows of every table, whatever their order; `but` some. */
export async function everyTable(
  { pool }: Pick<Warehouse, 'pool'>,
  but: readonly string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const names = tables.map(({ name }) => name).filter((name) => !but.includes(name));
  const { rows } = await pool.query<{ name: string; sum: string }>(
    names
      .map(
        (name) => `SELECT '${name}' AS name, concat_ws(' ', count(*), sum(hashtextextended(r::text, 0)),
          sum(hashtextextended(r::text, 1))) AS sum FROM ${name} AS r`,
      )
      .join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** What a restore itself writes. */
export const ofRestore = ['change', 'table_watermark'];

/** Names in the folder beside a backup: a half one would be there. */
export const besides = (folder: string): Promise<readonly string[]> => readdir(join(folder, '..'));
