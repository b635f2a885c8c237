// The entries of a ZIP archive as files of the folder it lies in. An entry goes by its base name, whatever folder of the archive
// it stands in; hidden ones, and what a Mac adds, are none.
import { basename } from 'node:path';
import type { InputFile } from './byte-source';
import { readEntry, zipEntries } from './zip';

export const isArchive = (name: string): boolean => /\.zip$/i.test(name);

export async function archiveFiles(name: string, path: string): Promise<readonly InputFile[]> {
  const entries = await zipEntries({ name, path });
  return entries.flatMap(({ name: inside, entry }): InputFile[] => {
    const base = basename(inside);
    const folders = inside.split('/');
    if (folders.some((part) => /^\.[^.]/.test(part) || part === '__MACOSX')) return [];
    return [
      {
        name: base,
        path: `${path}/${inside}`,
        bytes: entry.compressedSize,
        chunks: () => readEntry({ name: `${base} in ${name}`, path }, entry),
        onDisk: false,
      },
    ];
  });
}
