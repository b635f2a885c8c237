// Formats that are read from their end, or by a library that opens files itself, need a file of their own on disk, unpacked.
// One that is packed or stands in an archive is copied to the temporary folder while it is read; the copy always goes again.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InputFile, isPacked, readBytes } from './byte-source';

/** The path of the file, or of its copy, for as long as `use` gives something. */
export async function* withLocalCopy<Given>(
  file: InputFile,
  use: (path: string) => AsyncIterable<Given>,
): AsyncGenerator<Given> {
  if (file.onDisk && !isPacked(file)) {
    yield* use(file.path);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-unpacked-'));
  try {
    const path = join(folder, 'file');
    await copyTo(path, file);
    yield* use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyTo(path: string, file: InputFile): Promise<void> {
  const target = await open(path, 'wx');
  try {
    for await (const { bytes } of readBytes(file)) await target.writeFile(bytes);
  } finally {
    await target.close();
  }
}
