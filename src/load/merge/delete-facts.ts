// The facts that a load deletes, once its rows are merged: those of keys that its rows flag, and those that the full export
// which it is does not have any more. They are kept aside with it (kept-aside.ts).
//
// A fact is no longer in an export if earlier loads of the export that stand are all that gave it, and the load has no row
// of its key. A table that the load may not have as a whole loses none: a row of it is in quarantine, or a file of it is absent.
import type { DeletableTable } from '../format/source-row';
import type { LoadSession } from '../session/session';
import { deletionTable } from '../stage/staged-deletions';
import { quoted, rejectionTable, stagedTable } from '../stage/staged-tables';
import { countOutcome, type Merge, refreshStatistics } from './context';
import { type DeletableFact, deletableFacts, keyColumnOf } from './fact-tables';
import { flagsKeys } from './flagged-keys';
import { deleteFacts } from './kept-aside';

/** Why facts of a table stay although a full export does not have them. */
export type KeptBecause = 'QUARANTINE' | 'ABSENT_FILE';

/** What became of the facts of a table that a full export does not have any more. */
export type TableReplacement = {
  readonly table: DeletableTable;
  readonly deleted: number;
  readonly kept: number;
  readonly keptBecause: KeptBecause | null;
};

/** The full export that a load is. */
export type Replacing = {
  readonly name: string;
  /** The tables of facts that it feeds. */
  readonly tables: readonly DeletableTable[];
  /** Whether the files of the load may lack rows of a table, of which loads before had these files. */
  readonly mayLackFiles: (table: DeletableTable, filesBefore: readonly string[]) => boolean;
};

/** Returns what the full export replaced, table by table. */
export async function deleteOfLoad(merge: Merge, replacing: Replacing | null): Promise<readonly TableReplacement[]> {
  const { session, numbers } = merge;
  const loads = replacing === null ? [] : await loadsOfExport(session, replacing.name);
  const replaced: TableReplacement[] = [];
  for (const fact of deletableFacts) {
    const flags = flagsKeys(merge, fact.source);
    const replaces = loads.length > 0 && replacing!.tables.includes(fact.source);
    if (!flags && !replaces) continue;
    await session.run('CREATE TEMP TABLE leaving_fact (key text COLLATE "C") ON COMMIT DROP');
    const flagged = flags ? await leaveFlagged(merge, fact) : 0;
    const missing = replaces ? await leaveMissing(merge, replacing!, fact, loads) : null;
    if (missing !== null) replaced.push(missing);
    const leaving = flagged + (missing?.deleted ?? 0);
    if (leaving > 0) {
      await refreshStatistics(session, 'leaving_fact', leaving);
      await deleteFacts(session, numbers, fact, `${keyColumnOf(fact)} IN (SELECT l.key FROM leaving_fact AS l)`);
    }
    await session.run('DROP TABLE leaving_fact');
  }
  return replaced;
}

/** Puts what is flagged into what leaves, and tells how much that is. A key that no fact has counts as unchanged. */
async function leaveFlagged(merge: Merge, fact: DeletableFact): Promise<number> {
  const { rows, run } = merge.session;
  const ofTable = `d.target_table = '${fact.source}'`;
  const leaving = await run(
    `INSERT INTO leaving_fact SELECT f.${keyColumnOf(fact)} FROM ${fact.table} AS f
     WHERE f.${keyColumnOf(fact)} IN (SELECT d.key FROM ${deletionTable} AS d WHERE ${ofTable})`,
  );
  const counts = await rows<{ source: number; deleted: number; unchanged: number }>(
    `SELECT d.source_no AS source, count(l.key) AS deleted, count(*) - count(l.key) AS unchanged
     FROM ${deletionTable} AS d LEFT JOIN leaving_fact AS l ON l.key = d.key WHERE ${ofTable} GROUP BY d.source_no`,
  );
  for (const outcome of ['deleted', 'unchanged'] as const)
    countOutcome(
      merge,
      outcome,
      counts.map((each) => ({ source: each.source, count: each[outcome] })),
    );
  return leaving;
}

/** The loads of an export that stand. */
async function loadsOfExport({ rows }: LoadSession, name: string): Promise<readonly number[]> {
  const loads = await rows<{ id: number }>(
    'SELECT load_id AS id FROM load WHERE replaces = $1 AND unloaded_by IS NULL',
    [name],
  );
  return loads.map(({ id }) => id);
}

/** Puts what the export does not have any more into what leaves, unless it may not be the whole of the table. */
async function leaveMissing(
  merge: Merge,
  replacing: Replacing,
  fact: DeletableFact,
  loads: readonly number[],
): Promise<TableReplacement> {
  const { rows, run } = merge.session;
  const table = fact.source;
  const key = keyColumnOf(fact);
  // Rows of facts are gathered first where they lie on several servers.
  const given = `SELECT o.${key} AS key FROM ${fact.table} AS o
    WHERE o.load_id = ANY ($1::bigint[]) AND (o.updated_by IS NULL OR o.updated_by <@ $1::bigint[]) OFFSET 0`;
  const has: string[] = [];
  // Where no file of the table was there, nothing of it is staged.
  if (merge.staged.groups.some((group) => group.table === table))
    has.push(`SELECT s.${quoted(fact.key[0]!.from)} AS key FROM ${stagedTable(table)} AS s`);
  if (flagsKeys(merge, table)) has.push(`SELECT d.key FROM ${deletionTable} AS d WHERE d.target_table = '${table}'`);
  const joins = has.map((keys, index) => `LEFT JOIN (${keys}) AS h${index} ON h${index}.key = f.key`);
  const lacks = ['true', ...has.map((_, index) => `h${index}.key IS NULL`)];
  const missing = `FROM (${given}) AS f ${joins.join(' ')} WHERE ${lacks.join(' AND ')}`;
  const keptBecause = await reasonToKeep(merge, replacing, table, loads);
  if (keptBecause === null) {
    const deleted = await run(`INSERT INTO leaving_fact SELECT f.key ${missing}`, [loads]);
    return { table, deleted, kept: 0, keptBecause };
  }
  const [counted] = await rows<{ kept: number }>(`SELECT count(*) AS kept ${missing}`, [loads]);
  return { table, deleted: 0, kept: counted!.kept, keptBecause };
}

async function reasonToKeep(
  { session, staged }: Merge,
  { mayLackFiles }: Replacing,
  table: DeletableTable,
  loads: readonly number[],
): Promise<KeptBecause | null> {
  const sources = staged.sources.filter((source) => source.table === table).map(({ number }) => number);
  const [rejected] = await session.rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${rejectionTable} WHERE source_no = ANY ($1::integer[])) AS any`,
    [sources],
  );
  if (rejected!.any) return 'QUARANTINE';
  const before = await session.rows<{ file: string }>(
    'SELECT DISTINCT file FROM load_count WHERE load_id = ANY ($1::bigint[]) AND target_table = $2 AND read > 0',
    [loads, table],
  );
  const filesBefore = before.map(({ file }) => file);
  return mayLackFiles(table, filesBefore) ? 'ABSENT_FILE' : null;
}
