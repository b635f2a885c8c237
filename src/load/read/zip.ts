// Reads ZIP archives entry by entry in bounded memory. What an entry unpacks to is held against what the archive says of it
// (size, checksum) and against its packed size: an archive made to fill memory or disk is refused, and so is a damaged one.
import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { UserError } from '../../errors';
import type { ByteChunk } from './byte-source';
import { errorCode, readingProblem } from './system-error';

/** From this size on an entry may not unpack to more than so many times its packed bytes. */
const freeBytes = 100_000_000;
const mostTimes = 1000;

/** An archive: `name` is what errors call it. */
export type Zip = { readonly name: string; readonly path: string };

export type ZipEntry = { readonly name: string; readonly entry: Entry };

/** The entries that hold data, in the order of the archive. Their names are not paths: nothing is ever written by them. */
export async function zipEntries(zip: Zip): Promise<readonly ZipEntry[]> {
  const open = await opened(zip);
  try {
    const entries: ZipEntry[] = [];
    for await (const entry of open.eachEntry()) {
      const name = nameOf(entry);
      if (!name.endsWith('/')) entries.push({ name, entry });
    }
    return entries;
  } catch (error) {
    throw zipError(zip, error);
  } finally {
    open.close();
  }
}

/** Many programs write UTF-8 without saying so; other bytes are what the archive says they are. */
function nameOf({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }: Entry): string {
  if (isUtf8(fileNameRaw)) return fileNameRaw.toString('utf8').replaceAll('\\', '/');
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

/** The unpacked bytes of an entry. `bytesRead` is about how many of its packed bytes they are. */
export async function* readEntry(zip: Zip, entry: Entry): AsyncGenerator<ByteChunk> {
  if (entry.isEncrypted()) throw new UserError('PROTECTED_FILE', { file: zip.name });
  const { compressedSize, uncompressedSize } = entry;
  const limit = Math.max(freeBytes, compressedSize * mostTimes);
  if (uncompressedSize > limit) throw tooLarge(zip);
  const open = await opened(zip);
  try {
    const stream = await open.openReadStreamPromise(entry);
    let length = 0;
    let checksum = 0;
    for await (const each of stream) {
      const bytes = each as Buffer;
      length += bytes.length;
      if (length > limit) throw tooLarge(zip);
      checksum = crc32(bytes, checksum);
      yield { bytes, bytesRead: Math.round((compressedSize * length) / (uncompressedSize || 1)) };
    }
    if (checksum !== entry.crc32) throw corrupt(zip, 'its checksum does not match');
  } catch (error) {
    throw zipError(zip, error);
  } finally {
    open.close();
  }
}

const corrupt = ({ name }: Zip, problem: string) => new UserError('CORRUPT_FILE', { file: name, problem });

const tooLarge = (zip: Zip) =>
  corrupt(zip, `it unpacks to more than ${mostTimes} times its packed size and more than ${freeBytes / 1_000_000} MB`);

async function opened(zip: Zip): Promise<ZipFile> {
  try {
    return await openPromise(zip.path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (error) {
    throw zipError(zip, error);
  }
}

/** What the operating system says stays what it is; everything else is what the archive holds. */
function zipError(zip: Zip, error: unknown): unknown {
  if (error instanceof UserError) return error;
  const problem = readingProblem(error);
  if (problem !== undefined) return new UserError('FILE_NOT_READABLE', { file: zip.name, problem });
  // The library throws plain errors, and no subclass of them.
  const ofArchive = errorCode(error).startsWith('Z_') || (error as Error).constructor === Error;
  return ofArchive ? corrupt(zip, (error as Error).message.replace(/\.$/, '')) : error;
}
