// Rows of customer_aliases: which of them can hold, and which aliases a load concerns.
//
// A row needs two known customers, neither erased, and makes no circle with the rows of its load and those that stand. Of
// rows that make a circle together all go to quarantine: it cannot be known which is wrong.
import { rejectionColumns, rejectionTable, stagedTable } from '../stage/staged-tables';
import type { Merge } from './context';
import { customerFacts, sameKeyAsStaged } from './fact-tables';
import { partCustomers } from './part-customers';

const staged = stagedTable('customer_aliases');

const isStaged = ({ staged: { groups } }: Merge, table: string): boolean =>
  groups.some((group) => group.table === table);

/** Statement that puts rows `s` of which a condition holds into quarantine. */
const reject = (column: string, code: string, sentence: string, condition: string): string =>
  `WITH removed AS (DELETE FROM ${staged} AS s WHERE ${condition} RETURNING s.*)
   INSERT INTO ${rejectionTable} (${rejectionColumns.join(', ')})
   SELECT source_no, line, NULL, '${column}', '${code}', ${sentence} FROM removed`;

/** Judges the staged aliases; rows of other tables are judged before, for they may bring the customers. */
export async function judgeAliases(merge: Merge): Promise<void> {
  if (!isStaged(merge, 'customer_aliases')) return;
  const { run } = merge.session;
  await run(
    reject(
      'customer_id',
      'MERGED_WITH_ITSELF',
      `format('%s is no alias of itself.', alias_id)`,
      's.alias_id = s.customer_id',
    ),
  );
  const bringing = ['customers', ...customerFacts.map(({ source }) => source)].filter((table) =>
    isStaged(merge, table),
  );
  const known = [...['dim_customer', 'merged_customer'], ...bringing.map((table) => stagedTable(table as 'customers'))];
  for (const column of ['alias_id', 'customer_id']) {
    const named = `SELECT o.${column} FROM ${staged} AS o`;
    const isKnown = known.map(
      (table) => `s.${column} IN (SELECT k.customer_id FROM ${table} AS k WHERE k.customer_id IN (${named}))`,
    );
    await run(
      reject(
        column,
        'ERASED_CUSTOMER',
        `'The row names a customer that was erased.'`,
        `EXISTS (SELECT 1 FROM erased_name AS n WHERE n.id = s.${column})`,
      ),
    );
    await run(
      reject(
        column,
        'UNKNOWN_CUSTOMER',
        `format('There is no customer %s.', ${column})`,
        isKnown.map((each) => `NOT ${each}`).join(' AND '),
      ),
    );
  }
  const circle = reject(
    'customer_id',
    'MERGED_IN_CIRCLE',
    `format('By way of %s, %s would be an alias of itself.', customer_id, alias_id)`,
    `s.alias_id IN (
       WITH RECURSIVE edge AS (
         SELECT alias_id, customer_id FROM ${staged}
         UNION SELECT alias_id, customer_id FROM customer_alias AS a
         WHERE NOT EXISTS (SELECT 1 FROM ${staged} AS o WHERE o.alias_id = a.alias_id)),
       reached (alias_id, customer_id) AS (
         SELECT alias_id, customer_id FROM ${staged}
         UNION SELECT r.alias_id, e.customer_id FROM reached AS r JOIN edge AS e ON e.alias_id = r.customer_id)
       SELECT alias_id FROM reached WHERE alias_id = customer_id)`,
  );
  // Without a row the one that it would have replaced stands, and may make another circle.
  while ((await run(circle)) > 0);
  await run(releaseNamed(`(SELECT a.* FROM customer_alias AS a JOIN ${staged} USING (alias_id))`));
}

/** Statement: what rows of customer_alias name may be forgotten if nothing else names it. */
export const releaseNamed = (rows: string): string =>
  `INSERT INTO released_member
   SELECT 'dim_customer', k.customer_no FROM (${['dim_customer', 'merged_customer']
     .map(
       (table) => `SELECT customer_no FROM ${table} WHERE customer_id IN (
         SELECT id FROM ${rows} AS r, unnest(ARRAY[r.alias_id, r.customer_id]) AS id)`,
     )
     .join(' UNION ')}) AS k`;

/** Parts the aliases that staged rows name, or whose facts they send again. */
export async function partNamed(merge: Merge): Promise<void> {
  const { session } = merge;
  const [found] = await session.rows<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM merged_customer) AS any');
  if (!found!.any) return;
  const named = ['customers', 'interactions', 'transactions'].filter((table) => isStaged(merge, table));
  const sent = customerFacts.filter(({ source }) => isStaged(merge, source));
  const conditions = [
    ...named.map((table) => `m.customer_id IN (SELECT customer_id FROM ${stagedTable(table as 'customers')})`),
    ...sent.map(
      (fact) =>
        `m.customer_no IN (SELECT f.alias_no FROM ${fact.table} AS f JOIN ${stagedTable(fact.source)} AS s ON ${sameKeyAsStaged(fact)}
           WHERE f.alias_no IS NOT NULL)`,
    ),
  ];
  for (const condition of conditions) await partCustomers(session, condition);
}
