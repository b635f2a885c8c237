// The temporary tables a load is staged in: one for each table of the load format, with the row's place
// beside its typed columns, and one for rejected rows.
import { type ColumnType, type LoadColumn, loadFormat } from '../format/load-format';
import type { LoadTable } from '../format/source-row';
import type { LoadSession } from '../session/session';

export const quoted = (name: string): string => `"${name}"`;
export const stagedTable = (table: LoadTable): string => `staged_${table}`;
export const rejectionTable = 'staged_rejection';
export const rejectionColumns = ['source_no', 'line', 'raw', 'column_name', 'code', 'message'] as const;

const sqlTypes: Readonly<Record<Exclude<ColumnType, 'decimal'>, string>> = {
  key: 'text COLLATE "C"',
  text: 'text',
  timestamp: 'timestamptz',
  date: 'date',
  integer: 'integer',
  tags: 'text[]',
};

/** SQL of a column with its type, as staged rows have it. */
export const stagedColumn = ({ name, type, scale }: LoadColumn): string =>
  `${quoted(name)} ${type === 'decimal' ? `numeric(18,${scale})` : sqlTypes[type]}`;

/** Version keys are never null: a row without valid_from is the version from ever on. */
const preset = (table: LoadTable, { name }: LoadColumn): string =>
  table === 'customers' && name === 'valid_from' ? ` DEFAULT '-infinity'` : '';

/** Makes the tables, as far as the session does not have them. */
export async function createStagedTables({ run }: LoadSession, tables: readonly LoadTable[]): Promise<void> {
  const staged = tables.map((table) => {
    const columns = loadFormat[table].columns.map((column) => stagedColumn(column) + preset(table, column));
    return `${stagedTable(table)} (group_no smallint, source_no smallint, line bigint, ${columns.join(', ')})`;
  });
  const rejections = `${rejectionTable} (source_no smallint, line bigint, raw text, column_name text, code text, message text)`;
  await run(
    [...staged, rejections].map((table) => `CREATE TEMP TABLE IF NOT EXISTS ${table} ON COMMIT DELETE ROWS`).join('; '),
  );
}

/** Empties the tables of a load, for another one in the same transaction; `known` are those with statistics, which go too. */
export async function emptyStagedTables(
  { run }: LoadSession,
  tables: readonly LoadTable[],
  known: readonly LoadTable[] = [],
): Promise<void> {
  const emptied = tables.filter((table) => !known.includes(table)).map(stagedTable);
  await run(
    [
      ...known.map((table) => `DROP TABLE ${stagedTable(table)}`),
      ...[...emptied, rejectionTable].map((table) => `DELETE FROM ${table}`),
    ].join('; '),
  );
}
