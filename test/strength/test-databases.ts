// The PostgreSQL that every run of the tests shares, so that a run may be ended at once: an embedded cluster in a folder of
// its own, emptied of the databases of each run.
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { joinCluster } from '../../src/warehouse/embedded-postgres';
import type { WorkingCopy } from './working-copy';

export type TestDatabases = {
  readonly url: string;
  /** Drops what a run left behind. */
  readonly clear: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startTestDatabases({ scratch }: WorkingCopy): Promise<TestDatabases> {
  const folder = join(scratch, 'postgres');
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const cluster = await joinCluster(folder, { durable: false });
  const url = cluster.url('postgres');
  const clear = async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>(
        `SELECT quote_ident(datname) AS name FROM pg_database WHERE datname LIKE 'astrolabe\\_test\\_%'`,
      );
      for (const { name } of rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    } finally {
      await client.end();
    }
  };
  const stop = async () => {
    await cluster.leave();
    // Elsewhere where the user who runs PostgreSQL cannot enter the folder.
    rmSync(cluster.folder, { recursive: true, force: true });
  };
  return { url, clear, stop };
}
