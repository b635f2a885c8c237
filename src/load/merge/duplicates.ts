// Rows of one load with the same key: identical ones count once and the others as unchanged; of different ones it cannot
// be known which is right, so all go to quarantine. A column that only some of the rows' files have makes no difference.
import { loadFormat } from '../format/load-format';
import type { LoadTable } from '../format/source-row';
import { quoted, rejectionColumns, rejectionTable, stagedTable } from '../stage/staged-tables';
import { countOutcome, groupsOf, type Merge, type SourceCount } from './context';

/** Whether rows that give the column hold more than one value in it, null being one. */
function differs(column: string, giving: readonly number[], groups: number): string {
  const filter = giving.length === groups ? '' : `FILTER (WHERE group_no IN (${giving.join(', ')}))`;
  const name = quoted(column);
  return `min(${name}) ${filter} <> max(${name}) ${filter}
    OR count(${name}) ${filter} NOT IN (0, count(*) ${filter})`;
}

/** Leaves one staged row for each key and set of columns. */
export async function settleDuplicates(merge: Merge, table: LoadTable): Promise<void> {
  const { rows, run } = merge.session;
  const [source, ...others] = merge.staged.sources.filter((each) => each.table === table);
  if (source?.ascending && others.length === 0) return;
  const staged = stagedTable(table);
  const { key, columns } = loadFormat[table];
  const keyList = key.map(quoted).join(', ');
  const [found] = await rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${staged} GROUP BY ${keyList} HAVING count(*) > 1) AS any`,
  );
  if (!found?.any) return;
  const groups = groupsOf(merge.staged, table);
  const conditions = columns
    .filter(({ name }) => !key.includes(name))
    .flatMap(({ name }) => {
      const giving = groups.filter((group) => group.columns.includes(name)).map(({ number }) => number);
      return giving.length === 0 ? [] : [differs(name, giving, groups.length)];
    });
  await run(
    `CREATE TEMP TABLE duplicate_key ON COMMIT DROP AS
     SELECT ${keyList}, count(*) AS copies, ${conditions.length === 0 ? 'false' : `coalesce(${conditions.join(' OR ')}, false)`} AS conflicting
     FROM ${staged} GROUP BY ${keyList} HAVING count(*) > 1`,
  );
  const sameKey = key
    .map((name) => sameValue(`s.${quoted(name)}`, `d.${quoted(name)}`, nullable(table, name)))
    .join(' AND ');
  const shownKey = key.map((name) => `s.${quoted(name)}::text`).join(', ');
  // All rows of a key with several values.
  await run(
    `WITH removed AS (
       DELETE FROM ${staged} AS s USING duplicate_key AS d WHERE d.conflicting AND ${sameKey}
       RETURNING s.source_no, s.line, d.copies, left(concat_ws(', ', ${shownKey}), 200) AS key)
     INSERT INTO ${rejectionTable} (${rejectionColumns.join(', ')})
     SELECT source_no, line, NULL, '${key[0]}', 'DUPLICATE_KEY',
       format('The key %s stands in %s rows of this load, and they differ.', key, copies) FROM removed`,
  );
  // Further copies of identical rows.
  const copies = await rows<SourceCount>(
    `WITH copy AS (
       SELECT s.ctid AS row, row_number() OVER (PARTITION BY ${key.map((name) => `s.${quoted(name)}`).join(', ')}, s.group_no
         ORDER BY s.source_no, s.line) AS number
       FROM ${staged} AS s JOIN duplicate_key AS d ON ${sameKey}),
     removed AS (
       DELETE FROM ${staged} AS s USING copy WHERE copy.number > 1 AND s.ctid = copy.row RETURNING s.source_no)
     SELECT source_no AS source, count(*) AS count FROM removed GROUP BY source_no`,
  );
  countOutcome(merge, 'unchanged', copies);
  await run('DROP TABLE duplicate_key');
}

const nullable = (table: LoadTable, column: string): boolean =>
  !loadFormat[table].columns.some(({ name, required, type }) => name === column && (required || type === 'timestamp'));

/** Equality that a hash join can use; an empty text is never stored, so it can stand for null. */
const sameValue = (left: string, right: string, mayBeNull: boolean): string =>
  mayBeNull ? `coalesce(${left}, '') = coalesce(${right}, '')` : `${left} = ${right}`;
