// How far the warehouse is, as a copy needs to know it: read in one snapshot with whatever is copied.
import type { PoolClient } from 'pg';
import {
  oldestFollowed,
  type WatermarkRow,
  type Watermarks,
  watermarksOf,
  watermarksQuery,
} from '../../warehouse/change-feed';

export type WarehouseState = {
  /** Which database it is, however it is reached. */
  readonly origin: string;
  readonly watermarks: Watermarks;
  /** The last load and when it ended: another history, such as that of a backup, has another at the same number. */
  readonly lastLoad: LastLoad | null;
};

export type LastLoad = { readonly id: number; readonly finishedAt: string };

const originQuery = `SELECT system_identifier::text || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS origin
FROM pg_control_system()`;
const loadColumns = 'load_id AS id, finished_at::text AS "finishedAt"';

export async function warehouseState(client: PoolClient): Promise<WarehouseState> {
  const { rows: watermarks } = await client.query<WatermarkRow>(watermarksQuery);
  const { rows: origins } = await client.query<{ origin: string }>(originQuery);
  const { rows: loads } = await client.query<LastLoad>(`SELECT ${loadColumns} FROM load ORDER BY load_id DESC LIMIT 1`);
  return { origin: origins[0]!.origin, watermarks: watermarksOf(watermarks), lastLoad: loads[0] ?? null };
}

/** Whether a copy that stands there can follow to the state; one that cannot is made anew. */
export async function canFollow(client: PoolClient, from: WarehouseState, to: WarehouseState): Promise<boolean> {
  const [standsAt, version] = [from, to].map(({ watermarks }) => Math.max(0, ...watermarks.values())) as [
    number,
    number,
  ];
  if (from.origin !== to.origin || standsAt > version || standsAt < (await oldestFollowed(client))) return false;
  if (await wasErasedSince(client, standsAt)) return false;
  return from.lastLoad === null || (await isOfSameHistory(client, from.lastLoad));
}

/** A file keeps the bytes of rows that were taken out of it, so that of an erased person nothing is left in a new one only. */
async function wasErasedSince(client: PoolClient, changeId: number): Promise<boolean> {
  const { rows } = await client.query<{ erased: boolean }>(
    `SELECT EXISTS (SELECT FROM load WHERE kind = 'erase' AND change_id > $1) AS erased`,
    [changeId],
  );
  return rows[0]!.erased;
}

async function isOfSameHistory(client: PoolClient, { id, finishedAt }: LastLoad): Promise<boolean> {
  const { rows } = await client.query<LastLoad>(`SELECT ${loadColumns} FROM load WHERE load_id = $1`, [id]);
  return rows[0]?.finishedAt === finishedAt;
}
