// Statements on a connection of DuckDB: parameters bound, results read column by column.
import { type DuckDBConnection, type DuckDBValue, listValue } from '@duckdb/node-api';
import type { ParameterValue } from '../../sql/fragment';
import { takeTurn, turnIsOver } from '../../turns';
import { columnValues } from './column-values';

/**
 * Every parameter is cast where it stands, so that a list may be given as text: of numbers that is read several times as fast,
 * and a list without items is of no type.
 */
const bindable = (value: ParameterValue): DuckDBValue => {
  if (value === null || typeof value !== 'object') return value;
  return value.every(Number.isSafeInteger) ? JSON.stringify(value) : listValue([...value]);
};

/** A result column by column. */
export type Columns = { readonly rowCount: number; readonly columns: readonly (readonly unknown[])[] };

export async function selectColumns(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly ParameterValue[] = [],
): Promise<Columns> {
  const result = await connection.run(sql, parameters.map(bindable));
  const columns = Array.from({ length: result.columnCount }, (): unknown[] => []);
  let rowCount = 0;
  let began = performance.now();
  for (const chunk of await result.fetchAllChunks()) {
    const { rowCount: rows } = chunk;
    for (const [place, column] of columns.entries())
      for (const value of columnValues(chunk.getColumnVector(place), rows)) column.push(value);
    rowCount += rows;
    if (!turnIsOver(began)) continue;
    await takeTurn();
    began = performance.now();
  }
  return { rowCount, columns };
}

export const selectRows = async (
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly ParameterValue[] = [],
): Promise<readonly (readonly unknown[])[]> => rowsOf(await selectColumns(connection, sql, parameters));

export const rowsOf = ({ rowCount, columns }: Columns): readonly (readonly unknown[])[] =>
  Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row]));

/** A text for a statement of our own making: names of files, and settings, which take no parameters. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** All of the work is stored, or none. `commit`: around the commit alone. */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
  commit: (commits: () => Promise<void>) => Promise<void> = (commits) => commits(),
): Promise<Result> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await commit(async () => {
      await connection.run('COMMIT');
    });
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
