// The files of replicas in a folder. Each process has one of its own: a file that another has open is passed over, one that is
// whole and of this warehouse is taken, what an interrupted fill left or an older layout is removed.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { millisecondsPerDay } from '../../model/day-length';
import { discardFile, openReplica, type Replica, type ReplicaOptions } from './replica';
import { type ReplicaState, readState } from './replica-state';

export type Standing = { readonly replica: Replica; readonly state: ReplicaState };

/** Whether a file of that state is of use: of this warehouse, and in the layout of today. */
export type IsOfUse = (state: Pick<ReplicaState, 'origin' | 'layout'>) => boolean;

const ending = '.duckdb';
const lockedElsewhere = /lock on file|open in this process/;

/** Of a warehouse that nobody asks any more. */
const staleAfterDays = 7;

/** Where a process with that DATA_DIR keeps its files. */
export const replicaFolder = (dataDir: string): string => resolve(dataDir, 'replica');

/** The files hold what is known of people: nobody else may read them. */
const makeFolder = (folder: string): Promise<unknown> => mkdir(folder, { recursive: true, mode: 0o700 });

/** Leaves nothing where there is no room for it. */
export async function newReplica(folder: string, options: ReplicaOptions): Promise<Replica> {
  await makeFolder(folder);
  const path = join(folder, `${randomUUID()}${ending}`);
  return openReplica(path, options).catch(async (error: unknown) => {
    await discardFile(path);
    throw error;
  });
}

/** Opens the first file that is of use; the others stay for other processes. */
export async function openStanding(
  folder: string,
  options: ReplicaOptions,
  isOfUse: IsOfUse,
): Promise<Standing | undefined> {
  await makeFolder(folder);
  const names = await readdir(folder);
  for (const name of names.filter((each) => each.endsWith(ending)).sort()) {
    const path = join(folder, name);
    const found = await standingOf(path, options, isOfUse).catch(async (error: unknown) => {
      if (!lockedElsewhere.test(String(error))) await discardFile(path);
      return undefined;
    });
    if (found !== undefined) return found;
  }
  await removeOldRows(folder, names);
  return undefined;
}

/** Removes the files that no process has open: they are made anew when they are wanted. */
export async function discardIdle(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(ending))) {
    const path = join(folder, name);
    try {
      await (await openReplica(path, fewMeans(folder))).close();
    } catch (error) {
      if (lockedElsewhere.test(String(error))) continue;
    }
    await discardFile(path);
  }
}

const fewMeans = (folder: string): ReplicaOptions => ({
  threads: 1,
  memoryMegabytes: 128,
  spillFolder: join(folder, 'spill'),
});

async function standingOf(path: string, options: ReplicaOptions, isOfUse: IsOfUse): Promise<Standing | undefined> {
  const written = await stat(path);
  const replica = await openReplica(path, options);
  let state: ReplicaState | undefined;
  try {
    const connection = await replica.connect();
    try {
      state = await readState(connection);
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    await replica.close();
    throw error;
  }
  if (state !== undefined && isOfUse(state)) {
    replica.standAt(state);
    return { replica, state };
  }
  await replica.close();
  const isStale = Date.now() - written.mtimeMs > staleAfterDays * millisecondsPerDay;
  if (state === undefined || isStale) await discardFile(path);
  return undefined;
}

/** Rows on their way when a process was killed, if it is none that runs. */
async function removeOldRows(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [, processId] = /^rows-(\d+)-\d+\.csv$/.exec(name) ?? [];
    if (processId !== undefined && !runs(Number(processId))) await rm(join(folder, name), { force: true });
  }
}

function runs(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
