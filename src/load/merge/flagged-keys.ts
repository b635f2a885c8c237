// Keys that rows of a load flag as deleted. A key that the load gives as well goes to quarantine with all its rows, for it
// cannot be known which came last; of rows that delete the same key one does, and the others count as unchanged. So the order
// of rows and files makes no difference.
import type { LoadTable } from '../format/source-row';
import { deletionTable } from '../stage/staged-deletions';
import { quoted, rejectionColumns, rejectionTable, stagedTable } from '../stage/staged-tables';
import { countOutcome, type Merge, type SourceCount } from './context';
import { deletableFacts } from './fact-tables';

/** Whether rows of the load may delete facts of a table, or of any. */
export const flagsKeys = ({ staged }: Merge, table?: LoadTable): boolean =>
  staged.sources.some((source) => source.deletes && (table === undefined || source.table === table));

/** Leaves one staged deletion for each key, and none of a key that staged rows have. */
export async function settleFlagged(merge: Merge, table: LoadTable): Promise<void> {
  const fact = deletableFacts.find(({ source }) => source === table);
  if (fact === undefined || !flagsKeys(merge, table)) return;
  const { rows, run } = merge.session;
  const key = fact.key[0]!.from;
  const staged = stagedTable(table);
  const ofTable = `d.target_table = '${table}'`;
  await run(
    `CREATE TEMP TABLE given_and_deleted ON COMMIT DROP AS
     SELECT DISTINCT s.${quoted(key)} AS key FROM ${staged} AS s JOIN ${deletionTable} AS d ON d.key = s.${quoted(key)}
     WHERE ${ofTable}`,
  );
  await run(
    `WITH given AS (
       DELETE FROM ${staged} AS s USING given_and_deleted AS g WHERE s.${quoted(key)} = g.key RETURNING s.source_no, s.line, g.key),
     deleted AS (
       DELETE FROM ${deletionTable} AS d USING given_and_deleted AS g WHERE ${ofTable} AND d.key = g.key
       RETURNING d.source_no, d.line, g.key)
     INSERT INTO ${rejectionTable} (${rejectionColumns.join(', ')})
     SELECT source_no, line, NULL, '${key}', 'DUPLICATE_KEY',
       format('The key %s is given by a row of this load and deleted by another.', left(key, 200))
     FROM (TABLE given UNION ALL TABLE deleted) AS removed`,
  );
  await run('DROP TABLE given_and_deleted');
  const copies = await rows<SourceCount>(
    `WITH copy AS (
       SELECT d.ctid AS row, row_number() OVER (PARTITION BY d.key ORDER BY d.source_no, d.line) AS number
       FROM ${deletionTable} AS d WHERE ${ofTable}),
     removed AS (
       DELETE FROM ${deletionTable} AS d USING copy WHERE copy.number > 1 AND d.ctid = copy.row RETURNING d.source_no)
     SELECT source_no AS source, count(*) AS count FROM removed GROUP BY source_no`,
  );
  countOutcome(merge, 'unchanged', copies);
}
