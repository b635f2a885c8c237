// The audit of a load: what it was, how its rows came out by file and table, and its rejected rows. For every file and
// table read = inserted + updated + unchanged + quarantined + filtered + deleted; the table itself refuses anything else.

import type { Outcomes } from '../merge/context';
import type { TableReplacement } from '../merge/delete-facts';
import type { LoadNumbers, LoadSession } from '../session/session';
import { rejectionTable } from '../stage/staged-tables';
import type { Staged, StagedSource } from '../stage/staging';
import type { LoadCount } from './load-report';

export type LoadKind = 'load' | 'sample' | 'ingest' | 'unload' | 'recompute' | 'erase';

export type AuditEntry = {
  readonly kind: LoadKind;
  /** What was loaded, as the caller named it. */
  readonly source: string;
  readonly startedAt: Date;
  /** The name of the full export that the load is. */
  readonly replaces?: string | null;
};

/** Puts the load on record and moves the watermarks: nothing of the star is written after it. */
export async function writeLoad(
  { write, moveWatermarks }: LoadSession,
  { loadId, changeId }: LoadNumbers,
  entry: AuditEntry,
): Promise<void> {
  await write(
    'load',
    `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at, replaces)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6)`,
    [loadId, changeId, entry.kind, entry.source, entry.startedAt, entry.replaces ?? null],
  );
  await moveWatermarks({ changeId });
}

/** Counts of a source's rows, with the load they came with. */
export type CountOfLoad = LoadCount & { readonly loadId: number };

/** Stores counts and rejections of loads that are written already. Returns the counts. */
export async function writeCounts(
  { run, rows }: LoadSession,
  loadOf: (source: StagedSource) => number,
  { sources }: Staged,
  outcomes: Outcomes,
): Promise<readonly CountOfLoad[]> {
  const rejected = new Map(
    (
      await rows<{ source: number; count: number }>(
        `SELECT source_no AS source, count(*) AS count FROM ${rejectionTable} GROUP BY source_no`,
      )
    ).map(({ source, count }) => [source, count]),
  );
  const counts = new Map<string, CountOfLoad>();
  for (const source of sources) {
    const { number, file, table, read, filtered } = source;
    const loadId = loadOf(source);
    const key = JSON.stringify([loadId, file, table]);
    const before = counts.get(key);
    const { inserted = 0, updated = 0, unchanged = 0, deleted = 0, later = 0, erased = 0 } = outcomes.get(number) ?? {};
    counts.set(key, {
      loadId,
      file,
      table,
      read: read + (before?.read ?? 0),
      inserted: inserted + (before?.inserted ?? 0),
      updated: updated + (before?.updated ?? 0),
      unchanged: unchanged + (before?.unchanged ?? 0),
      quarantined: (rejected.get(number) ?? 0) + (before?.quarantined ?? 0),
      filtered: filtered + erased + (before?.filtered ?? 0),
      deleted: deleted + (before?.deleted ?? 0),
      later: later + (before?.later ?? 0),
    });
  }
  const stored = [...counts.values()];
  await run(
    `INSERT INTO load_count (load_id, file, target_table, read, inserted, updated, unchanged, quarantined, filtered, deleted)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], ${countColumns
       .slice(3)
       .map((_, index) => `$${index + 4}::bigint[]`)
       .join(', ')})`,
    countColumns.map((column) => stored.map((count) => count[column])),
  );
  if (rejected.size === 0) return stored;
  await run(
    `INSERT INTO load_rejection (load_id, rejection_no, file, line, target_table, column_name, code, message, raw)
     SELECT source.load_id, row_number() OVER (PARTITION BY source.load_id ORDER BY source_no, line, column_name),
       source.file, line, source.table_name, column_name, code, message, coalesce(raw, '')
     FROM ${rejectionTable}
     JOIN unnest($1::integer[], $2::bigint[], $3::text[], $4::text[]) AS source (source_no, load_id, file, table_name) USING (source_no)`,
    [
      sources.map(({ number }) => number),
      sources.map(loadOf),
      sources.map(({ file }) => file),
      sources.map(({ table }) => table),
    ],
  );
  return stored;
}

const countColumns = [
  'loadId',
  'file',
  'table',
  'read',
  'inserted',
  'updated',
  'unchanged',
  'quarantined',
  'filtered',
  'deleted',
] as const;

/** Stores what a full export replaced; its load is written already. */
export async function writeReplacements(
  { run }: LoadSession,
  { loadId }: LoadNumbers,
  replaced: readonly TableReplacement[],
): Promise<void> {
  if (replaced.length === 0) return;
  await run(
    `INSERT INTO load_replacement (load_id, target_table, deleted, kept, kept_because)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[])`,
    [
      loadId,
      replaced.map(({ table }) => table),
      replaced.map(({ deleted }) => deleted),
      replaced.map(({ kept }) => kept),
      replaced.map(({ keptBecause }) => keptBecause),
    ],
  );
}
