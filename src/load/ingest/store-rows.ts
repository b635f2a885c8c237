// Stores the rows of calls that do not touch each other's rows: they are merged at once, and each call is a load of its own,
// with its number, counts and quarantine. What one call costs is then shared by many.
import type { Temporal } from 'temporal-polyfill';
import { isStorable } from '../../model/storable-text';
import type { OpenedFile } from '../format/source-row';
import { type Merge, ofLoads } from '../merge/context';
import { emptyRejections } from '../merge/erased-customers';
import { customerFacts, type FactTable } from '../merge/fact-tables';
import { judgeStaged, mergeStaged } from '../merge/merge';
import { writeRepeats } from '../merge/row-origin';
import { writeCounts } from '../report/audit';
import type { LoadNumbers, LoadSession } from '../session/session';
import { noProgress } from '../stage/progress';
import { emptyStagedTables, rejectionTable } from '../stage/staged-tables';
import { stage } from '../stage/staging';
import type { IngestCall } from './ingest-call';
import { ingestFiles, lineOf, rawText } from './ingest-files';

export type RowsCall = Extract<IngestCall, { kind: 'rows' }>;
/** A call with the numbers of its load. */
export type Numbered<Call extends IngestCall> = { readonly call: Call; readonly numbers: LoadNumbers };

export type StoreContext = { readonly session: LoadSession; readonly now: Temporal.Instant };

/** Stores calls whose numbers follow each other; no two of them have a row of the same key. */
export async function storeRows(
  { session, now }: StoreContext,
  calls: readonly [Numbered<RowsCall>, ...Numbered<RowsCall>[]],
): Promise<void> {
  const startedAt = new Date();
  const fresh = await freshRows(
    session,
    calls.map(({ call }) => call),
  );
  /** Every file with its call. */
  const files = calls.flatMap((each) =>
    ingestFiles(each.call, fresh.get(each.call)).map((file) => ({ ...each, file })),
  );
  const staged = await stage(
    session,
    files.map(({ file }): OpenedFile => file),
    null,
    noProgress,
  );
  const loads = files.map(({ numbers }) => numbers.loadId);
  const { numbers } = calls.at(-1)!;
  const merge: Merge = { session, numbers, loadOf: ofLoads(loads), staged, outcomes: new Map(), now };
  const known = await judgeStaged(merge);
  await giveRawTexts(session, files);
  await emptyRejections(session);
  await mergeStaged(merge);
  await writeLoads(session, calls, startedAt);
  await writeRepeats(session);
  await writeCounts(session, ({ number }) => loads[number]!, staged, merge.outcomes);
  await emptyStagedTables(session, [...new Set(staged.groups.map(({ table }) => table))], known);
  await session.run('DELETE FROM named_member; DELETE FROM repeated_row');
}

/** Puts the loads on record, and moves the watermarks to the last. */
export async function writeLoads(
  { write, moveWatermarks }: LoadSession,
  calls: readonly Numbered<IngestCall>[],
  startedAt: Date,
): Promise<void> {
  await write(
    'load',
    `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at)
     SELECT load_id, change_id, 'ingest', source, $4, clock_timestamp()
     FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS call (load_id, change_id, source)`,
    [
      calls.map(({ numbers }) => numbers.loadId),
      calls.map(({ numbers }) => numbers.changeId),
      calls.map(({ call }) => call.name),
      startedAt,
    ],
  );
  await moveWatermarks(calls.at(-1)!.numbers);
}

/** Of each call the places of facts whose key is not stored, and stands in no other row. */
async function freshRows(
  session: LoadSession,
  calls: readonly RowsCall[],
): Promise<ReadonlyMap<RowsCall, ReadonlySet<number>>> {
  const fresh = new Map<RowsCall, ReadonlySet<number>>();
  for (const fact of customerFacts) {
    const ofFact = calls.filter(({ table }) => table === fact.source);
    const places = ofFact.map((call) => [call, placesOfKeys(call, fact)] as const);
    const keys = places.flatMap(([, found]) => [...found.keys()]);
    if (keys.length < 2) continue;
    const { column } = fact.key[0]!;
    const known = await session.rows<{ key: string }>(
      `SELECT ${column} AS key FROM ${fact.table} WHERE ${column} = ANY ($1)`,
      [keys],
    );
    for (const [call, found] of places) {
      for (const { key } of known) found.delete(key);
      fresh.set(call, new Set(found.values()));
    }
  }
  return fresh;
}

/** The keys that stand in one row of the call each, with its place. */
function placesOfKeys({ rows }: RowsCall, fact: FactTable): Map<string, number> {
  const places = new Map<string, number>();
  const several = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const key = row[fact.key[0]!.from];
    // What cannot be stored is the key of nothing.
    if (typeof key !== 'string' || !isStorable(key)) continue;
    if (places.has(key)) several.add(key);
    places.set(key, index);
  }
  for (const key of several) places.delete(key);
  return places;
}

/** The text of rows that were rejected after staging. `files` are in the order of the sources. */
async function giveRawTexts({ run, rows }: LoadSession, files: readonly { readonly call: RowsCall }[]): Promise<void> {
  const missing = await rows<{ source: number; line: number }>(
    `SELECT source_no AS source, line FROM ${rejectionTable} WHERE raw IS NULL`,
  );
  if (missing.length === 0) return;
  await run(
    `UPDATE ${rejectionTable} AS r SET raw = t.raw FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS t (source, line, raw)
     WHERE r.raw IS NULL AND r.source_no = t.source AND r.line = t.line`,
    [
      missing.map(({ source }) => source),
      missing.map(({ line }) => line),
      missing.map(({ source, line }) => rawText(files[source]!.call.rows[line - lineOf(0)]!)),
    ],
  );
}
