// A large simulated company that is made once and kept: an embedded PostgreSQL in a cache folder, in it one database for
// each way to make a company. The name of a database comes from the arguments and from the programs that make it, so
// what a change of the schema, the sample or the load would make differently is never taken for the new.
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Config, readConfig } from '../../src/config';
import { load } from '../../src/load/load';
import { writeSample } from '../../src/sample/write-sample';
import { joinCluster } from '../../src/warehouse/embedded-postgres';
import { openDatabase } from '../../src/warehouse/warehouse';

export type CompanySize = { readonly customers: number; readonly months: number; readonly seed: number };

export type KeptCompany = {
  readonly databaseUrl: string;
  readonly config: Config;
  /** Leaves the server, which stops unless another process uses it. The company stays. */
  readonly leave: () => Promise<void>;
};

/** The last day of the history, and "now" as its end. */
const until = '2025-12-31';
const asOf = '2026-01-01T00:00:00Z';
const makers = ['migrations', 'src/sample', 'src/load'] as const;
const signals = ['SIGINT', 'SIGTERM'] as const;
const makingLock = 4_702_111_299;

/** Makes the company unless the cache folder holds it, and starts the server of the folder unless it runs. */
export async function keptCompany(cache: string, size: CompanySize, say: (line: string) => void): Promise<KeptCompany> {
  await mkdir(cache, { recursive: true });
  // The user who runs PostgreSQL is another one when the benchmark runs as root.
  await chmod(cache, 0o755);
  const config = readConfig({ DATA_DIR: cache, SAMPLE: 'off', AS_OF: asOf, PORT: '0' });
  const cluster = await joinCluster(cache, { durable: true });
  const interrupted = () => void cluster.leave().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, interrupted);
  const leave = async () => {
    for (const signal of signals) process.off(signal, interrupted);
    await cluster.leave();
  };
  try {
    const database = await databaseOf(size);
    const client = new Client({ connectionString: cluster.url('postgres') });
    await client.connect();
    try {
      // Of two runs that start at once, one makes it.
      await client.query('SELECT pg_advisory_lock($1)', [makingLock]);
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
      if (rowCount === 0) {
        say(`A simulated company is made and kept in ${cache} (${JSON.stringify(size)})`);
        const draft = `${database}_draft`;
        await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
        await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING UTF8`);
        await fill(cluster.url(draft), config, size, cache);
        await client.query(`ALTER DATABASE ${draft} RENAME TO ${database}`);
      }
    } finally {
      await client.end();
    }
    return { databaseUrl: cluster.url(database), config, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

async function fill(url: string, config: Config, size: CompanySize, cache: string): Promise<void> {
  const out = await mkdtemp(join(cache, 'sample-'));
  try {
    await writeSample({ ...size, until, out });
    const warehouse = await openDatabase(url, config);
    try {
      await load(warehouse, { path: out, kind: 'sample', maxErrors: { kind: 'count', value: 0 } });
      // As a server that has been up for a while finds it.
      await warehouse.pool.query('VACUUM ANALYZE');
    } finally {
      await warehouse.close();
    }
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function databaseOf(size: CompanySize): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ ...size, until }));
  const root = join(__dirname, '..', '..');
  for (const folder of makers) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.js')).sort())
      hash.update(file).update(await readFile(join(root, folder, file)));
  }
  return `company_${hash.digest('hex').slice(0, 16)}`;
}
