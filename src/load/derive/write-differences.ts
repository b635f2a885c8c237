// Writes of a derived table what is other than it was. Most of what a load touches is derived as it stood: an order more changes
// none of the orders before it, and no lead. A row that is written anew costs its indexes, the log, and every copy that follows.
import type { FollowedTable } from '../../warehouse/followed-tables';
import { insertInBulk } from '../session/bulk-insert';
import { removeRows } from '../session/remove-rows';
import { type Derivation, ofTouched } from './derivation';

export type DerivedRows = {
  readonly table: FollowedTable;
  /** Its primary key. */
  readonly key: readonly string[];
  /** Of the key: rows that have these alike are written together (warehouse/followed-tables.ts). */
  readonly group: readonly string[];
  /** The columns besides the key. */
  readonly others: readonly string[];
  /** Gives the key and the others, in this order, of what is touched alone. */
  readonly select: string;
  /** SQL for FROM: the rows of the table that the new ones stand for; without it those of touched customers. */
  readonly standing?: string;
};

/** `customers`: how many are touched. Returns how many rows it wrote. */
export async function writeDifferences(
  derivation: Derivation,
  { table, key, group, others, select, standing }: DerivedRows,
  customers: number,
): Promise<number> {
  const { session, changeId } = derivation;
  const { run, rows, write } = session;
  const columns = [...key, ...others].join(', ');
  const insert = (from: string): Promise<number> =>
    write(table, `INSERT INTO ${table} (${columns}, change_id) SELECT ${columns}, ${changeId} FROM ${from}`);
  const [found] = await rows<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${table}) AS any`);
  if (!found!.any) {
    return insertInBulk(session, table, customers, () => insert(`(${select}) AS derived (${columns})`));
  }
  const temporary = (name: string): string => `${name}_${table}`;
  const [stood, derived, changed] = [temporary('standing'), temporary('derived'), temporary('changed')];
  const standingRows = standing ?? ofTouched(derivation, table, 'd');
  await run(`CREATE TEMP TABLE ${stood} ON COMMIT DROP AS SELECT ${columns} FROM ${standingRows}`);
  await run(`CREATE TEMP TABLE ${derived} (LIKE ${stood}) ON COMMIT DROP`);
  await run(`INSERT INTO ${derived} (${columns}) ${select}`);
  const groups = group.join(', ');
  const of = (name: string): string => others.map((column) => `${name}.${column}`).join(', ');
  const differing = await run(
    `CREATE TEMP TABLE ${changed} ON COMMIT DROP AS
     SELECT DISTINCT ${groups} FROM ${stood} AS stood FULL JOIN ${derived} AS derived USING (${key.join(', ')})
     WHERE stood.${key[0]} IS NULL OR derived.${key[0]} IS NULL OR ROW (${of('stood')}) IS DISTINCT FROM ROW (${of('derived')})`,
  );
  if (differing === 0) return 0;
  // A few are looked up, many are gone through.
  await run(`ANALYZE ${changed}`);
  const isChanged = (name: string): string =>
    `(${group.map((column) => `${name}.${column}`).join(', ')}) IN (SELECT ${groups} FROM ${changed})`;
  await removeRows(session, { changeId }, table, isChanged('d'));
  return insert(`${derived} AS derived WHERE ${isChanged('derived')}`);
}
