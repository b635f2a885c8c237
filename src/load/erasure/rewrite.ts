// Rewrites what would keep the text of an erased person: rows that are dead but still stand in the files of tables and
// indexes, and statistics of the planner, which hold values. Done after the erasure is committed, and done again from the
// start if it was cut short: until it is done the marks of the erased say so (rewritten_at).
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { UserError } from '../../errors';
import { sessionSettings } from '../../warehouse/connection';
import { databaseProblem } from '../../warehouse/database-problem';
import type { Warehouse } from '../../warehouse/warehouse';
import { tablesThat } from './personal-tables';

const lockTimeout = '2s';
const pause = 200;
const usualPatience = 60_000;

/** Where no command of the warehouse reaches. */
const beyondReach = [
  'the write-ahead log (pg_wal) and its archive, until PostgreSQL recycles them',
  'backups and copies of the database',
  'the files the rows were loaded from, and logs',
] as const;

/** Their tables are rewritten; what is the server's own is not. */
const onOtherServers = 'statistics of the planner on the other servers, and what sessions there still see';

/**
 * Rewrites, for at most so many milliseconds of waiting for others. Returns what it cannot reach, in words. Throws
 * ERASURE_UNFINISHED where somebody holds an old view of the tables, or the tables themselves, for longer.
 */
export async function rewriteErased(warehouse: Warehouse, patience = usualPatience): Promise<readonly string[]> {
  const client = new Client({
    ...sessionSettings,
    options: `${sessionSettings.options ?? ''} -c statement_timeout=0 -c lock_timeout=${lockTimeout}`,
    connectionString: warehouse.url,
    application_name: 'astrolabe erase',
  });
  client.on('error', () => undefined);
  const skipped = new Set<string>();
  client.on('notice', ({ severity, code }) => {
    // PostgreSQL passes over a table that is not ours with no more than a warning.
    if (severity === 'WARNING' && code === '01000') skipped.add('statistics of the planner');
  });
  const deadline = Date.now() + patience;
  try {
    await client.connect();
    const { rows } = await client.query<{ last: number | null }>('SELECT max(erased_by) AS last FROM erased_customer');
    await waitForOldViews(client, deadline);
    for (const table of tablesThat('personal')) {
      await dropStatisticsOfEmpty(client, table, deadline);
      await locked(client, `VACUUM (FULL, ANALYZE) ${table}`, deadline);
    }
    // Only now are the statistics of before dead, and somebody who came meanwhile may still see them.
    await waitForOldViews(client, deadline);
    await locked(client, 'VACUUM (FULL) pg_catalog.pg_statistic', deadline);
    await checkpoint(client);
    await client.query(
      'UPDATE erased_customer SET rewritten_at = now() WHERE rewritten_at IS NULL AND erased_by <= $1',
      [rows[0]!.last],
    );
  } catch (error) {
    throw databaseProblem(error, warehouse.url, 'use');
  } finally {
    await client.end().catch(() => undefined);
  }
  return [...skipped, ...(warehouse.distributed ? [onOtherServers] : []), ...beyondReach];
}

/**
 * Dead rows that somebody may still see would be written along. A new view reaches back to the oldest transaction that runs in
 * any database of the server, so those have to end too; the views that are held already are those of this database.
 */
async function waitForOldViews(client: Client, deadline: number): Promise<void> {
  const { rows: now } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  const isHeld = `SELECT pg_snapshot_xmin(pg_current_snapshot()) <= $1::xid8 OR EXISTS (
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND greatest(age(backend_xmin), age(backend_xid)) >= age($1::xid8::xid)) AS held`;
  while ((await client.query<{ held: boolean }>(isHeld, [now[0]!.id])).rows[0]!.held)
    await patient(deadline, 'another session still sees the data of before');
}

/** Runs a statement that needs a table for itself. Who waits for it never waits longer than lockTimeout behind us. */
async function locked(client: Client, statement: string, deadline: number): Promise<void> {
  for (;;) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      await patient(deadline, 'another session holds a table');
    }
  }
}

async function patient(deadline: number, problem: string): Promise<void> {
  if (Date.now() > deadline) throw new UserError('ERASURE_UNFINISHED', { problem });
  await wait(pause);
}

/**
 * ANALYZE leaves the statistics of a table without rows as they were; a column that is given its own type has none. What a policy
 * rests on, whose a row is, is a number that tells nothing of a person and cannot be given a type.
 */
async function dropStatisticsOfEmpty(client: Client, table: string, deadline: number): Promise<void> {
  const { rows: found } = await client.query<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${table}) AS any`);
  if (found[0]!.any) return;
  const { rows } = await client.query<{ column: string; type: string; collation: string | null }>(
    `SELECT quote_ident(attname) AS column, format_type(atttypid, atttypmod) AS type,
       CASE WHEN collname <> 'default' THEN quote_ident(collname) END AS collation
     FROM pg_statistic JOIN pg_attribute ON attrelid = starelid AND attnum = staattnum
     LEFT JOIN pg_collation AS c ON c.oid = attcollation
     WHERE starelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_depend AS resting
       WHERE resting.classid = 'pg_policy'::regclass AND resting.refobjid = starelid AND resting.refobjsubid = staattnum)`,
    [table],
  );
  for (const { column, type, collation } of rows)
    await locked(
      client,
      `ALTER TABLE ${table} ALTER ${column} TYPE ${type}${collation === null ? '' : ` COLLATE ${collation}`}`,
      deadline,
    );
}

/** Writes what is in memory to the files, and lets go of those that were replaced. Not everybody may ask for it. */
async function checkpoint(client: Client): Promise<void> {
  try {
    await client.query('CHECKPOINT');
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
  }
}
