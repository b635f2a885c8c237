// Takes aliases apart from their survivors, as if nobody had merged them: their versions are customers again, and their
// facts theirs. Loads and unloads do their work on customers that stand alone, and join-aliases.ts then brings together
// what belongs together; so merging commutes with every load, and what is parted is what was there.
//
// Rows that only move away and back keep the change that last wrote them: no answer changes.
import type { LoadSession } from '../session/session';
import { customerFacts } from './fact-tables';

/** `condition` is SQL over a version `m` of an alias. All versions of an alias and all its facts move together. */
export async function partCustomers(session: LoadSession, condition: string): Promise<void> {
  const { run } = session;
  const parting = await run(
    `CREATE TEMP TABLE parting ON COMMIT DROP AS
     SELECT DISTINCT m.customer_no, m.survivor_no FROM merged_customer AS m WHERE ${condition}`,
  );
  if (parting > 0) {
    const columns = await customerColumns(session);
    await run('CREATE TEMP TABLE parting_version ON COMMIT DROP AS SELECT * FROM merged_customer WITH NO DATA');
    await run(
      `WITH gone AS (DELETE FROM merged_customer AS m USING parting AS p WHERE m.customer_no = p.customer_no RETURNING m.*)
       INSERT INTO parting_version SELECT * FROM gone`,
    );
    await run('INSERT INTO parted_version SELECT customer_key FROM parting_version');
    await run(`INSERT INTO dim_customer (${columns}) SELECT ${columns} FROM parting_version`);
    await run('DROP TABLE parting_version');
    await run(`CREATE TEMP TABLE parted_place ON COMMIT DROP AS ${placesOf('parting')}`);
    for (const { table } of customerFacts) {
      await run(
        `CREATE TEMP TABLE moved_row ON COMMIT DROP AS
         SELECT f.* FROM ${table} AS f JOIN parting AS p ON f.alias_no = p.customer_no`,
      );
      await run(`DELETE FROM ${table} AS f USING parting AS p WHERE f.alias_no = p.customer_no`);
      await run(
        `UPDATE moved_row AS r SET customer_no = r.alias_no, alias_no = NULL, customer_key = v.customer_key
         FROM parted_place AS v
         WHERE v.customer_no = r.alias_no AND r.occurred_at >= v.effective_from AND r.occurred_at < v.valid_to`,
      );
      await run(`INSERT INTO ${table} SELECT * FROM moved_row`);
      await run('DROP TABLE moved_row');
    }
    await run('DROP TABLE parted_place');
    await run('INSERT INTO parted_customer SELECT customer_no, survivor_no FROM parting');
  }
  await run('DROP TABLE parting');
}

/** SQL: the versions of customers that `from` lists, each with the time for which facts point to it. */
export const placesOf = (from: string, column = 'customer_no'): string =>
  `SELECT v.customer_no, v.customer_key, v.effective_from, v.valid_to FROM dim_customer AS v
   WHERE v.customer_no IN (SELECT ${column} FROM ${from})`;

/** The columns of a version of a customer, as a list. */
export async function customerColumns({ rows }: LoadSession): Promise<string> {
  const [found] = await rows<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
     WHERE attrelid = 'dim_customer'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  return found!.names;
}
