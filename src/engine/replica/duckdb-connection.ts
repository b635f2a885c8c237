// Statements on a connection of DuckDB: parameters bound, results read column by column.
import { type DuckDBConnection, type DuckDBValue, listValue } from '@duckdb/node-api';
import type { ParameterValue } from '../../sql/fragment';
import { columnValues } from './column-values';

/**
 * Every parameter is cast where it stands, so that a list may be given as text: of numbers that is read several times as fast,
 * and a list without items is of no type.
 */
const bindable = (value: ParameterValue): DuckDBValue => {
  if (value === null || typeof value !== 'object') return value;
  return value.every(Number.isSafeInteger) ? JSON.stringify(value) : listValue([...value]);
};

export async function selectRows(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly ParameterValue[] = [],
): Promise<readonly (readonly unknown[])[]> {
  const result = await connection.run(sql, parameters.map(bindable));
  const rows: unknown[][] = [];
  for (const chunk of await result.fetchAllChunks()) {
    const first = rows.length;
    for (let row = 0; row < chunk.rowCount; row++) rows.push(new Array(chunk.columnCount));
    for (let column = 0; column < chunk.columnCount; column++) {
      const values = columnValues(chunk.getColumnVector(column), chunk.rowCount);
      for (let row = 0; row < values.length; row++) rows[first + row]![column] = values[row];
    }
  }
  return rows;
}

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
