// Merges channels, products and agents: one row a member, the latest load counts. A member that facts named before its
// own row came is inferred: present, flagged, without attributes. Its own row completes it and counts as inserted.

import { loadFormat } from '../format/load-format';
import { stagedTable } from '../stage/staged-tables';
import type { ColumnGroup } from '../stage/staging';
import { countOutcome, groupsOf, type Merge, type RowOutcome, refreshStatistics } from './context';
import type { MemberDimension } from './fact-tables';
import { countRepeats, updatedBy } from './row-origin';

export async function mergeMembers(merge: Merge, dimension: MemberDimension): Promise<void> {
  for (const group of groupsOf(merge.staged, dimension.source)) await mergeGroup(merge, dimension, group);
}

async function mergeGroup(merge: Merge, dimension: MemberDimension, group: ColumnGroup): Promise<void> {
  const { rows, run, write } = merge.session;
  const { loadId, changeId } = merge.numbers;
  const { table, number, id, source } = dimension;
  const attributes = loadFormat[source].columns.map(({ name }) => name).filter((name) => name !== id);
  const given = attributes.filter((name) => group.columns.includes(name));
  const differs = given.map((name) => `s.${name} IS DISTINCT FROM d.${name}`).join(' OR ') || 'false';
  await run(
    `CREATE TEMP TABLE judged_member ON COMMIT DROP AS
     SELECT s.source_no, d.load_id, d.updated_by, d.${number}, s.${id}, ${given.map((name) => `s.${name}, `).join('')}
       CASE WHEN d.${number} IS NULL OR d.inferred THEN 'inserted' WHEN ${differs} THEN 'updated' ELSE 'unchanged' END AS outcome
     FROM ${stagedTable(source)} AS s LEFT JOIN ${table} AS d ON d.${id} = s.${id}
     WHERE s.group_no = ${group.number}`,
  );
  const counts = await rows<{ source: number; count: number; outcome: RowOutcome }>(
    'SELECT source_no AS source, outcome, count(*) AS count FROM judged_member GROUP BY source_no, outcome',
  );
  for (const { outcome, ...count } of counts) countOutcome(merge, outcome, [count]);
  await run(countRepeats(`(SELECT *, 1 AS rows FROM judged_member WHERE outcome = 'unchanged')`, merge.loadOf));
  const placing = ['category', 'price_tier'].filter((name) => given.includes(name));
  if (source === 'products' && placing.length > 0) {
    await run(
      `INSERT INTO recategorised_product
       SELECT d.product_no FROM judged_member AS j JOIN dim_product AS d USING (product_no)
       WHERE ${placing.map((name) => `j.${name} IS DISTINCT FROM d.${name}`).join(' OR ')} ON CONFLICT DO NOTHING`,
    );
  }
  const assignments = given.map((name) => `${name} = j.${name}, `).join('');
  await write(
    table,
    `UPDATE ${table} AS d SET ${assignments} inferred = false, change_id = ${changeId},
       load_id = CASE WHEN d.inferred THEN ${loadId} ELSE d.load_id END,
       updated_by = CASE WHEN d.inferred THEN NULL ELSE ${updatedBy('d', loadId)} END
     FROM (SELECT * FROM judged_member) AS j WHERE d.${number} = j.${number} AND j.outcome <> 'unchanged'`,
  );
  const names = given.map((name) => `, ${name}`).join('');
  const inserted = await write(
    table,
    `INSERT INTO ${table} (${number}, ${id}${names}, inferred, load_id, change_id)
     SELECT (SELECT max(${number}) FROM ${table}) + row_number() OVER (ORDER BY ${id}), ${id}${names}, false, ${loadId}, ${changeId}
     FROM judged_member WHERE ${number} IS NULL`,
  );
  await run('DROP TABLE judged_member');
  await refreshStatistics(merge.session, table, inserted);
}
