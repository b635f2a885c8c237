// The open warehouse: a migrated PostgreSQL database, embedded or given by DATABASE_URL, with the business settings
// it was made with. Two processes may open one at once; migrations and settings are one at a time.
import { Client, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import { UserError } from '../errors';
import type { BusinessSettings } from '../model/business-settings';
import { outliveBrokenSessions } from './broken-sessions';
import { tellWhenBusy } from './busy';
import { createDataSource, poolOf } from './data-source';
import { databaseName, databaseProblem } from './database-problem';
import { isDistributed } from './distribution';
import { type Cluster, joinCluster } from './embedded-postgres';
import { migrations } from './migrations';
import { checkSettings, readSettings, wantedSettings, writeSettings } from './settings';
import { endSilentSessions } from './silent-sessions';

export type Warehouse = {
  readonly pool: Pool;
  readonly dataSource: DataSource;
  readonly url: string;
  readonly embedded: boolean;
  readonly settings: BusinessSettings;
  /** Whether its tables lay on several servers when it was opened. */
  readonly distributed: boolean;
  /** The file that knows of every erasure when the database is lost; none is kept. */
  readonly erasureJournal: string | null;
  close(): Promise<void>;
};

export type OpenOptions = {
  /**
   * 'check' (the default) refuses other settings than the stored ones. 'change' opens with the new ones, which the
   * caller stores with writeSettings in the transaction that derives the tables anew.
   */
  readonly settings?: 'check' | 'change';
  /** What the server calls the sessions of this process. */
  readonly as?: string;
};

const databaseInCluster = 'astrolabe';
const oldestServer = 15;
const migrationLock = 4_702_111_235;

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseInCluster]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseInCluster}`);
  } catch (error) {
    // Another process created it at the same moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

async function checkServer(pool: Pool, url: string, timeZone: string): Promise<void> {
  const refuse = (problem: string, hint: string) =>
    new UserError('DATABASE_UNAVAILABLE', { database: databaseName(url), problem, hint });
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding`,
  );
  const { version = '0', encoding } = rows[0] ?? {};
  if (Number.parseInt(version, 10) < oldestServer) {
    throw refuse(`it is PostgreSQL ${version}`, `Version ${oldestServer} or later is needed.`);
  }
  if (encoding !== 'UTF8') throw refuse(`its encoding is ${encoding}`, 'Create the database with ENCODING UTF8.');
  await pool.query('SELECT now() AT TIME ZONE $1', [timeZone]).catch((error: { code?: string }) => {
    if (error.code !== '22023') throw error;
    throw new UserError('INVALID_CONFIGURATION', {
      problems: [`TIME_ZONE=${timeZone} is not known to PostgreSQL ${version}`],
    });
  });
}

async function checkMigrations(pool: Pool, url: string): Promise<void> {
  const { rows } = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('schema_migration') IS NOT NULL AS exists`,
  );
  if (!rows[0]?.exists) return;
  const done = await pool.query<{ name: string }>('SELECT name FROM schema_migration');
  const known = new Set<string>(migrations.map(({ name }) => name));
  if (done.rows.some(({ name }) => !known.has(name))) {
    throw new UserError('DATABASE_UNAVAILABLE', {
      database: databaseName(url),
      problem: 'a newer version of this program has migrated it',
      hint: 'Use that version, or another database.',
    });
  }
}

/** Brings a connected database to the current schema, one process at a time. Returns its settings. */
async function prepare(
  dataSource: DataSource,
  url: string,
  config: Config,
  options: OpenOptions,
): Promise<BusinessSettings> {
  const pool = poolOf(dataSource);
  await checkServer(pool, url, config.timeZone);
  const guard = await pool.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await checkMigrations(pool, url);
    await dataSource.runMigrations({ transaction: 'all' });
    const stored = await readSettings(pool);
    if (stored === undefined) {
      const { timeZone, currency, lostAfterDays, dormantAfterDays } = config;
      const settings = Object.freeze({ timeZone, currency, lostAfterDays, dormantAfterDays });
      await writeSettings(pool, settings);
      return settings;
    }
    if (options.settings === 'change') return wantedSettings(stored, config);
    checkSettings(stored, config);
    return stored;
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    guard.release();
  }
}

/** Connects to a database by its URL, without a cluster of its own. */
export async function openDatabase(url: string, config: Config, options: OpenOptions = {}): Promise<Warehouse> {
  const dataSource = createDataSource(url, options.as);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw databaseProblem(error, url, 'connect');
  }
  outliveBrokenSessions(poolOf(dataSource));
  endSilentSessions(poolOf(dataSource));
  try {
    const settings = await prepare(dataSource, url, config, options);
    return {
      pool: tellWhenBusy(poolOf(dataSource)),
      dataSource,
      url,
      embedded: false,
      settings,
      distributed: await isDistributed(poolOf(dataSource)),
      erasureJournal: config.erasureJournal,
      close: async () => {
        if (dataSource.isInitialized) await dataSource.destroy();
      },
    };
  } catch (error) {
    await dataSource.destroy();
    throw databaseProblem(error, url, 'use');
  }
}

/**
 * The URL of a configuration's database. With the embedded one this process is present in its cluster, which `leave`
 * ends.
 */
export async function databaseUrl(config: Config): Promise<{ url: string; leave: () => Promise<void> }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, leave: async () => undefined };
  const cluster = await joinCluster(config.dataDir, { durable: true });
  try {
    await createDatabase(cluster);
  } catch (error) {
    await cluster.leave();
    throw error;
  }
  return { url: cluster.url(databaseInCluster), leave: cluster.leave };
}

/**
 * Opens the warehouse of a configuration: starts or joins the embedded cluster, or connects to DATABASE_URL; migrates;
 * stores or checks the business settings. Throws DATABASE_UNAVAILABLE, SETTING_CHANGED or INVALID_CONFIGURATION.
 */
export async function openWarehouse(config: Config, options: OpenOptions = {}): Promise<Warehouse> {
  const { url, leave } = await databaseUrl(config);
  try {
    const warehouse = await openDatabase(url, config, options);
    const close = async () => {
      await warehouse.close();
      await leave();
    };
    return { ...warehouse, embedded: config.databaseUrl === null, close };
  } catch (error) {
    await leave();
    throw error;
  }
}
