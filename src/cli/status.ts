// status: what the warehouse holds, and the loads that brought it.
import { Command } from 'commander';
import { textTable } from '../load/report/text-table';
import { hasSecondLock, withoutSecondLock } from '../warehouse/second-lock';
import type { Warehouse } from '../warehouse/warehouse';
import { type CommandSurroundings, say } from './surroundings';
import { withWarehouse } from './with-warehouse';

type Holdings = {
  readonly version: number;
  readonly customers: number;
  readonly interactions: number;
  readonly transactions: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly simulated: boolean;
};

type LoadLine = {
  readonly id: number;
  readonly kind: string;
  readonly source: string;
  readonly finished: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly quarantined: number;
  readonly unloadedBy: number | null;
};

const loadsShown = 20;

export const statusCommand = (surroundings: CommandSurroundings): Command =>
  new Command('status')
    .description('Show what the warehouse holds and which loads brought it.')
    .option('--all', `every load, not the last ${loadsShown} only`)
    .action(async ({ all }: { readonly all?: boolean }) => {
      say(surroundings, await withWarehouse(surroundings, (warehouse) => statusText(warehouse, all ?? false)));
    });

async function statusText({ pool, settings, distributed }: Warehouse, all: boolean): Promise<string> {
  const holdings = (
    await pool.query<Holdings>(
      `SELECT (SELECT coalesce(max(change_id), 0) FROM table_watermark) AS version,
         (SELECT count(DISTINCT customer_no) FROM dim_customer WHERE customer_no <> 0) AS customers,
         (SELECT count(*) FROM fact_interaction) AS interactions, (SELECT count(*) FROM fact_transaction) AS transactions,
         (SELECT least((SELECT min(date_key) FROM fact_interaction), (SELECT min(date_key) FROM fact_transaction))) AS "firstDay",
         (SELECT greatest((SELECT max(date_key) FROM fact_interaction), (SELECT max(date_key) FROM fact_transaction))) AS "lastDay",
         EXISTS (SELECT 1 FROM load WHERE kind = 'sample' AND unloaded_by IS NULL) AS simulated`,
    )
  ).rows[0]!;
  const loads = (
    await pool.query<LoadLine>(
      `SELECT load_id AS id, kind, source, to_char(finished_at, 'YYYY-MM-DD HH24:MI:SS') AS finished, unloaded_by AS "unloadedBy",
         coalesce(sum(inserted), 0)::bigint AS inserted, coalesce(sum(updated), 0)::bigint AS updated,
         (coalesce(sum(deleted), 0) + (SELECT coalesce(sum(r.deleted), 0) FROM load_replacement AS r WHERE r.load_id = load.load_id))::bigint
           AS deleted,
         coalesce(sum(quarantined), 0)::bigint AS quarantined
       FROM load LEFT JOIN load_count USING (load_id) GROUP BY load_id ORDER BY load_id DESC LIMIT $1`,
      [all ? null : loadsShown],
    )
  ).rows;
  const count = (rows: number, noun: string) => `${rows.toLocaleString('en')} ${noun}${rows === 1 ? '' : 's'}`;
  const lines = [
    `Data version ${holdings.version}: ${count(holdings.customers, 'customer')}, ${count(holdings.interactions, 'interaction')}, ${count(holdings.transactions, 'transaction')}${holdings.firstDay === null ? '' : `, ${holdings.firstDay} to ${holdings.lastDay}`}.`,
    `Business calendar of ${settings.timeZone}, money in ${settings.currency}, lost after ${settings.lostAfterDays} days, dormant after ${settings.dormantAfterDays}.`,
  ];
  if (holdings.simulated) lines.push('This is the simulated company: nobody in it is real.');
  if (!distributed && !(await hasSecondLock(pool))) lines.push(withoutSecondLock);
  if (loads.length === 0) return [...lines, 'Nothing was loaded yet.'].join('\n');
  const table = textTable(
    ['load', 'kind', 'finished (UTC)', 'inserted', 'updated', 'deleted', 'quarantined', 'source'],
    loads.map((each) => [
      each.id,
      each.unloadedBy === null ? each.kind : `${each.kind}, taken back by ${each.unloadedBy}`,
      each.finished,
      each.inserted,
      each.updated,
      each.deleted,
      each.quarantined,
      each.source,
    ]),
  );
  return [...lines, '', table].join('\n');
}
