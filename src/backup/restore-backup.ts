// Restores a backup into an empty warehouse, in one transaction: the schema as it was at the backup, its rows, the migrations
// since, and the erasures since. Every checksum is compared before the commit; until then, and after any failure, the
// warehouse is as empty as it was.
import type { Client } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { Config } from '../config/config';
import { UserError } from '../errors';
import { appendToJournal, type Journal, readJournal } from '../load/erasure/erasure-journal';
import { type Reapplied, reapplyErasures } from '../load/erasure/reapply-erasures';
import { rewriteErased } from '../load/erasure/rewrite';
import { sessionOn } from '../load/session/session';
import type { Progress } from '../load/stage/progress';
import type { BusinessSettings } from '../model/business-settings';
import {
  dataVersionOf,
  moveWatermarks,
  pruneChanges,
  takeChangeLock,
  type WatermarkRow,
  watermarksOf,
  watermarksQuery,
} from '../warehouse/change-feed';
import { databaseProblem } from '../warehouse/database-problem';
import { followedTableNames } from '../warehouse/followed-tables';
import { checkSettings, readSettings } from '../warehouse/settings';
import type { Warehouse } from '../warehouse/warehouse';
import { storedSequences, storedTables } from './backed-up-tables';
import { type Manifest, manifestFile, readManifest } from './manifest';
import { refuseInUse, refuseNotEmpty } from './restore-target';
import { checkTable, readTable } from './table-file';

export type RestoreReport = {
  readonly manifest: Manifest;
  readonly dataVersion: string;
  /** What the journal of erasures gave; null: there is none. */
  readonly erasures: (Omit<Reapplied, 'own'> & { readonly unreadable: number }) | null;
};

export type RestoreOptions = {
  /** What the environment states has to be what the backup says. */
  readonly config: Config;
  readonly progress: Progress;
  /** The journal of erasures; null: none is looked for. */
  readonly journal: string | null;
  /** Whoever names it does not want to go on without it. */
  readonly journalIsNamed?: boolean;
};

/** Throws BACKUP_NOT_VALID, RESTORE_REFUSED, SETTING_CHANGED, or ERASURE_UNFINISHED: all is there, and an erasure is to be finished. */
export async function restoreBackup(
  warehouse: Warehouse,
  folder: string,
  { config, progress, journal: path, journalIsNamed = false }: RestoreOptions,
): Promise<RestoreReport> {
  const manifest = await readManifest(folder);
  const later = migrationsAfter(warehouse.dataSource, manifest);
  const journal = path === null ? null : await readJournal(path);
  if (journal === null && journalIsNamed)
    throw new UserError('RESTORE_REFUSED', {
      problem: 'there is no such journal of erasures',
      hint: 'Name the file that ERASURE_JOURNAL named where customers were erased.',
    });
  for (const table of manifest.tables) await checkTable(folder, table);
  const runner = warehouse.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as Client;
    await runner.startTransaction('READ COMMITTED');
    await client.query(unlimited);
    await takeChangeLock(client);
    await refuseInUse(client);
    await refuseNotEmpty(client, warehouse);
    await goTo(runner, client, later, () => copyTables(client, folder, manifest, progress));
    progress.step('Finishing');
    const restored = await beginAnew(client, config);
    const reapplied = journal && (await reapply(client, restored, warehouse, journal));
    // Not before: statistics hold values, of whoever is erased too.
    for (const { table } of await storedTables(client)) await client.query(`ANALYZE ${table}`);
    const { rows } = await client.query<WatermarkRow>(watermarksQuery);
    await runner.commitTransaction();
    if (reapplied !== null && reapplied.persons > 0) await rewriteErased(warehouse);
    return {
      manifest,
      dataVersion: dataVersionOf(watermarksOf(rows)),
      erasures: reapplied && { ...reapplied, unreadable: journal!.unreadable },
    };
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw databaseProblem(error, warehouse.url, 'use');
  } finally {
    progress.stop();
    await runner.release();
  }
}

const unlimited = `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '256MB'`;

/** Those that the backup has not seen, in their order. */
function migrationsAfter(dataSource: DataSource, { schema }: Manifest): readonly MigrationInterface[] {
  const { migrations } = dataSource;
  const last = migrations.findIndex((migration) => migration.constructor.name === schema);
  if (last < 0)
    throw new UserError('BACKUP_NOT_VALID', {
      file: manifestFile,
      problem: 'its schema is of a newer version of this program, which has to restore it',
    });
  return migrations.slice(last + 1);
}

/** Works at the schema before some migrations; an empty warehouse goes back to it, and what is there then goes forward. */
async function goTo(
  runner: QueryRunner,
  client: Client,
  later: readonly MigrationInterface[],
  work: () => Promise<void>,
): Promise<void> {
  for (const migration of later.toReversed()) await migration.down(runner);
  await work();
  // A table whose rows still wait for their references to be looked at cannot be altered.
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const migration of later) await migration.up(runner);
}

async function copyTables(client: Client, folder: string, manifest: Manifest, progress: Progress): Promise<void> {
  const there = await storedTables(client);
  const differs = there.find(({ table }) => !manifest.tables.some((each) => each.table === table));
  if (differs !== undefined || there.length !== manifest.tables.length)
    throw new UserError('BACKUP_NOT_VALID', { file: manifestFile, problem: 'its tables are not those of its schema' });
  await client.query(`TRUNCATE ${there.map(({ table }) => table).join(', ')}`);
  for (const each of manifest.tables) {
    progress.begin(each.table, each.bytes);
    await readTable(client, folder, each, (bytes, rows) => progress.advance(each.table, bytes, rows));
    progress.end(each.table, each.rows);
  }
  for (const { table, column, sequence } of await storedSequences(client, there)) {
    const stood = manifest.sequences.find((each) => each.table === table && each.column === column);
    await client.query(
      `SELECT setval($1, greatest($2, (SELECT coalesce(max(${column}), 0) + 1 FROM ${table})), false)`,
      [sequence, stood?.next ?? 1],
    );
  }
}

/** The data version goes on, and every copy of the warehouse is made anew. */
async function beginAnew(client: Client, config: Config): Promise<BusinessSettings> {
  const settings = await readSettings(client);
  if (settings === undefined)
    throw new UserError('BACKUP_NOT_VALID', { file: manifestFile, problem: 'it is of a warehouse without settings' });
  checkSettings(settings, config);
  const changeId = await takeChangeLock(client);
  await pruneChanges(client, changeId);
  await moveWatermarks(client, changeId, [...followedTableNames, 'load']);
  return settings;
}

async function reapply(
  client: Client,
  settings: BusinessSettings,
  { erasureJournal }: Warehouse,
  journal: Journal,
): Promise<Omit<Reapplied, 'own'>> {
  await client.query(`SELECT set_config('TimeZone', $1, true)`, [settings.timeZone]);
  const { own, ...reapplied } = await reapplyErasures(sessionOn(client, settings, false), journal.entries);
  if (erasureJournal !== null) {
    // An older backup may be restored here one day.
    const known = new Set((await readJournal(erasureJournal))?.entries.flatMap(({ marks }) => marks));
    await appendToJournal(
      erasureJournal,
      own.filter(({ marks }) => !marks.every((mark) => known.has(mark))),
    );
  }
  return reapplied;
}
