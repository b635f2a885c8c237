// Writes a sample into a temporary folder and reads it back with a CSV parser that the product does not use for it.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type SampleSummary, writeSample } from '../../src/sample/write-sample';

export type Row = Readonly<Record<string, string>>;
export type Sample = {
  readonly summary: SampleSummary;
  readonly bytes: ReadonlyMap<string, Buffer>;
  /** Rows by the name of their file without `.csv`; every cell is text, an empty one ''. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
};

export type SampleArguments = { customers: number; months: number; until: string; seed: number };

export async function readSample(options: SampleArguments): Promise<Sample> {
  const out = await mkdtemp(join(tmpdir(), 'sample-test-'));
  try {
    const summary = await writeSample({ ...options, out });
    const bytes = new Map<string, Buffer>();
    for (const file of (await readdir(out)).sort()) bytes.set(file, await readFile(join(out, file)));
    const tables = Object.fromEntries(
      [...bytes].map(([file, content]) => [file.replace('.csv', ''), parse(content, { columns: true }) as Row[]]),
    );
    return { summary, bytes, tables };
  } finally {
    await rm(out, { recursive: true });
  }
}

export const sha256 = (sample: Sample): Record<string, string> =>
  Object.fromEntries(
    [...sample.bytes].map(([file, content]) => [file, createHash('sha256').update(content).digest('hex')]),
  );
