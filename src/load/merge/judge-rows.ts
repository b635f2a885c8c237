// Applies the rules about whole rows to what is staged. A row is judged as it would be stored: columns that its file
// lacks have their stored values, or none when the row is new.

import { type ColumnSql, rowRules } from '../format/row-rules';
import type { LoadTable } from '../format/source-row';
import { quoted, rejectionColumns, rejectionTable, stagedTable } from '../stage/staged-tables';
import type { ColumnGroup } from '../stage/staging';
import { groupsOf, type Merge } from './context';
import { type FactTable, factTables, sameKeyAsStaged } from './fact-tables';

/** SQL: what a fact has stored for a column of the format; of a member whether there is one. */
function storedValue(fact: FactTable | undefined, name: string): string | undefined {
  const value = fact?.values.find(({ from }) => from === name);
  if (value !== undefined) return `f.${value.column}`;
  const member = fact?.members.find(({ id }) => id === name);
  return member && `nullif(f.${member.number}, 0)::text`;
}

export async function judgeRows(merge: Merge, table: LoadTable): Promise<void> {
  for (const group of groupsOf(merge.staged, table)) await judgeGroup(merge, table, group);
}

async function judgeGroup({ session }: Merge, table: LoadTable, group: ColumnGroup): Promise<void> {
  const rules = rowRules[table] ?? [];
  if (rules.length === 0) return;
  const fact = factTables.find(({ source }) => source === table);
  const reads = [...new Set(rules.flatMap((rule) => rule.reads))];
  const stored = reads.filter((name) => !group.columns.includes(name) && storedValue(fact, name) !== undefined);
  const values = reads.map((name) => {
    const sql = stored.includes(name) ? storedValue(fact, name) : `s.${quoted(name)}`;
    return `${sql} AS ${quoted(name)}`;
  });
  const join = stored.length === 0 ? '' : `LEFT JOIN ${fact!.table} AS f ON ${sameKeyAsStaged(fact!)}`;
  const sql: ColumnSql = Object.fromEntries(reads.map((name) => [name, `r.${quoted(name)}`]));
  const cases = rules.map(
    (rule) => `WHEN ${rule.broken(sql)} THEN ARRAY['${rule.column}', '${rule.code}', ${rule.sentence(sql)}]`,
  );
  await session.run(
    `WITH judged AS (
       SELECT r.row, CASE ${cases.join('\n')} END AS problem
       FROM (SELECT s.ctid AS row, ${values.join(', ')} FROM ${stagedTable(table)} AS s ${join}
             WHERE s.group_no = ${group.number}) AS r
       WHERE ${rules.map((rule) => `(${rule.broken(sql)})`).join(' OR ')}),
     removed AS (
       DELETE FROM ${stagedTable(table)} AS s USING judged WHERE s.ctid = judged.row
       RETURNING s.source_no, s.line, judged.problem)
     INSERT INTO ${rejectionTable} (${rejectionColumns.join(', ')})
     SELECT source_no, line, NULL, problem[1], problem[2], problem[3] FROM removed`,
  );
}
