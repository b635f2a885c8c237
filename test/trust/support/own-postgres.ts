// A PostgreSQL of a suite's own, which can be killed and be away: nobody but the suite starts it again.

import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ClusterFolder, openClusterFolder, superuser } from '../../../src/warehouse/cluster-folder';
import { runningServer, stopServer } from '../../../src/warehouse/postgres-server';
import { makeDataDir, runStatements } from '../../support/test-cluster';

export type OwnPostgres = {
  readonly url: (database: string) => string;
  readonly create: (database: string, template?: string) => Promise<string>;
  readonly drop: (database: string) => Promise<void>;
  readonly start: () => Promise<void>;
  /** An orderly stop. */
  readonly stop: () => Promise<void>;
  /** SIGKILL of the server's first process; the others end when they notice. */
  readonly kill: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** It writes durably: what was committed outlives a kill. */
const options = { durable: true };

export async function ownPostgres(): Promise<OwnPostgres> {
  const dataDir = await makeDataDir();
  const folder: ClusterFolder = await openClusterFolder(dataDir);
  let { port } = await runningServer(folder, options);
  const url = (database: string): string =>
    `postgresql://${superuser}:${folder.password}@127.0.0.1:${port}/${database}?sslmode=disable`;
  return {
    url,
    create: async (database, template = 'template0') => {
      await runStatements(url('postgres'), `CREATE DATABASE "${database}" TEMPLATE "${template}" ENCODING UTF8`);
      return url(database);
    },
    drop: (database) => runStatements(url('postgres'), `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
    start: async () => {
      ({ port } = await runningServer(folder, options));
    },
    stop: () => stopServer(folder),
    kill: async () => {
      const [pid] = readFileSync(join(folder.pgData, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
      while (existsSync(`/proc/${pid}/exe`)) await wait(5);
    },
    remove: async () => {
      await stopServer(folder);
      for (const path of [dataDir, folder.folder]) await rm(path, { recursive: true, force: true });
    },
  };
}
