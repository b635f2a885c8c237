// Writes of a derived table what is other than it was. Most of what a load touches is derived as it stood: an order more changes
// none of the orders before it. A row that is written anew costs its indexes, the log, and every copy that follows.
import type { FollowedTable } from '../../warehouse/followed-tables';
import { insertInBulk } from '../session/bulk-insert';
import { removeRows } from '../session/remove-rows';
import { type Derivation, ofTouched } from './derivation';

export type DerivedRows = {
  readonly table: FollowedTable;
  /** Columns that no two rows have alike. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Gives the columns, of touched customers alone. */
  readonly select: string;
};

/** `customers`: how many are touched. */
export async function writeDifferences(
  derivation: Derivation,
  { table, key, columns, select }: DerivedRows,
  customers: number,
): Promise<void> {
  const { session, changeId } = derivation;
  const { run, rows, write } = session;
  const names = columns.join(', ');
  const insert = (from: string): Promise<number> =>
    write(table, `INSERT INTO ${table} (${names}, change_id) SELECT ${names}, ${changeId} FROM (${from}) AS derived`);
  const [found] = await rows<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${table}) AS any`);
  if (!found!.any) {
    await insertInBulk(session, table, customers, () => insert(select));
    return;
  }
  const temporary = { standing: `standing_${table}`, derived: `derived_${table}` };
  await run(
    `CREATE TEMP TABLE ${temporary.standing} ON COMMIT DROP AS SELECT ${names} FROM ${ofTouched(derivation, table, 'd')}`,
  );
  await run(`CREATE TEMP TABLE ${temporary.derived} ON COMMIT DROP AS ${select}`);
  for (const name of Object.values(temporary)) await run(`ANALYZE ${name}`);
  const others = columns.filter((column) => !key.includes(column));
  /** The rows of one that the other has not, or otherwise. */
  const without = (one: string, other: string): string =>
    `SELECT one.* FROM ${one} AS one LEFT JOIN ${other} AS other USING (${key.join(', ')})
     WHERE other.${key[0]} IS NULL OR (${others.map((column) => `one.${column}`).join(', ')})
       IS DISTINCT FROM (${others.map((column) => `other.${column}`).join(', ')})`;
  const keyed = key.join(', ');
  await removeRows(
    session,
    { changeId },
    table,
    `(${key.map((column) => `d.${column}`).join(', ')}) IN (SELECT ${keyed} FROM (${without(temporary.standing, temporary.derived)}) AS gone)`,
  );
  await insert(without(temporary.derived, temporary.standing));
}
