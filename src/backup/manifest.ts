// The manifest of a backup: what it is of, and for each table its file with columns, rows, bytes and SHA-256. It is written last
// and carries a checksum of itself, so a backup without it, or with another one, is none.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv';
import { UserError } from '../errors';
import { errorCode } from '../load/read/system-error';

export const manifestFile = 'manifest.json';
const format = 'astrolabe-backup';
const formatVersion = 1;

export type BackedUpTable = {
  readonly table: string;
  /** Its name in the folder: rows as COPY writes them, compressed with gzip. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of the file. */
  readonly bytes: number;
  readonly sha256: string;
};

/** How far a sequence that fills a column is. */
export type BackedUpSequence = { readonly table: string; readonly column: string; readonly next: number };

export type Manifest = {
  /** The last migration of its schema. */
  readonly schema: string;
  /** When its snapshot was taken, by the clock of the database. */
  readonly takenAt: string;
  readonly dataVersion: number;
  /** The business settings, by their variables. */
  readonly settings: Readonly<Record<string, string>>;
  /** In an order in which references are there before what refers to them. */
  readonly tables: readonly BackedUpTable[];
  readonly sequences: readonly BackedUpSequence[];
};

const text = { type: 'string', minLength: 1 } as const;
const count = { type: 'integer', minimum: 0 } as const;
const name = { type: 'string', pattern: '^[a-z][a-z0-9_]*$' } as const;

const objectOf = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const isWhole = new Ajv().compile<Manifest & { readonly checksum: string }>(
  objectOf({
    format: { const: format },
    formatVersion: { const: formatVersion },
    schema: text,
    takenAt: text,
    dataVersion: count,
    settings: { type: 'object', additionalProperties: text },
    tables: {
      type: 'array',
      items: objectOf({
        table: name,
        file: { type: 'string', pattern: '^[a-z][a-z0-9_]*\\.copy\\.gz$' },
        columns: { type: 'array', items: name, minItems: 1 },
        rows: count,
        bytes: count,
        sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      }),
    },
    sequences: { type: 'array', items: objectOf({ table: name, column: name, next: count }) },
    checksum: text,
  }),
);

const checksumOf = (manifest: object): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** As it is written. */
export function manifestText(manifest: Manifest): string {
  const whole = { format, formatVersion, ...manifest };
  return `${JSON.stringify({ ...whole, checksum: checksumOf(whole) }, null, 2)}\n`;
}

/** Throws BACKUP_NOT_VALID. */
export async function readManifest(folder: string): Promise<Manifest> {
  const refuse = (problem: string) => new UserError('BACKUP_NOT_VALID', { file: manifestFile, problem });
  const stored = await readFile(join(folder, manifestFile), 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error)))
      throw refuse('there is none, so this is no backup, or one that was not finished');
    throw refuse(`it cannot be read (${errorCode(error)})`);
  });
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = JSON.parse(stored) as Readonly<Record<string, unknown>>;
  } catch {
    throw refuse('it is not JSON: it was changed or cut short');
  }
  if (parsed?.format === format && Number(parsed.formatVersion) > formatVersion)
    throw refuse('it was written by a newer version of this program');
  if (!isWhole(parsed)) throw refuse('it is not a manifest of a backup');
  const { checksum, ...whole } = parsed;
  if (checksumOf(whole) !== checksum) throw refuse('it was changed: its checksum is another');
  return parsed;
}
