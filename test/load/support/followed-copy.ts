// A copy of a warehouse that follows its changes: the same tables in a schema of the same database, brought up to date by
// nothing but the feed and the change ids of rows. What any other copy has to do, in SQL.
import type { PoolClient } from 'pg';
import { oldestFollowed, type WatermarkRow, watermarksOf, watermarksQuery } from '../../../src/warehouse/change-feed';
import { type FollowedTable, followedTableNames, followedTables } from '../../../src/warehouse/followed-tables';
import type { Warehouse } from '../../../src/warehouse/warehouse';
import { type Checksums, storedChecksums } from './checksum';

export type FollowedCopy = {
  /** Brings the copy up to date. Returns what it did. */
  readonly follow: () => Promise<'followed' | 'made anew'>;
  /** The checksums of the copy, as its tables stand. */
  readonly checksums: () => Promise<Checksums>;
};

/** Makes a copy of a warehouse as its migrations leave it. */
export async function makeCopy({ pool }: Pick<Warehouse, 'pool'>): Promise<FollowedCopy> {
  await pool.query('DROP SCHEMA IF EXISTS copy CASCADE; CREATE SCHEMA copy');
  for (const table of followedTableNames)
    await pool.query(
      `CREATE TABLE copy.${table} AS SELECT * FROM public.${table} ${followedTables[table].kind === 'month_end' ? 'WITH NO DATA' : 'WHERE change_id = 0'}`,
    );
  let standsAt = 0;

  const inSnapshot = async <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } finally {
      client.release();
    }
  };

  return {
    follow: () =>
      inSnapshot(async (client) => {
        const watermarks = watermarksOf((await client.query<WatermarkRow>(watermarksQuery)).rows);
        const version = Math.max(0, ...watermarks.values());
        // Made before what the feed still has, or of a warehouse that was ahead of this one.
        const anew = standsAt < (await oldestFollowed(client)) || standsAt > version;
        for (const table of followedTableNames) {
          if (anew) await client.query(`TRUNCATE copy.${table}; INSERT INTO copy.${table} TABLE public.${table}`);
          else if ((watermarks.get(table) ?? 0) > standsAt) await client.query(following(table, standsAt));
        }
        standsAt = version;
        return anew ? 'made anew' : 'followed';
      }),
    checksums: async () => {
      const client = await pool.connect();
      try {
        await client.query('SET search_path TO copy');
        return await storedChecksums(client);
      } finally {
        await client.query('RESET search_path');
        client.release();
      }
    },
  };
}

/** Takes out what went since and what is written anew, and puts in what was written since. */
function following(table: FollowedTable, standsAt: number): string {
  const { kind, key } = followedTables[table];
  const gone = `SELECT key FROM public.change WHERE what = '${kind === 'row' ? table : kind}' AND change_id > ${standsAt}`;
  const written = `FROM public.${table} WHERE ${kind === 'month_end' ? `(${key})::text IN (${gone})` : `change_id > ${standsAt}`}`;
  const replaced = kind === 'row' ? `UNION SELECT (${key})::text ${written}` : '';
  return `DELETE FROM copy.${table} WHERE (${key})::text IN (${gone} ${replaced});
    INSERT INTO copy.${table} SELECT * ${written}`;
}
