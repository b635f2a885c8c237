// The embedded PostgreSQL of a data directory, shared by every process that uses it (server, commands). Nobody owns
// it: whoever comes first starts it, whoever leaves last stops it. Each process shows its presence by a session that
// holds a shared advisory lock; a leaver stops the cluster only while holding that lock alone, so nobody is cut off.
// A killed process loses its session, so it counts as gone; a cluster that nobody stopped is joined by the next.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type ClusterFolder, openClusterFolder, superuser, unusable } from './cluster-folder';
import { runAs } from './service-account';

export type Cluster = {
  /** A connection URL of one of the cluster's databases. */
  readonly url: (database: string) => string;
  /** Where its files are. */
  readonly folder: string;
  /** Stops the cluster unless another process is present. */
  readonly leave: () => Promise<void>;
};

export type ClusterOptions = {
  /** false only for throw-away data: a crash of the machine may lose or damage it. */
  readonly durable: boolean;
};

const presenceLock = 4_702_111_234;
const startTries = 6;
const patience = 600_000;

const parameters = ({ durable }: ClusterOptions): Readonly<Record<string, string>> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log names no values: neither the statement that failed nor the row it failed on.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** Whether the process is the server of the folder: a server works in its data folder. */
async function isServerOf(pgData: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(pgData));
  } catch {
    // Gone by now, a zombie, or another user's. Without /proc the pid file is believed.
    return !existsSync('/proc/self');
  }
}

/** The running server of the folder as its pid file tells; undefined when none runs. */
async function postmaster(pgData: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 0) || !(await isServerOf(pgData, pid))) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Postgres copes with the pid file of a killed server unless its number belongs to another program by now (a container
 * that started again). Then the file is taken away; if a server wrote it anew that very moment, it is put back.
 */
async function removeStalePidFile(pgData: string): Promise<void> {
  const path = join(pgData, 'postmaster.pid');
  const stale = await readFile(path, 'utf8').catch(() => '');
  const pid = Number(stale.split('\n')[0]);
  if (!(pid > 0) || (await isServerOf(pgData, pid))) return;
  const aside = join(pgData, `stale-${randomUUID()}.pid`);
  await rename(path, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => stale);
  if (taken !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The port of last time if it is free, so that open pools of a restarted cluster find it again. */
async function freePort(pgData: string): Promise<number> {
  const options = await readFile(join(pgData, 'postmaster.opts'), 'utf8').catch(() => '');
  const last = Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0);
  for (const port of [last, 0]) {
    const found = await new Promise<number | undefined>((resolve) => {
      const probe = createServer();
      probe.on('error', () => resolve(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
      });
    });
    if (found !== undefined) return found;
  }
  throw new Error('No free port on 127.0.0.1');
}

async function startServer({ account, binaries, pgData }: ClusterFolder, options: ClusterOptions): Promise<string> {
  const log = join(pgData, 'postgres.log');
  const size = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (size > 10_000_000) await rename(log, `${log}.old`);
  await removeStalePidFile(pgData);
  const flags = Object.entries(parameters(options)).map(([name, value]) => `-c ${name}=${value}`);
  const port = await freePort(pgData);
  const { code, output } = await runAs(account, binaries.pgCtl, [
    'start',
    '--wait',
    `--timeout=${patience / 1000}`,
    `--pgdata=${pgData}`,
    `--log=${log}`,
    `--options=-p ${port} ${flags.join(' ')}`,
  ]);
  if (code === 0) return '';
  const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? output.trim();
}

/** Waits for a server of the folder, starting one if none runs. */
async function runningServer(folder: ClusterFolder, options: ClusterOptions): Promise<Postmaster> {
  const deadline = Date.now() + patience;
  let problem = 'it did not become ready';
  for (let tries = 0; tries < startTries && Date.now() < deadline; ) {
    const server = await postmaster(folder.pgData);
    if (server?.ready) return server;
    if (server !== undefined) {
      await wait(50);
      continue;
    }
    // Fails when another process starts it at the same moment, when the port was taken just now, or while children
    // of a killed server still end: each is over by the next try.
    problem = await startServer(folder, options);
    const nextTry = Date.now() + 100 * 2 ** tries;
    while (problem !== '' && Date.now() < nextTry && (await postmaster(folder.pgData)) === undefined) await wait(25);
    tries += 1;
  }
  const server = await postmaster(folder.pgData);
  if (server?.ready) return server;
  throw unusable(folder.folder, problem, `The log is ${join(folder.pgData, 'postgres.log')}.`);
}

const urlOf = (folder: ClusterFolder, port: number, database: string): string =>
  `postgresql://${superuser}:${folder.password}@127.0.0.1:${port}/${database}?sslmode=disable`;

/** A session that holds the presence lock, or undefined when the server went away meanwhile. */
async function showPresence(folder: ClusterFolder, port: number): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(folder, port, 'postgres'),
    application_name: 'astrolabe presence',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Waits while the last leaver stops the server, and is cut off then.
    await client.query('SELECT pg_advisory_lock_shared($1)', [presenceLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    // 28P01: a password that is not this cluster's. No retry mends it.
    if ((error as { code?: string }).code === '28P01') {
      throw unusable(folder.folder, 'its password file does not fit it', 'Restore the file, or set another DATA_DIR.');
    }
    return undefined;
  }
}

/** Stops the server and waits for its end; not with pg_ctl, which would wait for the server of the next one too. */
async function stopServer({ account, binaries, pgData }: ClusterFolder): Promise<void> {
  const server = await postmaster(pgData);
  if (server === undefined) return;
  await runAs(account, binaries.pgCtl, ['stop', '--mode=fast', '--no-wait', `--pgdata=${pgData}`]);
  const deadline = Date.now() + patience;
  while ((await isServerOf(pgData, server.pid)) && Date.now() < deadline) await wait(20);
}

/** Joins the cluster of a data directory; makes and starts it if need be. */
export async function joinCluster(dataDir: string, options: ClusterOptions): Promise<Cluster> {
  const folder = await openClusterFolder(dataDir);
  let leaving = false;
  let session: Client | undefined;

  const attend = async (): Promise<number> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const server = await runningServer(folder, options);
      session = await showPresence(folder, server.port);
      if (session !== undefined) {
        // The server restarts by itself after one of its processes crashed: show the presence anew.
        session.once('end', () => {
          if (!leaving) attend().catch(() => undefined);
        });
        return server.port;
      }
      await wait(50);
    }
    throw unusable(folder.folder, 'it takes no connection', `The log is ${join(folder.pgData, 'postgres.log')}.`);
  };

  const port = await attend();
  return {
    url: (database) => urlOf(folder, port, database),
    folder: folder.folder,
    leave: async () => {
      if (leaving) return;
      leaving = true;
      const unlock = 'SELECT pg_advisory_unlock_shared($1)';
      const takeAlone = 'SELECT pg_try_advisory_lock($1) AS alone';
      try {
        await session?.query(unlock, [presenceLock]);
        const answer = await session?.query<{ alone: boolean }>(takeAlone, [presenceLock]);
        if (answer?.rows[0]?.alone) await stopServer(folder);
      } catch {
        // The server is gone already.
      }
      await session?.end().catch(() => undefined);
    },
  };
}
