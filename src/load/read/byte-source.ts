// Reads the bytes of a file of a load, unpacked when its name ends in .gz, in bounded memory. Whatever is wrong with
// the file as a whole is a UserError that ends the load: a damaged archive is never half a file.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../errors';
import { errorCode, readingProblem } from './system-error';

/** A file of a load: `name` is what reports call it, `path` where it is, `bytes` its size on disk. */
export type InputFile = { readonly name: string; readonly path: string; readonly bytes: number };

export type ByteChunk = { readonly bytes: Buffer; readonly bytesRead: number };

/** The rows of a chunk live together: few enough that they are gone before the garbage collector carries them along. */
const chunkBytes = 64 * 1024;

export async function* readBytes(file: InputFile): AsyncGenerator<ByteChunk> {
  const source = createReadStream(file.path, { highWaterMark: chunkBytes });
  try {
    if (!file.path.endsWith('.gz')) {
      for await (const bytes of source) yield { bytes: bytes as Buffer, bytesRead: source.bytesRead };
      return;
    }
    const unpacked = createGunzip({ chunkSize: chunkBytes });
    const piping = pipeline(source, unpacked);
    // The failure reaches the reader through `unpacked`; the promise itself must not be reported as unhandled.
    piping.catch(() => undefined);
    for await (const bytes of unpacked) yield { bytes: bytes as Buffer, bytesRead: source.bytesRead };
  } catch (error) {
    throw readingError(file, error);
  } finally {
    source.destroy();
  }
}

function readingError(file: InputFile, error: unknown): unknown {
  if (errorCode(error).startsWith('Z_')) {
    return new UserError('CORRUPT_FILE', { file: file.name, problem: (error as Error).message });
  }
  const problem = readingProblem(error);
  return problem === undefined ? error : new UserError('FILE_NOT_READABLE', { file: file.name, problem });
}
