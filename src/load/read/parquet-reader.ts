// Opens a Parquet file with DuckDB: its rows in their order, a chunk at a time, every value as exact text. Its library is loaded
// when the first such file is.
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { Decimal } from 'decimal.js';
import { csvLine } from '../../csv-text';
import { UserError } from '../../errors';
import { rowProblem, rowProblems } from '../format/row-problem';
import type { InputFile } from './byte-source';
import { withLocalCopy } from './local-copy';
import { type IsWanted, inBatches, type RowFile, type TextBatch, type TextRow } from './text-row';

/** How the values of a column come, by its type. */
type Reading = 'text' | 'number' | 'instant' | 'list' | 'nested';
type Column = { readonly name: string; readonly reading: Reading };

/** `wanted`: the columns whose values must be sound; null: every one. */
export async function openParquet(file: InputFile, wanted: IsWanted | null): Promise<RowFile> {
  const { columns, rowCount } = await described(file);
  async function* chunks(): AsyncGenerator<TextBatch> {
    let line = 0;
    const select = `SELECT ${columns.map(asText).join(', ')} FROM source`;
    for await (const chunk of withLocalCopy(file, (path) => selected(file, path, select))) {
      const rows = chunk.getRows().map((values): TextRow => {
        line += 1;
        return textRow(line, values as readonly (string | null)[], columns, wanted);
      });
      yield { rows, bytesRead: Math.round((file.bytes * line) / Math.max(1, rowCount)) };
    }
  }
  const names = columns.map(({ name }) => name);
  return { columns: names, columnLines: names.map(() => 1), batches: () => inBatches(chunks()) };
}

async function described(file: InputFile): Promise<{ columns: readonly Column[]; rowCount: number }> {
  const select = 'SELECT column_name, column_type, (SELECT count(*) FROM source)::VARCHAR FROM (DESCRIBE source)';
  const columns: Column[] = [];
  let rowCount = 0;
  for await (const chunk of withLocalCopy(file, (path) => selected(file, path, select))) {
    for (const [name, type, count] of chunk.getRows() as readonly string[][]) {
      columns.push({ name: name!, reading: readingOf(type!) });
      rowCount = Number(count);
    }
  }
  return { columns, rowCount };
}

function readingOf(type: string): Reading {
  if (/^(STRUCT|MAP|UNION|BLOB|BIT)|\[\d+\]$|\[\]\[\]$|(STRUCT|MAP|UNION)\(.*\[\]$/.test(type)) return 'nested';
  if (type.endsWith('[]')) return 'list';
  if (/^(DOUBLE|FLOAT|REAL)/.test(type)) return 'number';
  return type.startsWith('TIMESTAMP') ? 'instant' : 'text';
}

function asText({ name, reading }: Column): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  return reading === 'list' ? `array_to_string(${column}::VARCHAR[], ';')` : `${column}::VARCHAR`;
}

/** The chunks that a statement over the file gives, one after the other. */
async function* selected(file: InputFile, path: string, select: string): AsyncGenerator<DuckDBDataChunk> {
  const { DuckDBInstance } = await duckDb(file);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    yield* streamed(connection, path, select);
  } catch (error) {
    if (/^Out of Memory/.test((error as Error).message)) throw error;
    const problem = (error as Error).message.replace(/^[\w ]+Error: /, '').replaceAll(path, file.name);
    throw new UserError('CORRUPT_FILE', { file: file.name, problem: problem.replace(/\.$/, '') });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Its binaries are not there for every machine. */
async function duckDb(file: InputFile): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    const problem = 'DuckDB, which reads Parquet, is not there for this machine';
    throw new UserError('FILE_NOT_READABLE', { file: file.name, problem });
  }
}

async function* streamed(connection: DuckDBConnection, path: string, select: string): AsyncGenerator<DuckDBDataChunk> {
  await connection.run("SET TimeZone = 'UTC'").catch(() => undefined);
  // The name is taken for a pattern, in which each of these stands for itself in brackets.
  const literal = path.replace(/[*?[]/g, '[$&]').replaceAll("'", "''");
  await connection.run(
    `CREATE TEMP VIEW source AS SELECT * FROM read_parquet('${literal}', hive_partitioning = false)`,
  );
  const result = await connection.stream(select);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

function textRow(
  line: number,
  values: readonly (string | null)[],
  columns: readonly Column[],
  wanted: IsWanted | null,
): TextRow {
  const cells = values.map((value, index) => cellText(value, columns[index]!.reading));
  const raw = csvLine(cells).slice(0, -2);
  for (const [index, { name, reading }] of columns.entries()) {
    const cell = cells[index]!;
    if (cell === null || (wanted !== null && !wanted(name))) continue;
    if (reading === 'nested') {
      const message = 'The value is nested or binary where one text or number is needed.';
      return { kind: 'bad', line, raw, problem: rowProblem('INVALID_JSON_SHAPE', message, name) };
    }
    if (cell.includes('\0')) return { kind: 'bad', line, raw, problem: rowProblems.nulCharacter(name) };
  }
  return { kind: 'cells', line, raw, cells };
}

function cellText(value: string | null, reading: Reading): string | null {
  if (value === null || value === '') return null;
  if (reading === 'number') return plainNumber(value);
  if (reading !== 'instant') return value;
  return value.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z');
}

/** Without exponent, and 5 for 5.0. */
function plainNumber(text: string): string {
  if (/^-?\d+\.0$/.test(text)) return text.slice(0, -2);
  return /^-?[\d.]+e[+-]?\d+$/.test(text) ? new Decimal(text).toFixed() : text;
}
