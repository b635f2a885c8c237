// The audit of a load: what it was, how its rows came out by file and table, and its rejected rows. For every file and
// table read = inserted + updated + unchanged + quarantined + filtered; the table itself refuses anything else.

import type { Outcomes } from '../merge/context';
import type { LoadNumbers, LoadSession } from '../session/session';
import { rejectionTable } from '../stage/staged-tables';
import type { Staged } from '../stage/staging';
import type { LoadCount } from './load-report';

export type LoadKind = 'load' | 'sample' | 'ingest' | 'unload' | 'recompute' | 'erase';

export type AuditEntry = {
  readonly kind: LoadKind;
  /** What was loaded, as the caller named it. */
  readonly source: string;
  readonly startedAt: Date;
};

/** Puts the load on record and moves the watermarks: nothing of the star is written after it. */
export async function writeLoad(
  { write, moveWatermarks }: LoadSession,
  { loadId, changeId }: LoadNumbers,
  entry: AuditEntry,
): Promise<void> {
  await write(
    'load',
    `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp())`,
    [loadId, changeId, entry.kind, entry.source, entry.startedAt],
  );
  await moveWatermarks({ changeId });
}

/** Stores counts and rejections of a load that is written already. Returns the counts. */
export async function writeCounts(
  { run, rows }: LoadSession,
  { loadId }: LoadNumbers,
  { sources }: Staged,
  outcomes: Outcomes,
): Promise<readonly LoadCount[]> {
  const rejected = new Map(
    (
      await rows<{ source: number; count: number }>(
        `SELECT source_no AS source, count(*) AS count FROM ${rejectionTable} GROUP BY source_no`,
      )
    ).map(({ source, count }) => [source, count]),
  );
  const counts = new Map<string, LoadCount>();
  for (const { number, file, table, read, filtered } of sources) {
    const key = JSON.stringify([file, table]);
    const before = counts.get(key);
    const { inserted = 0, updated = 0, unchanged = 0, later = 0, erased = 0 } = outcomes.get(number) ?? {};
    counts.set(key, {
      file,
      table,
      read: read + (before?.read ?? 0),
      inserted: inserted + (before?.inserted ?? 0),
      updated: updated + (before?.updated ?? 0),
      unchanged: unchanged + (before?.unchanged ?? 0),
      quarantined: (rejected.get(number) ?? 0) + (before?.quarantined ?? 0),
      filtered: filtered + erased + (before?.filtered ?? 0),
      later: later + (before?.later ?? 0),
    });
  }
  for (const count of counts.values()) {
    await run(
      `INSERT INTO load_count (load_id, file, target_table, read, inserted, updated, unchanged, quarantined, filtered)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        loadId,
        count.file,
        count.table,
        count.read,
        count.inserted,
        count.updated,
        count.unchanged,
        count.quarantined,
        count.filtered,
      ],
    );
  }
  await run(
    `INSERT INTO load_rejection (load_id, rejection_no, file, line, target_table, column_name, code, message, raw)
     SELECT $1, row_number() OVER (ORDER BY source_no, line, column_name), source.file, line, source.table_name, column_name, code, message, coalesce(raw, '')
     FROM ${rejectionTable} JOIN unnest($2::integer[], $3::text[], $4::text[]) AS source (source_no, file, table_name) USING (source_no)`,
    [loadId, sources.map(({ number }) => number), sources.map(({ file }) => file), sources.map(({ table }) => table)],
  );
  return [...counts.values()];
}
