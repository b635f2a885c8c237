// The server process of one embedded cluster: found by its pid file, started, waited for, stopped. Any number of
// processes may do so at once: PostgreSQL's own lock file lets one server run per folder.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ClusterFolder, unusable } from './cluster-folder';
import { runAs } from './service-account';

export type ClusterOptions = {
  /** false only for throw-away data: a crash of the machine may lose or damage it. */
  readonly durable: boolean;
};

const startTries = 6;
const patience = 600_000;
// Another process starts it at the same moment, the port was taken just now, or children of a killed server still end:
// each is over by a later try.
const passing = /lock file|in use|could not create any TCP/;

const parameters = ({ durable }: ClusterOptions): Readonly<Record<string, string>> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  // Nobody replicates it: what is written into a new file within its transaction needs no log, only to be on disk at its end.
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  // Of one process, for what does not fit in its memory: no statement fills the disk.
  temp_file_limit: '20GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log names no values: neither the statement that failed nor the row it failed on.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

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
export async function runningServer(folder: ClusterFolder, options: ClusterOptions): Promise<Postmaster> {
  const deadline = Date.now() + patience;
  let problem = 'it did not become ready';
  for (let tries = 0; tries < startTries && Date.now() < deadline; ) {
    const server = await postmaster(folder.pgData);
    if (server?.ready) return server;
    if (server !== undefined) {
      await wait(50);
      continue;
    }
    problem = await startServer(folder, options);
    if (problem !== '' && !passing.test(problem) && tries > 0) break;
    const nextTry = Date.now() + 100 * 2 ** tries;
    while (problem !== '' && Date.now() < nextTry && (await postmaster(folder.pgData)) === undefined) await wait(25);
    tries += 1;
  }
  const server = await postmaster(folder.pgData);
  if (server?.ready) return server;
  throw unusable(folder.folder, problem, `The log is ${join(folder.pgData, 'postgres.log')}.`);
}

/** Stops the server and waits for its end; not with pg_ctl, which would wait for the server of the next one too. */
export async function stopServer({ account, binaries, pgData }: ClusterFolder): Promise<void> {
  const server = await postmaster(pgData);
  if (server === undefined) return;
  await runAs(account, binaries.pgCtl, ['stop', '--mode=fast', '--no-wait', `--pgdata=${pgData}`]);
  const deadline = Date.now() + patience;
  while ((await isServerOf(pgData, server.pid)) && Date.now() < deadline) await wait(20);
}
