// Where the bytes of a file of a load come from (the disk, an entry of an archive), apart from who reads them. Reading is in
// bounded memory and unpacks what ends in .gz. Whatever is wrong with the file as a whole is a UserError that ends the load:
// a damaged archive is never half a file.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../errors';
import { errorCode, readingProblem } from './system-error';

export type ByteChunk = { readonly bytes: Buffer; readonly bytesRead: number };

/** A file of a load: `name` is what reports call it, `path` where it is, `bytes` its size there, packed if it is. */
export type InputFile = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Its bytes as they lie there, from the first one at every call. */
  readonly chunks: () => AsyncIterable<ByteChunk>;
  /** Whether `path` can be opened as a file of its own. */
  readonly onDisk: boolean;
};

/** The rows of a chunk live together: few enough that they are gone before the garbage collector carries them along. */
const chunkBytes = 64 * 1024;

export function fileOnDisk(name: string, path: string, bytes: number): InputFile {
  async function* chunks(): AsyncGenerator<ByteChunk> {
    const source = createReadStream(path, { highWaterMark: chunkBytes });
    try {
      for await (const each of source) yield { bytes: each as Buffer, bytesRead: source.bytesRead };
    } finally {
      source.destroy();
    }
  }
  return { name, path, bytes, chunks, onDisk: true };
}

export const isPacked = ({ name }: InputFile): boolean => name.endsWith('.gz');

export async function* readBytes(file: InputFile): AsyncGenerator<ByteChunk> {
  try {
    if (isPacked(file)) yield* unpacked(file);
    else yield* file.chunks();
  } catch (error) {
    throw readingError(file, error);
  }
}

async function* unpacked(file: InputFile): AsyncGenerator<ByteChunk> {
  let bytesRead = 0;
  async function* packed() {
    for await (const chunk of file.chunks()) {
      bytesRead = chunk.bytesRead;
      yield chunk.bytes;
    }
  }
  const source = Readable.from(packed(), { objectMode: false, highWaterMark: chunkBytes });
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const piping = pipeline(source, gunzip);
  // The failure reaches the reader through `gunzip`; the promise itself must not be reported as unhandled.
  piping.catch(() => undefined);
  try {
    for await (const bytes of gunzip) yield { bytes: bytes as Buffer, bytesRead };
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
