// The temporary tables a load is staged in: one for each table of the load format, with the row's place
// beside its typed columns, and one for rejected rows.
import { type ColumnType, loadFormat } from '../format/load-format';
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

export async function createStagedTables({ run }: LoadSession, tables: readonly LoadTable[]): Promise<void> {
  for (const table of tables) {
    const columns = loadFormat[table].columns.map(
      ({ name, type, scale }) => `${quoted(name)} ${type === 'decimal' ? `numeric(18,${scale})` : sqlTypes[type]}`,
    );
    await run(
      `CREATE TEMP TABLE ${stagedTable(table)}
       (group_no smallint, source_no smallint, line bigint, ${columns.join(', ')}) ON COMMIT DROP`,
    );
    // Version keys are never null: a row without valid_from is the version from ever on.
    if (table === 'customers') {
      await run(`ALTER TABLE ${stagedTable(table)} ALTER valid_from SET DEFAULT '-infinity'`);
    }
  }
  await run(
    `CREATE TEMP TABLE ${rejectionTable}
     (source_no smallint, line bigint, raw text, column_name text, code text, message text) ON COMMIT DROP`,
  );
}
