// The journal of erasures: a file outside of the database, to which every erasure is written before it is committed, so that a
// backup of before does not bring anybody back. It knows the erased by their marks alone (merge/erased-mark.ts): without the
// salt of the warehouse, which is not in it, nobody can even try an id.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../../errors';
import { errorCode } from '../read/system-error';

export type JournalEntry = {
  /** When it was written, RFC 3339. */
  readonly at: string;
  /** The fingerprint of the warehouse's salt. */
  readonly warehouse: string;
  /** Whether the person was one of the simulated company. */
  readonly sample: boolean;
  /** Of each id that the person went by, in hexadecimal. */
  readonly marks: readonly string[];
};

export type Journal = {
  readonly entries: readonly JournalEntry[];
  /** Lines that say nothing: cut short by a crash, which left the erasure undone. */
  readonly unreadable: number;
};

const newline = 10;

const problems: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'there is a folder of that name',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EROFS: 'it is on a disk that cannot be written',
};

/** The entries are on the disk when it returns. Throws JOURNAL_NOT_WRITABLE. */
export async function appendToJournal(path: string, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const { buffer } = size === 0 ? { buffer: null } : await file.read(Buffer.alloc(1), 0, 1, size - 1);
      await file.appendFile(buffer !== null && buffer[0] !== newline ? `\n${lines}` : lines);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const problem = problems[errorCode(error)];
    if (problem === undefined) throw error;
    throw new UserError('JOURNAL_NOT_WRITABLE', { problem });
  }
}

/** Null: there is no such file. */
export async function readJournal(path: string): Promise<Journal | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw new UserError('FILE_NOT_READABLE', { file: path, problem: problems[errorCode(error)] ?? errorCode(error) });
  });
  if (text === null) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.map(entryOf).filter((entry) => entry !== null);
  return { entries, unreadable: lines.length - entries.length };
}

function entryOf(line: string): JournalEntry | null {
  try {
    const { at, warehouse, sample, marks } = JSON.parse(line) as JournalEntry;
    const isWhole =
      typeof at === 'string' &&
      typeof warehouse === 'string' &&
      typeof sample === 'boolean' &&
      marks.every((mark) => /^[0-9a-f]{32}$/.test(mark));
    return isWhole ? { at, warehouse, sample, marks } : null;
  } catch {
    return null;
  }
}
