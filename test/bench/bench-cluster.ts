// The PostgreSQL of one benchmark run: an embedded cluster in a throw-away folder, with the durable settings of a
// served one, and a migrated template database from which each measurement gets a fresh one.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Config, readConfig } from '../../src/config/config';
import { joinCluster } from '../../src/warehouse/embedded-postgres';
import { openDatabase } from '../../src/warehouse/warehouse';

export type BenchCluster = {
  readonly config: Config;
  /** A folder for files, removed at the end. */
  readonly folder: string;
  /** Makes an empty, migrated database; returns its URL. What was written before is on disk by then. */
  readonly fresh: (name: string) => Promise<string>;
  readonly drop: (name: string) => Promise<void>;
  /** Stops the server and removes every file. */
  readonly remove: () => Promise<void>;
};

const template = 'bench_template';
/** "Now" for everything measured, so that runs ask the same of the same. */
export const asOf = '2026-01-01T00:00:00Z';

export async function startBenchCluster(): Promise<BenchCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-bench-'));
  // The user who runs PostgreSQL is another one when the benchmark runs as root.
  await chmod(folder, 0o755);
  const config = readConfig({ DATA_DIR: folder, SAMPLE: 'off', AS_OF: asOf, PORT: '0' });
  const cluster = await joinCluster(folder, { durable: true });
  const run = async (...statements: readonly string[]) => {
    const client = new Client({ connectionString: cluster.url('postgres') });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const remove = async () => {
    await cluster.leave();
    for (const path of [folder, cluster.folder]) await rm(path, { recursive: true, force: true });
  };
  try {
    await run(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING UTF8`);
    await (await openDatabase(cluster.url(template), config)).close();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    config,
    folder,
    fresh: async (name) => {
      await run(`CREATE DATABASE ${name} TEMPLATE ${template}`, 'CHECKPOINT');
      return cluster.url(name);
    },
    drop: (name) => run(`DROP DATABASE ${name} WITH (FORCE)`),
    remove,
  };
}
