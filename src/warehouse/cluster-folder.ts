// Where the embedded cluster lives and with which password it is reached: DATA_DIR/postgres, made once and complete.
// If the user who runs PostgreSQL cannot enter DATA_DIR (root's checkout in a private home), the files are in
// /var/lib/astrolabe and DATA_DIR/postgres/location says where.
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, link, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../errors';
import { type Binaries, findBinaries } from './postgres-binaries';
import { type Account, accountCan, runAs, serviceAccount } from './service-account';
import { makeWritable, type Obstacle } from './writable-folder';

export type ClusterFolder = {
  readonly folder: string;
  readonly pgData: string;
  readonly password: string;
  readonly account: Account;
  readonly binaries: Binaries;
};

export const superuser = 'astrolabe';
const elsewhere = '/var/lib/astrolabe';
const version = '18';

export const unusable = (folder: string, problem: string, hint: string): UserError =>
  new UserError('DATABASE_UNAVAILABLE', { database: `in ${folder}`, problem: problem.replace(/\.$/, ''), hint });

const notWritable = (dataDir: string, { path, reason }: Obstacle): UserError =>
  unusable(
    resolve(dataDir),
    `nothing can be written to ${path}: ${reason}`,
    'Set DATA_DIR to a folder that can be written to.',
  );

const exists = async (path: string): Promise<boolean> => (await lstat(path).catch(() => undefined)) !== undefined;

/** The text of a file that is written once, whole: of two processes that try, both get what the first one wrote. */
async function writtenOnce(path: string, text: () => string): Promise<string> {
  if (!(await exists(path))) {
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, text(), { mode: 0o600 });
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
  }
  return readFile(path, 'utf8');
}

async function makeFolder(path: string, account: Account): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(path, account.uid, account.gid);
}

/** The folder that holds the cluster's files, which the account can enter. */
async function home(dataDir: string): Promise<string> {
  const near = join(resolve(dataDir), 'postgres');
  const obstacle = await makeWritable(near);
  if (obstacle !== undefined) throw notWritable(dataDir, obstacle);
  const record = join(near, 'location');
  if (await exists(record)) {
    const recorded = await readFile(record, 'utf8');
    if (await exists(recorded)) return recorded;
    throw unusable(
      resolve(dataDir),
      `its files were in ${recorded}, which is gone`,
      'Restore it, or set another DATA_DIR.',
    );
  }
  const account = serviceAccount(join(near, 'data'));
  if ((await exists(join(near, 'data'))) || accountCan(account, 'cd "$1"', near)) return near;
  const far = join(elsewhere, randomUUID());
  await mkdir(far, { recursive: true });
  for (const path of [elsewhere, far]) await chmod(path, 0o755);
  const recorded = await writtenOnce(record, () => far);
  if (recorded !== far) await rm(far, { recursive: true });
  return recorded;
}

async function initialise(folder: string, password: string, account: Account, binaries: Binaries): Promise<void> {
  const draft = join(folder, `data.${randomUUID()}`);
  const secret = join(draft, 'secret');
  const pgData = join(draft, 'data');
  await makeFolder(draft, account);
  await makeFolder(pgData, account);
  await writeFile(secret, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(secret, account.uid, account.gid);
  const { code, output } = await runAs(account, binaries.initdb, [
    `--pgdata=${pgData}`,
    `--username=${superuser}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  try {
    if (code !== 0) throw unusable(folder, output.trim().split('\n').at(-1) ?? '', 'Check space and rights there.');
    // Whoever renames first has made the cluster: a folder that is not empty is never replaced.
    await rename(pgData, join(folder, 'data')).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The cluster's folder, made and initialised if need be. Starts nothing. */
export async function openClusterFolder(dataDir: string): Promise<ClusterFolder> {
  try {
    const folder = await home(dataDir);
    const pgData = join(folder, 'data');
    const near = join(resolve(dataDir), 'postgres');
    const password = await writtenOnce(join(near, 'password'), () => randomBytes(18).toString('base64url'));
    const account = serviceAccount(pgData);
    const binaries = await findBinaries(account, near);
    if (!(await exists(pgData))) await initialise(folder, password, account, binaries);
    else if (!accountCan(account, 'test -O "$1" && test -w "$1" && test -x "$1"', pgData))
      throw notWritable(dataDir, { path: pgData, reason: 'it is read-only, or belongs to another user' });
    const made = (await readFile(join(pgData, 'PG_VERSION'), 'utf8')).trim();
    if (made !== version) {
      throw unusable(folder, `it was made by PostgreSQL ${made}, and this is ${version}`, 'Set another DATA_DIR.');
    }
    return { folder, pgData, password, account, binaries };
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined || path === undefined) throw error;
    throw unusable(
      resolve(dataDir),
      `${path}: ${(error as Error).message.split(',')[0]}`,
      'Use it as the user who made it, or set another DATA_DIR.',
    );
  }
}
