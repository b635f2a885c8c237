// Brings aliases together with their survivors, at the end of every change: each alias that stands (customer_alias) has
// its versions aside in merged_customer and its facts with the customer at the end of its chain, placed by that one's
// versions; nobody else stands aside. What was parted for the change and belongs together as before is as it was.
import type { LoadNumbers, LoadSession } from '../session/session';
import { customerFacts } from './fact-tables';
import { customerColumns, partCustomers, placesOf } from './part-customers';

export async function joinAliases(session: LoadSession, numbers: LoadNumbers): Promise<void> {
  const { rows, run, written } = session;
  const changed = written.has('customer_alias');
  if (!changed && (await run('SELECT FROM parted_customer LIMIT 1')) === 0) return;
  if (changed) await gatherMerges(session);
  else
    await run('CREATE TEMP TABLE wanted_merge ON COMMIT DROP AS SELECT customer_no, survivor_no FROM parted_customer');
  if (changed) {
    await partCustomers(
      session,
      '(m.customer_no, m.survivor_no) NOT IN (SELECT customer_no, survivor_no FROM wanted_merge)',
    );
    await run('DELETE FROM wanted_merge AS w USING merged_customer AS m WHERE m.customer_no = w.customer_no');
  }
  await touch(session);
  await setAside(session, numbers);
  await moveFacts(session, numbers);
  await release(session, numbers);
  // What was written of a customer that stands aside again, or of one that stood aside until now and went, no reader sees.
  await run(
    `DELETE FROM change USING parted_version AS v
     WHERE change_id = ${numbers.changeId} AND what = 'dim_customer' AND key = v.customer_key::text`,
  );
  const [seen] = await rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM dim_customer WHERE change_id = ${numbers.changeId})
       OR EXISTS (SELECT 1 FROM change WHERE change_id = ${numbers.changeId} AND what = 'dim_customer') AS any`,
  );
  if (!seen!.any) written.delete('dim_customer');
  // Another change of the same transaction begins with nobody parted.
  await run('DROP TABLE wanted_merge; DELETE FROM parted_customer; DELETE FROM parted_version');
}

/** Every alias with the customer at the end of its chain. There are no circles: no row makes one. */
async function gatherMerges({ run }: LoadSession): Promise<void> {
  await run(
    `CREATE TEMP TABLE alias_chain ON COMMIT DROP AS
     WITH RECURSIVE chain (alias_id, customer_id) AS (
       SELECT alias_id, customer_id FROM customer_alias
       UNION ALL
       SELECT c.alias_id, a.customer_id FROM chain AS c JOIN customer_alias AS a ON a.alias_id = c.customer_id)
     SELECT alias_id, customer_id FROM chain AS c
     WHERE NOT EXISTS (SELECT 1 FROM customer_alias AS a WHERE a.alias_id = c.customer_id)`,
  );
  const named = 'customer_id IN (SELECT alias_id FROM alias_chain UNION SELECT customer_id FROM alias_chain)';
  await run(
    `CREATE TEMP TABLE chained_customer ON COMMIT DROP AS
     SELECT DISTINCT customer_id, customer_no FROM dim_customer WHERE customer_no <> 0 AND ${named}
     UNION SELECT customer_id, customer_no FROM merged_customer WHERE ${named}`,
  );
  await run(
    `CREATE TEMP TABLE wanted_merge ON COMMIT DROP AS
     SELECT alias.customer_no, survivor.customer_no AS survivor_no
     FROM alias_chain AS c JOIN chained_customer AS alias ON alias.customer_id = c.alias_id
     JOIN chained_customer AS survivor ON survivor.customer_id = c.customer_id`,
  );
  await run('DROP TABLE alias_chain, chained_customer');
}

/** Of whom the derived rows are stale: who has other facts than before, and the survivor of an alias that was touched. */
async function touch({ run }: LoadSession): Promise<void> {
  await run(
    `WITH pair AS (
       SELECT coalesce(w.customer_no, p.customer_no) AS alias_no, w.survivor_no AS joined, p.survivor_no AS parted
       FROM wanted_merge AS w FULL JOIN parted_customer AS p USING (customer_no)),
     stale AS (
       SELECT pair.* FROM pair LEFT JOIN touched_customer AS t ON t.customer_no = pair.alias_no
       WHERE joined IS DISTINCT FROM parted OR t.customer_no IS NOT NULL)
     INSERT INTO touched_customer
     SELECT no FROM stale, unnest(ARRAY[alias_no, joined, parted]) AS no WHERE no IS NOT NULL ON CONFLICT DO NOTHING`,
  );
}

/** Versions stand aside. A copy has to forget those that readers saw before this change. */
async function setAside(session: LoadSession, { changeId }: LoadNumbers): Promise<void> {
  const { run, write } = session;
  const columns = await customerColumns(session);
  await write(
    'dim_customer',
    `INSERT INTO change (change_id, what, key)
     SELECT ${changeId}, 'dim_customer', d.customer_key::text FROM dim_customer AS d JOIN wanted_merge USING (customer_no)
     WHERE d.customer_key <= (SELECT customer_key FROM customer_before)
       AND d.customer_no NOT IN (SELECT p.customer_no FROM parted_customer AS p) ON CONFLICT DO NOTHING`,
  );
  await run(
    `WITH gone AS (DELETE FROM dim_customer AS d USING wanted_merge AS w WHERE d.customer_no = w.customer_no RETURNING d.*, w.survivor_no)
     INSERT INTO merged_customer (${columns}, survivor_no) SELECT ${columns}, survivor_no FROM gone`,
  );
}

/** Facts go to the survivor. Those that come back to where they were are as they were, unless its versions are other ones. */
async function moveFacts({ run, write }: LoadSession, { changeId }: LoadNumbers): Promise<void> {
  await run(`CREATE TEMP TABLE survivor_place ON COMMIT DROP AS ${placesOf('wanted_merge', 'survivor_no')}`);
  for (const { table } of customerFacts) {
    await run(
      `CREATE TEMP TABLE moved_row ON COMMIT DROP AS SELECT f.* FROM ${table} AS f JOIN wanted_merge USING (customer_no)`,
    );
    await run(`DELETE FROM ${table} AS f USING wanted_merge AS w WHERE f.customer_no = w.customer_no`);
    await run(
      `UPDATE moved_row AS r SET customer_no = w.survivor_no, alias_no = w.customer_no, customer_key = v.customer_key,
         change_id = CASE WHEN w.survivor_no = p.survivor_no AND n.customer_no IS NULL THEN r.change_id ELSE ${changeId} END
       FROM wanted_merge AS w
       JOIN survivor_place AS v ON v.customer_no = w.survivor_no
       LEFT JOIN parted_customer AS p ON p.customer_no = w.customer_no
       LEFT JOIN versioned_customer AS n ON n.customer_no = w.survivor_no
       WHERE r.customer_no = w.customer_no AND r.occurred_at >= v.effective_from AND r.occurred_at < v.valid_to`,
    );
    await write(
      table,
      `WITH moved AS (INSERT INTO ${table} SELECT * FROM moved_row RETURNING change_id) SELECT 1 FROM moved WHERE change_id = ${changeId}`,
    );
    await run('DROP TABLE moved_row');
  }
  await run('DROP TABLE survivor_place');
}

/** Who was parted and stands alone now is there again for readers. */
async function release({ write }: LoadSession, { changeId }: LoadNumbers): Promise<void> {
  for (const table of ['dim_customer', ...customerFacts.map((fact) => fact.table)] as const)
    await write(
      table,
      `UPDATE ${table} SET change_id = ${changeId} WHERE change_id < ${changeId} AND customer_no IN (
         SELECT customer_no FROM parted_customer EXCEPT SELECT customer_no FROM wanted_merge)`,
    );
}
