// A folder that must take files: made with its parents, and tried at once, so that a place where nothing can be written is
// named before anything is started there.
import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOSPC: 'no space is left there',
  EDQUOT: 'no space is left there',
  ENOENT: 'no folder can be made there',
  ENAMETOOLONG: 'its name is too long',
};

/** Where nothing can be written, and why. */
export type Obstacle = { readonly path: string; readonly reason: string };

/** Makes the folder if need be. Returns what keeps files out of it, or undefined when it takes them. */
export async function makeWritable(folder: string): Promise<Obstacle | undefined> {
  let path = folder;
  try {
    const there = await firstThere(folder);
    if (!(await stat(there)).isDirectory()) return { path: there, reason: 'it is not a folder' };
    // One level after the other: the recursive mkdir of Node never ends where the system refuses (/proc).
    for (path of missing(folder, there)) {
      await mkdir(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
    path = folder;
    const probe = join(folder, `probe-${randomUUID()}`);
    await writeFile(probe, '');
    await rm(probe);
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const reason = reasons[code];
    if (reason === undefined) throw error;
    return { path, reason };
  }
}

/** The nearest folder above, or the folder itself, that is there. */
async function firstThere(folder: string): Promise<string> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined || path === dirname(path)) return path;
  }
}

function missing(folder: string, there: string): readonly string[] {
  const paths: string[] = [];
  for (let path = folder; path !== there; path = dirname(path)) paths.unshift(path);
  return paths;
}
