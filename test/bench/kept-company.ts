// A large simulated company that is made once and kept: an embedded PostgreSQL in a cache folder, in it one database for
// each way to make a company. The name of a database comes from the arguments and from the programs that make it, so
// what a change of the schema, the sample or the load would make differently is never taken for the new.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Config, readConfig } from '../../src/config/config';
import { joinCluster } from '../../src/warehouse/embedded-postgres';
import { openDatabase } from '../../src/warehouse/warehouse';
import { asOf, type CompanySize, fillCompany, until } from './fill-company';

export type { CompanySize } from './fill-company';

export type KeptCompany = {
  readonly databaseUrl: string;
  readonly config: Config;
  /** Makes a database of a name that is another such company, and may be changed; returns its URL. Nobody may use the company meanwhile. */
  readonly copy: (name: string) => Promise<string>;
  readonly drop: (name: string) => Promise<void>;
  /** Leaves the server, which stops unless another process uses it. The company stays. */
  readonly leave: () => Promise<void>;
};

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
  const run = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
    const client = new Client({ connectionString: cluster.url('postgres') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const drop = (name: string) => run((client) => client.query(dropping(name))).then(() => undefined);
  try {
    const database = await databaseOf(size);
    await run(async (client) => {
      // Of two runs that start at once, one makes it.
      await client.query('SELECT pg_advisory_lock($1)', [makingLock]);
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
      if (rowCount !== 0) return;
      say(`A simulated company is made and kept in ${cache} (${JSON.stringify(size)})`);
      await dropOutdated(client, size, say);
      const draft = `${database}_draft`;
      await client.query(dropping(draft));
      await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING UTF8`);
      const warehouse = await openDatabase(cluster.url(draft), config);
      try {
        await fillCompany(warehouse, size, cache, say);
      } finally {
        await warehouse.close();
      }
      await client.query(`COMMENT ON DATABASE ${draft} IS '${JSON.stringify(size)}'`);
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${database}`);
    });
    const copy = async (name: string) => {
      await drop(name);
      // File by file: what would go through the log is gigabytes.
      await run((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${database} STRATEGY file_copy`));
      return cluster.url(name);
    };
    return { databaseUrl: cluster.url(database), config, copy, drop, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

const dropping = (name: string): string => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;

/** A company of the same size that was made by other programs is of no use any more, and may be large. One in use stays. */
async function dropOutdated(client: Client, size: CompanySize, say: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE shobj_description(oid, 'pg_database') = $1`,
    [JSON.stringify(size)],
  );
  for (const { name } of rows) {
    say(`  ${name}, made by other programs, is removed`);
    await client.query(`DROP DATABASE ${name}`).catch(() => say(`  ${name} is in use and stays`));
  }
}

async function databaseOf(size: CompanySize): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ ...size, until }));
  const root = join(__dirname, '..', '..');
  for (const folder of size.judged ? [...makers, 'src/customer'] : makers) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.js')).sort())
      hash.update(file).update(await readFile(join(root, folder, file)));
  }
  return `company_${hash.digest('hex').slice(0, 16)}`;
}
