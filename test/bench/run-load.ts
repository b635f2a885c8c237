// Runs a load in a process of its own and gives what it took.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Seconds from the call to the commit: until the rows are staged, until they are merged, and the rest. */
export type LoadFigures = {
  readonly seconds: number;
  readonly staging: number;
  readonly merging: number;
  readonly deriving: number;
  readonly read: number;
  readonly inserted: number;
  /** Peak of resident memory of the whole process. */
  readonly peakMegabytes: number;
};

export async function runLoad(databaseUrl: string, path: string, rows: number, mapping?: string): Promise<LoadFigures> {
  const program = join(__dirname, 'load-child.js');
  const given = [databaseUrl, path, ...(mapping === undefined ? [] : [mapping])];
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', program, ...given], {
    env: { PATH: process.env.PATH },
  });
  const figures = JSON.parse(stdout) as LoadFigures;
  if (figures.read !== rows || figures.inserted !== rows)
    throw new Error(`Of ${rows} rows ${figures.read} were read and ${figures.inserted} inserted`);
  return figures;
}
