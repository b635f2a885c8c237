// The PostgreSQL of one test run: an embedded cluster in a throw-away folder, or the server of TEST_DATABASE_URL, with
// one migrated template database that every test database is cloned from.
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDataSource } from '../../src/warehouse/data-source';
import { type Cluster, joinCluster } from '../../src/warehouse/embedded-postgres';
import { clearAwayFolder } from './clear-away';

const folderPrefix = 'astrolabe-test-';
const runnerFile = 'runner.pid';

export type TestCluster = {
  /** URL of the database from which others are made; its path is the maintenance database. */
  readonly url: string;
  /** The migrated, empty database without settings. */
  readonly template: string;
  readonly stop: () => Promise<void>;
};

const withDatabase = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
};

/** Runs statements in a session of its own. */
export async function runStatements(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Clones a database; returns the URL of the clone. */
export async function cloneDatabase(url: string, template: string, clone: string): Promise<string> {
  await runStatements(url, `CREATE DATABASE "${clone}" TEMPLATE "${template}"`);
  return withDatabase(url, clone);
}

async function makeTemplate(url: string, template: string): Promise<void> {
  await runStatements(url, `CREATE DATABASE "${template}" TEMPLATE template0 ENCODING UTF8`);
  const dataSource = await createDataSource(withDatabase(url, template)).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await dataSource.destroy();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Stops and removes the clusters of this user's test runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    if ((await stat(folder).catch(() => undefined))?.uid !== process.getuid?.()) continue;
    const runner = Number(await readFile(join(folder, runnerFile), 'utf8').catch(() => '0'));
    if (runner === 0 || isAlive(runner)) continue;
    const cluster = await joinCluster(folder, { durable: false }).catch(() => undefined);
    await cluster?.leave();
    for (const path of [folder, cluster?.folder ?? folder]) await rm(path, { recursive: true, force: true });
  }
}

/** A data directory for a throw-away cluster, cleared away if this process is killed; if even the watchdog is, by the next test run. */
export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  // The user who runs PostgreSQL is another one when the tests run as root.
  await chmod(folder, 0o755);
  await writeFile(join(folder, runnerFile), String(process.pid));
  clearAwayFolder(folder);
  return folder;
}

async function startEmbedded(): Promise<{ url: string; stop: () => Promise<void> }> {
  await sweep();
  const folder = await makeDataDir();
  const cluster: Cluster = await joinCluster(folder, { durable: false });
  return {
    url: cluster.url('postgres'),
    stop: async () => {
      await cluster.leave();
      for (const path of [folder, cluster.folder]) await rm(path, { recursive: true, force: true });
    },
  };
}

/** Starts the cluster of a run, or connects to TEST_DATABASE_URL (a user who may create databases). */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env.TEST_DATABASE_URL;
  const { url, stop } = given ? { url: given, stop: async () => undefined } : await startEmbedded();
  const template = `astrolabe_test_${randomUUID()}`;
  await makeTemplate(url, template);
  return {
    url,
    template,
    stop: async () => {
      if (given) await runStatements(url, `DROP DATABASE "${template}" WITH (FORCE)`);
      await stop();
    },
  };
}
