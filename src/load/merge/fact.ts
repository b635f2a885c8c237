// Merges staged rows into a fact table (and spend, targets and aliases, which work alike). A new key is inserted; a known key
// with other values is replaced, also when it moves to another customer; a column its file lacks keeps its value.
import type { BusinessSettings } from '../../model/business-settings';
import { insertInBulk } from '../session/bulk-insert';
import { businessDay } from '../session/business-day';
import { lacks } from '../session/lacks';
import type { LoadSession } from '../session/session';
import { quoted, stagedTable } from '../stage/staged-tables';
import type { ColumnGroup } from '../stage/staging';
import { countOutcome, groupsOf, type Merge, refreshStatistics, type SourceCount } from './context';
import { type FactTable, sameKey, sameKeyAsStaged } from './fact-tables';
import { countRepeats, updatedBy } from './row-origin';

export async function mergeFacts(merge: Merge, fact: FactTable): Promise<void> {
  for (const group of groupsOf(merge.staged, fact.source)) await mergeGroup(merge, fact, group);
}

type SelectColumn = { readonly column: string; readonly sql: string };

/** The final row of staged row `s`: of a new one, or of one that is stored as `f`. */
function finalRow(
  fact: FactTable,
  group: ColumnGroup,
  known: boolean,
  settings: BusinessSettings,
): readonly SelectColumn[] {
  const isGiven = (from: string) => group.columns.includes(from);
  const finalValue = (column: string): string => {
    const { from } = fact.values.find((value) => value.column === column)!;
    return isGiven(from) ? `s.${quoted(from)}` : known ? `f.${column}` : 'NULL';
  };
  const rows: SelectColumn[] = fact.key.map(({ column, from }) => ({ column, sql: `s.${quoted(from)}` }));
  if (fact.hasCustomer) {
    const stored = known ? 'f.customer_no' : '0';
    rows.push(
      { column: 'customer_no', sql: isGiven('customer_id') ? 'coalesce(version.customer_no, 0)' : stored },
      { column: 'customer_key', sql: isGiven('customer_id') || known ? 'coalesce(version.customer_key, 0)' : '0' },
    );
  }
  if (fact.day !== null) rows.push({ column: 'date_key', sql: businessDay(finalValue(fact.day), settings) });
  rows.push(...fact.values.map(({ column }) => ({ column, sql: finalValue(column) })));
  rows.push(
    ...fact.members.map(({ table, number, id }) => ({
      column: number,
      sql: isGiven(id) ? `coalesce(${table}.${number}, 0)` : known ? `f.${number}` : '0',
    })),
  );
  rows.push(...fact.computed.map(({ column, sql }) => ({ column, sql: sql(finalValue) })));
  return rows;
}

/** The customer's version at the time of the row, and the members it names. */
function joins(fact: FactTable, group: ColumnGroup, known: boolean): string {
  const isGiven = (from: string) => group.columns.includes(from);
  const parts: string[] = [];
  if (fact.hasCustomer && (isGiven('customer_id') || known)) {
    const same = isGiven('customer_id') ? 'version.customer_id = s.customer_id' : 'version.customer_no = f.customer_no';
    parts.push(
      `LEFT JOIN dim_customer AS version
         ON ${same} AND s.occurred_at >= version.effective_from AND s.occurred_at < version.valid_to`,
    );
  }
  for (const { table, id } of fact.members) {
    if (isGiven(id)) parts.push(`LEFT JOIN ${table} ON ${table}.${id} = s.${id}`);
  }
  return parts.join('\n');
}

async function mergeGroup(merge: Merge, fact: FactTable, group: ColumnGroup): Promise<void> {
  const { rows } = merge.session;
  const [first] = await rows<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${fact.table}) AS any`);
  const staged = `${stagedTable(fact.source)} AS s`;
  const ofGroup = `s.group_no = ${group.number}`;
  const happens = fact.happens === null ? 'NULL' : `s.${quoted(fact.happens)}`;
  const isLater = `${happens}::timestamptz >= $1::timestamptz`;
  const counts = await rows<{ source: number; fresh: number; known: number; later: number }>(
    first!.any
      ? `WITH found AS (
           SELECT s.source_no, f.load_id, f.updated_by, count(*) AS rows, count(*) FILTER (WHERE ${isLater}) AS later
           FROM ${staged} LEFT JOIN ${fact.table} AS f ON ${sameKeyAsStaged(fact)}
           WHERE ${ofGroup} GROUP BY s.source_no, f.load_id, f.updated_by),
         repeated AS (${countRepeats('found', merge.loadOf)})
         SELECT source_no AS source, coalesce(sum(rows) FILTER (WHERE load_id IS NULL), 0)::bigint AS fresh,
           coalesce(sum(rows) FILTER (WHERE load_id IS NOT NULL), 0)::bigint AS known, sum(later)::bigint AS later
         FROM found GROUP BY source_no`
      : `SELECT s.source_no AS source, count(*) AS fresh, 0 AS known, count(*) FILTER (WHERE ${isLater}) AS later
         FROM ${staged} WHERE ${ofGroup} GROUP BY s.source_no`,
    [merge.now.toString()],
  );
  countOutcome(
    merge,
    'later',
    counts.map(({ source, later }) => ({ source, count: later })),
  );
  const fresh = counts.map(({ source, fresh: count }) => ({ source, count }));
  const isKnown = counts.some(({ known }) => known > 0);
  // Changed rows are judged before new ones are inserted: afterwards those would be known too.
  const updated = isKnown ? await judgeKnown(merge, fact, group) : [];
  countOutcome(merge, 'updated', updated);
  countOutcome(
    merge,
    'unchanged',
    counts.map(({ source, known }) => ({
      source,
      count: known - (updated.find((each) => each.source === source)?.count ?? 0),
    })),
  );
  const freshRows = fresh.reduce((sum, { count }) => sum + count, 0);
  const insert = () => insertFresh(merge, fact, group, first!.any);
  if (freshRows > 0) await insertInBulk(merge.session, fact.table, freshRows, insert);
  await refreshStatistics(merge.session, fact.table, freshRows);
  countOutcome(merge, 'inserted', fresh);
  if (updated.length > 0) await replaceChanged(merge, fact);
  if (isKnown) await merge.session.run('DROP TABLE changed_row');
}

/** Statements that touch the customers and opportunities of rows. */
const touching = (session: LoadSession, fact: FactTable, from: string): readonly string[] => {
  const known = { table: 'touched_customer', column: 'customer_no' };
  const isUntouched = session.distributed ? 'true' : lacks(session, 'f.customer_no', known, '');
  const customers = `INSERT INTO touched_customer SELECT DISTINCT customer_no FROM ${from} AS f
    WHERE ${isUntouched} ON CONFLICT DO NOTHING`;
  const opportunities = `INSERT INTO touched_opportunity
    SELECT DISTINCT opportunity_id FROM ${from} WHERE kind = 'stage' ON CONFLICT DO NOTHING`;
  if (!fact.hasCustomer) return [];
  return fact.table === 'fact_interaction' ? [customers, opportunities] : [customers];
};

const returning = (fact: FactTable): string =>
  fact.table === 'fact_interaction'
    ? 'customer_no, kind, opportunity_id'
    : fact.hasCustomer
      ? 'customer_no'
      : 'load_id';

async function insertFresh(
  { session, numbers, loadOf }: Merge,
  fact: FactTable,
  group: ColumnGroup,
  anyStored: boolean,
): Promise<void> {
  const columns = finalRow(fact, group, false, session.settings);
  const insert = `INSERT INTO ${fact.table} (${columns.map(({ column }) => column).join(', ')}, load_id, change_id)
     SELECT ${columns.map(({ sql }) => sql).join(', ')}, ${loadOf('s')}, ${numbers.changeId}
     FROM ${stagedTable(fact.source)} AS s
     ${joins(fact, group, false)}
     WHERE s.group_no = ${group.number}`;
  if (!anyStored) {
    // What is in the table now came in this moment: reading it again costs less than handing the rows on.
    await session.write(fact.table, insert);
    for (const touch of touching(session, fact, fact.table)) await session.run(touch);
    return;
  }
  const isFresh = session.distributed
    ? `(${fact.key.map(({ from }) => comparable(`s.${quoted(from)}`)).join(', ')}) NOT IN (${keysStored(fact)})`
    : `NOT EXISTS (SELECT 1 FROM ${fact.table} AS f WHERE ${sameKeyAsStaged(fact)})`;
  const touched = touching(session, fact, 'inserted').map((touch, index) => `, touched_${index} AS (${touch})`);
  await session.write(
    fact.table,
    `WITH inserted AS (${insert} AND ${isFresh} RETURNING ${returning(fact)})${touched.join('')}
     SELECT 1 FROM inserted LIMIT 1`,
  );
}

/** SQL: parts of a key may be null in targets. */
const comparable = (value: string): string => `coalesce(${value}::text, '')`;

/** SQL: the stored keys that are staged, and the stored rows of these: gathered first where they lie on several servers. */
const keysStored = (fact: FactTable): string =>
  `SELECT ${fact.key.map(({ column }) => comparable(`f.${column}`)).join(', ')} FROM ${rowsStored(fact)} AS f`;

function rowsStored({ table, source, key: [first] }: FactTable): string {
  const { column, from } = first!;
  return `(SELECT * FROM ${table} WHERE ${column} IN (SELECT ${quoted(from)} FROM ${stagedTable(source)}) OFFSET 0)`;
}

/** The known rows that are other than stored, as they will be, with what they were. Their number by source. */
async function judgeKnown(
  { session, loadOf }: Merge,
  fact: FactTable,
  group: ColumnGroup,
): Promise<readonly SourceCount[]> {
  const columns = finalRow(fact, group, true, session.settings);
  // What places a row (version, day) and what is computed follow from the rest.
  const compared = columns.filter(
    ({ column }) =>
      column !== 'customer_key' &&
      (column !== 'date_key' || fact.day === null) &&
      !fact.computed.some((each) => each.column === column),
  );
  const before = [
    ...(fact.hasCustomer ? ['customer_no'] : []),
    ...(fact.table === 'fact_interaction' ? ['kind', 'opportunity_id'] : []),
    ...fact.members.map(({ number }) => number),
  ];
  await session.run(
    `CREATE TEMP TABLE changed_row ON COMMIT DROP AS
     SELECT s.source_no, f.load_id, f.updated_by${before.map((column) => `, f.${column} AS old_${column}`).join('')},
       ${columns.map(({ column, sql }) => `${sql} AS ${column}`).join(', ')}
     FROM ${stagedTable(fact.source)} AS s JOIN ${session.distributed ? rowsStored(fact) : fact.table} AS f ON ${sameKeyAsStaged(fact)}
     ${joins(fact, group, true)}
     WHERE s.group_no = ${group.number}
       AND (${compared.map(({ sql }) => sql).join(', ')}) IS DISTINCT FROM (${compared.map(({ column }) => `f.${column}`).join(', ')})`,
  );
  await session.run(countRepeats('(SELECT *, 1 AS rows FROM changed_row)', loadOf, '-'));
  return session.rows<SourceCount>('SELECT source_no AS source, count(*) AS count FROM changed_row GROUP BY source_no');
}

/** Replaces stored rows by changed ones. A row may move to another customer, whose number is part of its key. */
async function replaceChanged({ session, numbers, loadOf }: Merge, fact: FactTable): Promise<void> {
  const sameStored = [
    sameKey(fact, ({ column }) => `c.${column}`),
    ...(fact.hasCustomer ? ['f.customer_no = c.old_customer_no'] : []),
  ];
  const columns = finalRow(fact, { number: 0, table: fact.source, columns: [] }, true, session.settings).map(
    ({ column }) => column,
  );
  await session.run('ANALYZE changed_row');
  await session.run(
    `DELETE FROM ${fact.table} AS f USING (SELECT * FROM changed_row) AS c WHERE ${sameStored.join(' AND ')}`,
  );
  await session.write(
    fact.table,
    `INSERT INTO ${fact.table} (${columns.join(', ')}, load_id, change_id, updated_by)
     SELECT ${columns.join(', ')}, load_id, ${numbers.changeId}, ${updatedBy('c', loadOf('c'))} FROM changed_row AS c`,
  );
  for (const { table, number } of fact.members) {
    await session.run(
      `INSERT INTO released_member SELECT DISTINCT '${table}', old_${number} FROM changed_row
       WHERE old_${number} <> ${number} AND old_${number} <> 0`,
    );
  }
  if (!fact.hasCustomer) return;
  await session.run(
    `INSERT INTO released_member SELECT DISTINCT 'dim_customer', old_customer_no FROM changed_row
     WHERE old_customer_no <> customer_no AND old_customer_no <> 0`,
  );
  await session.run(
    `INSERT INTO touched_customer SELECT customer_no FROM changed_row UNION SELECT old_customer_no FROM changed_row
     ON CONFLICT DO NOTHING`,
  );
  if (fact.table !== 'fact_interaction') return;
  await session.run(
    `INSERT INTO touched_opportunity
     SELECT opportunity_id FROM changed_row WHERE kind = 'stage'
     UNION SELECT old_opportunity_id FROM changed_row WHERE old_kind = 'stage' ON CONFLICT DO NOTHING`,
  );
}
