// Facts that were deleted (by id, by rows that flag them, or because a full export does not have them any more) are kept aside
// with the load that deleted them, as rows of the load format: whom and what they name may be other rows of the star by the
// time they come back.
//
// Of the loads 1 (gives t), 2 (deletes it), 3 (gives t anew) and 4 (deletes it again), taking back
//   4 brings t back as 3 gave it; 2 after it leaves t so, and t is 1's and 3's from then on;
//   2 first leaves t deleted, and what 4 keeps aside is 1's and 3's from then on;
//   1 makes 2 forget its row. A deletion that found no row deleted nothing, even if another one keeps it aside.
import { Temporal } from 'temporal-polyfill';
import { columnNames, loadFormat } from '../format/load-format';
import type { LoadNumbers, LoadSession } from '../session/session';
import { createStagedTables, emptyStagedTables, quoted, stagedColumn, stagedTable } from '../stage/staged-tables';
import { ofOneLoad } from './context';
import { letErasedGo, nameByMarks } from './erased-customers';
import { deletableFacts, type FactTable, keyColumnOf } from './fact-tables';
import { mergeParted } from './merge';
import { loadsOf } from './row-origin';
import { removedRows, takeOut } from './take-out';

/** Deletes the facts that meet a condition, SQL over the fact's columns. Returns how many there were. */
export async function deleteFacts(
  session: LoadSession,
  numbers: LoadNumbers,
  fact: FactTable,
  condition: string,
  values?: readonly unknown[],
): Promise<number> {
  const taken = await takeOut(session, numbers, fact, condition, values);
  if (taken > 0) await keepAside(session, numbers, fact);
  await session.run(`DROP TABLE ${removedRows}`);
  return taken;
}

/** SQL: the ids under which facts came that are those of aliases, and the first mark of each erased person. */
const aliases = '(SELECT customer_no, min(customer_id) AS customer_id FROM merged_customer GROUP BY customer_no)';
const marks = `(SELECT DISTINCT ON (customer_no) customer_no, mark FROM erased_customer WHERE customer_no IS NOT NULL
  ORDER BY customer_no, mark)`;

async function keepAside({ run }: LoadSession, { loadId }: LoadNumbers, fact: FactTable): Promise<void> {
  const { source, key, values, members, hasCustomer } = fact;
  const cells = [
    ...[...key, ...values].map(({ column, from }) => `'${from}', f.${column}`),
    ...members.map(({ table, id }) => `'${id}', ${table}.${id}`),
  ];
  const joins = members.map(({ table, number }) => `JOIN ${table} ON ${table}.${number} = f.${number}`);
  const whose = hasCustomer ? 'coalesce(m.customer_id, c.customer_id)' : 'NULL';
  const mark = hasCustomer ? 'CASE WHEN c.customer_id IS NULL THEN e.mark END' : 'NULL';
  if (hasCustomer)
    joins.push(
      'JOIN dim_customer AS c ON c.customer_no = f.customer_no AND c.customer_key = f.customer_key',
      `LEFT JOIN ${aliases} AS m ON m.customer_no = f.alias_no`,
      `LEFT JOIN ${marks} AS e ON e.customer_no = f.customer_no`,
    );
  await run(
    `INSERT INTO deleted_fact (load_id, target_table, key, customer_id, customer_mark, cells, given_by)
     SELECT ${loadId}, '${source}', f.${keyColumnOf(fact)}, ${whose}, ${mark},
       jsonb_build_object(${cells.join(', ')}), ${loadsOf('f')}
     FROM ${removedRows} AS f ${joins.join(' ')}`,
  );
}

/** A load that is taken back gave none of the rows that are kept aside; those that were its alone are forgotten. */
export async function forgetAside({ run }: LoadSession, loadId: number): Promise<void> {
  await run('UPDATE deleted_fact SET given_by = array_remove(given_by, $1::bigint) WHERE $1 = ANY (given_by)', [
    loadId,
  ]);
  await run(`DELETE FROM deleted_fact WHERE given_by = '{}'`);
}

/** SQL: the row `d` that a load keeps aside was deleted again by a later one. */
const deletedLater = (loadId: string): string => `(d.target_table, d.key) IN (
  SELECT later.target_table, later.key FROM deleted_fact AS later WHERE later.load_id > ${loadId})`;

/** SQL: the keys of facts that a load keeps aside and that were given anew. */
const keysStored = (fact: FactTable, loadId: string): string =>
  `SELECT f.${keyColumnOf(fact)} FROM ${fact.table} AS f
   WHERE f.${keyColumnOf(fact)} IN (SELECT own.key FROM deleted_fact AS own WHERE own.load_id = ${loadId})`;

/** SQL: the fact of the row `d` that a load keeps aside was given anew. */
const givenAnew = (fact: FactTable, loadId: string): string => `d.key IN (${keysStored(fact, loadId)})`;

/** How many facts of each table come back with a load that is taken back. */
export async function countReturning(
  { rows }: Pick<LoadSession, 'rows'>,
  loadId: number,
): Promise<readonly { readonly table: string; readonly rows: number }[]> {
  const counted = await rows<{ table: string; rows: number }>(
    deletableFacts
      .map(
        (fact) =>
          `SELECT '${fact.table}' AS table, count(*) AS rows FROM (
             SELECT d.key FROM deleted_fact AS d WHERE d.load_id = $1 AND d.target_table = '${fact.source}'
             EXCEPT SELECT d.key FROM deleted_fact AS d WHERE d.load_id > $1 AND d.target_table = '${fact.source}'
             EXCEPT ${keysStored(fact, '$1')}) AS back`,
      )
      .join(' UNION ALL '),
    [loadId],
  );
  return counted.filter((each) => each.rows > 0);
}

/** Brings back what a load deleted. */
export async function bringBack(session: LoadSession, numbers: LoadNumbers, loadId: number): Promise<void> {
  const { run } = session;
  await run(
    `UPDATE deleted_fact AS later SET given_by = d.given_by || later.given_by
     FROM deleted_fact AS d
     WHERE d.load_id = ${loadId} AND later.target_table = d.target_table AND later.key = d.key
       AND later.load_id = (SELECT min(n.load_id) FROM deleted_fact AS n
         WHERE n.target_table = d.target_table AND n.key = d.key AND n.load_id > d.load_id)`,
  );
  await run(`DELETE FROM deleted_fact AS d WHERE d.load_id = ${loadId} AND ${deletedLater(String(loadId))}`);
  await nameByMarks(session, `SELECT d.customer_mark FROM deleted_fact AS d WHERE d.load_id = ${loadId}`);
  for (const fact of deletableFacts) {
    const ofFact = `d.load_id = ${loadId} AND d.target_table = '${fact.source}'`;
    await run(
      `UPDATE ${fact.table} AS f SET load_id = d.given_by[1], updated_by = d.given_by[2:] || ${loadsOf('f')}
       FROM (SELECT * FROM deleted_fact) AS d WHERE ${ofFact} AND f.${keyColumnOf(fact)} = d.key`,
    );
    await run(`DELETE FROM deleted_fact AS d WHERE ${ofFact} AND ${givenAnew(fact, String(loadId))}`);
    await mergeAgain(session, numbers, fact, ofFact);
  }
  await run(`DELETE FROM deleted_fact WHERE load_id = ${loadId}`);
  await letErasedGo(session);
}

/** Rows that are kept aside, merged as if they came in a file. */
async function mergeAgain(session: LoadSession, numbers: LoadNumbers, fact: FactTable, which: string): Promise<void> {
  const { rows, run } = session;
  const { source, hasCustomer } = fact;
  const [found] = await rows<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM deleted_fact AS d WHERE ${which}) AS any`);
  if (!found!.any) return;
  const { columns } = loadFormat[source];
  const given = columns.filter(({ name }) => name !== 'customer_id');
  const names = given.map(({ name }) => quoted(name));
  await createStagedTables(session, [source]);
  const [into, whose] = hasCustomer ? ['customer_id, ', 'coalesce(d.customer_id, n.token), '] : ['', ''];
  await run(
    `INSERT INTO ${stagedTable(source)} (group_no, source_no, line, ${into}${names.join(', ')})
     SELECT 0, 0, row_number() OVER (ORDER BY d.key), ${whose}${names.map((name) => `r.${name}`).join(', ')}
     FROM deleted_fact AS d LEFT JOIN erased_name AS n ON n.mark = d.customer_mark,
       jsonb_to_record(d.cells) AS r (${given.map(stagedColumn).join(', ')})
     WHERE ${which}`,
  );
  const groups = [{ number: 0, table: source, columns: columnNames(source) }];
  await mergeParted({
    session,
    numbers,
    loadOf: ofOneLoad(numbers),
    staged: { sources: [], groups },
    outcomes: new Map(),
    now: Temporal.Now.instant(),
  });
  await emptyStagedTables(session, [source]);
  await run('DELETE FROM named_member');
  await run(
    `UPDATE ${fact.table} AS f SET load_id = d.given_by[1], updated_by = nullif(d.given_by[2:], '{}')
     FROM (SELECT * FROM deleted_fact) AS d WHERE ${which} AND f.${keyColumnOf(fact)} = d.key`,
  );
}
