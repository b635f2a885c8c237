// Merges customers, type 2: one row for each version (customer_id, valid_from), in any order of arrival. A version has
// the attributes its rows gave; one that no row gave it is carried on from the version before, so that a row of fewer
// columns changes only those. Which columns a version carries is stored, and the end does not depend on the order.

import { insertInBulk } from '../session/bulk-insert';
import type { ColumnGroup } from '../stage/staging';
import { countOutcome, groupsOf, type Merge, type RowOutcome, refreshStatistics } from './context';
import {
  type CustomerColumn,
  lastOfCustomers,
  stagedValue,
  unversionedColumns,
  versionedColumns,
} from './customer-columns';
import { joinVersions } from './customer-versions';
import { countRepeats, updatedBy } from './row-origin';

const allColumns = [...versionedColumns, ...unversionedColumns];

export async function mergeCustomers(merge: Merge): Promise<void> {
  const groups = groupsOf(merge.staged, 'customers');
  if (groups.length === 0) return;
  for (const group of groups) await mergeGroup(merge, group);
  await joinVersions(merge);
}

const list = (columns: readonly CustomerColumn[], sql: (column: CustomerColumn) => string): string =>
  columns.map((column) => `, ${sql(column)}`).join('');
const textArray = (names: readonly string[]): string => `ARRAY[${names.map((name) => `'${name}'`).join(', ')}]::text[]`;

async function mergeGroup(merge: Merge, group: ColumnGroup): Promise<void> {
  const { rows, run, write } = merge.session;
  const { loadOf } = merge;
  const { changeId } = merge.numbers;
  const given = allColumns.filter(({ from }) => group.columns.includes(from));
  const givenVersioned = given.filter((column) => versionedColumns.includes(column)).map(({ column }) => column);
  const notGiven = versionedColumns
    .map(({ column }) => column)
    .filter((column) => !givenVersioned.includes(column))
    .sort();

  // The durable number of each customer, new ones numbered on.
  await run(
    `CREATE TEMP TABLE staged_number ON COMMIT DROP AS
     SELECT id.customer_id, coalesce(known.customer_no,
       ${lastOfCustomers('customer_no')}
         + row_number() OVER (PARTITION BY known.customer_no IS NULL ORDER BY id.customer_id))::integer AS customer_no
     FROM (SELECT DISTINCT customer_id FROM staged_customers WHERE group_no = ${group.number}) AS id
     LEFT JOIN (SELECT DISTINCT customer_id, customer_no FROM dim_customer) AS known USING (customer_id)`,
  );
  await run('ANALYZE staged_number');

  // An inferred customer becomes its first version.
  await write(
    'dim_customer',
    `UPDATE dim_customer AS d SET valid_from = first.valid_from, change_id = ${changeId}
     FROM (SELECT n.customer_no, min(s.valid_from) AS valid_from FROM staged_customers AS s JOIN staged_number AS n USING (customer_id)
           WHERE s.group_no = ${group.number} GROUP BY n.customer_no) AS first
     WHERE d.customer_no = first.customer_no AND d.inferred`,
  );

  // What each row is to the stored version. A carried column that is given now is pinned, whatever its value.
  const differs = [
    ...given.map((column) => `${stagedValue(column)} IS DISTINCT FROM d.${column.column}`),
    `d.carried_columns && ${textArray(givenVersioned)}`,
  ];
  await run(
    `CREATE TEMP TABLE judged_version ON COMMIT DROP AS
     SELECT s.source_no, d.load_id, d.updated_by, n.customer_no, s.customer_id, s.valid_from, d.customer_key${list(given, (column) => `${stagedValue(column)} AS ${column.column}`)},
       CASE WHEN d.customer_key IS NULL OR d.inferred THEN 'inserted' WHEN ${differs.join(' OR ')} THEN 'updated' ELSE 'unchanged' END AS outcome
     FROM staged_customers AS s JOIN staged_number AS n USING (customer_id)
     LEFT JOIN dim_customer AS d ON d.customer_no = n.customer_no AND d.valid_from = s.valid_from
     ${given.some(({ column }) => column === 'acquired_channel_no') ? 'LEFT JOIN dim_channel AS channel ON channel.channel_id = s.acquired_channel' : ''}
     WHERE s.group_no = ${group.number}`,
  );
  const counts = await rows<{ source: number; count: number; outcome: RowOutcome }>(
    'SELECT source_no AS source, outcome, count(*) AS count FROM judged_version GROUP BY source_no, outcome',
  );
  for (const { outcome, ...count } of counts) countOutcome(merge, outcome, [count]);
  await run(countRepeats(`(SELECT *, 1 AS rows FROM judged_version WHERE outcome = 'unchanged')`, loadOf));
  await run(
    `INSERT INTO touched_customer SELECT DISTINCT customer_no FROM judged_version WHERE outcome <> 'unchanged'
     ON CONFLICT DO NOTHING`,
  );
  await run(
    `INSERT INTO released_member
     SELECT DISTINCT 'dim_channel', d.acquired_channel_no FROM judged_version AS j JOIN dim_customer AS d USING (customer_no, customer_key)
     WHERE j.outcome = 'updated' AND d.acquired_channel_no <> 0`,
  );
  await write(
    'dim_customer',
    `UPDATE dim_customer AS d SET inferred = false, change_id = ${changeId},
       load_id = CASE WHEN d.inferred THEN ${loadOf('j')} ELSE d.load_id END,
       updated_by = CASE WHEN d.inferred THEN NULL ELSE ${updatedBy('d', loadOf('j'))} END,
       carried_columns = CASE WHEN d.inferred THEN ${textArray(notGiven)}
         ELSE ARRAY(SELECT name FROM unnest(d.carried_columns) AS name WHERE name <> ALL (${textArray(givenVersioned)}) ORDER BY name COLLATE "C") END
       ${list(given, ({ column }) => `${column} = j.${column}`)}
     FROM judged_version AS j WHERE d.customer_no = j.customer_no AND d.customer_key = j.customer_key AND j.outcome <> 'unchanged'`,
  );
  // A customer's only version holds for ever; where there are several, joinVersions sets their bounds.
  const fresh = counts.reduce((sum, { outcome, count }) => (outcome === 'inserted' ? sum + count : sum), 0);
  const insert = () =>
    write(
      'dim_customer',
      `INSERT INTO dim_customer (customer_key, customer_no, customer_id, valid_from, effective_from, valid_to, is_current,
       inferred, load_id, change_id, carried_columns, acquired_channel_no${list(
         given.filter(({ column }) => column !== 'acquired_channel_no'),
         ({ column }) => column,
       )})
     SELECT ${lastOfCustomers('customer_key')} + row_number() OVER (ORDER BY customer_id, valid_from),
       customer_no, customer_id, valid_from, '-infinity', 'infinity', true, false, ${loadOf('judged_version')}, ${changeId},
       ${textArray(notGiven)}, ${given.some(({ column }) => column === 'acquired_channel_no') ? 'acquired_channel_no' : '0'}
       ${list(
         given.filter(({ column }) => column !== 'acquired_channel_no'),
         ({ column }) => column,
       )}
     FROM judged_version WHERE customer_key IS NULL`,
    );
  const inserted = await insertInBulk(merge.session, 'dim_customer', fresh, insert);
  await run(
    `INSERT INTO versioned_customer SELECT DISTINCT customer_no FROM judged_version WHERE outcome <> 'unchanged'
     ON CONFLICT DO NOTHING`,
  );
  await run('DROP TABLE staged_number, judged_version');
  await refreshStatistics(merge.session, 'dim_customer', inserted);
}
