// Changes of the warehouse and their numbers. Every change (a load, an unload, a recompute, a target, a segment) takes one
// lock before its number and keeps it to its commit: change ids become visible in their order. In its transaction it
// enters what no row can tell, and moves the watermark of every table it changed and of no other.
import type { Pool, PoolClient } from 'pg';
import type { FollowedTable, WatchedTable } from './followed-tables';

type Connection = Pick<Pool | PoolClient, 'query'>;

/**
 * What an entry of the feed is about; its key is the row's (followedTables), a customer_no or a month_end.
 * pruned: entries up to this change are gone, so a copy that stands before it is made anew.
 */
export type ChangeEntry = FollowedTable | 'customer' | 'month_end' | 'pruned';

/** The last change of each table; a table that is not there never changed. */
export type Watermarks = ReadonlyMap<string, number>;

const changeLock = 4_702_111_236;

/** Waits until no other change is under way. Returns this one's number. For use inside a transaction, READ COMMITTED. */
export async function takeChangeLock(connection: Connection): Promise<number> {
  await connection.query('SELECT pg_advisory_xact_lock($1)', [changeLock]);
  // A statement of its own: what it sees begins after the wait.
  const { rows } = await connection.query<{ next: number }>(
    'SELECT coalesce(max(change_id), 0) + 1 AS next FROM table_watermark',
  );
  return rows[0]!.next;
}

/** Work during which no change is under way, in transactions of its own. */
export async function holdChangeLock<Result>(connection: Connection, work: () => Promise<Result>): Promise<Result> {
  await connection.query('SELECT pg_advisory_lock($1)', [changeLock]);
  try {
    return await work();
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1)', [changeLock]).catch(() => undefined);
  }
}

/** Statement whose rows `watermarksOf` reads; goes with others into the round trip that opens a snapshot. */
export const watermarksQuery = 'SELECT table_name AS "table", change_id AS "changeId" FROM table_watermark';

export type WatermarkRow = { readonly table: string; readonly changeId: number };

export const watermarksOf = (rows: readonly WatermarkRow[]): Watermarks =>
  new Map(rows.map(({ table, changeId }) => [table, changeId]));

/** The last change of all: the data version. */
export const dataVersionOf = (watermarks: Watermarks): string => String(Math.max(0, ...watermarks.values()));

export async function moveWatermarks(
  connection: Connection,
  changeId: number,
  tables: Iterable<WatchedTable>,
): Promise<void> {
  await connection.query(
    `INSERT INTO table_watermark (table_name, change_id) SELECT DISTINCT name, $1::bigint FROM unnest($2::text[]) AS name
     ON CONFLICT (table_name) DO UPDATE SET change_id = excluded.change_id`,
    [changeId, [...tables]],
  );
}

/** SQL that enters the keys of a relation, given as the rest of a SELECT. A key is entered once a change. */
export const enterChanges = (changeId: number, what: ChangeEntry, key: string, from: string): string =>
  `INSERT INTO change (change_id, what, key) SELECT DISTINCT ${changeId}::bigint, '${what}', (${key})::text FROM ${from}
   ON CONFLICT DO NOTHING`;

/** Drops the entries up to a change, and says so: the feed can be followed from there on. */
export async function pruneChanges(connection: Connection, changeId: number): Promise<void> {
  await connection.query('DELETE FROM change WHERE change_id <= $1', [changeId]);
  await connection.query(
    `INSERT INTO change (change_id, what, key) SELECT $1, 'pruned', ''
     WHERE NOT EXISTS (SELECT FROM change WHERE change_id > $1 AND what = 'pruned')`,
    [changeId],
  );
}

/** The oldest change from which the feed can be followed: a copy that stands before it is made anew. */
export async function oldestFollowed(connection: Connection): Promise<number> {
  const { rows } = await connection.query<{ oldest: number }>(
    `SELECT coalesce(max(change_id), 0) AS oldest FROM change WHERE what = 'pruned'`,
  );
  return rows[0]!.oldest;
}
