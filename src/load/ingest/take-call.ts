// One call inside the transaction of its group: a load of its own, with its numbers, audit and quarantine. What the tables
// about customers are afterwards is derived once for the group.
import type { Temporal } from 'temporal-polyfill';
import type { OpenedFile } from '../format/source-row';
import { customerFacts, type FactTable } from '../merge/fact-tables';
import { deleteFacts } from '../merge/kept-aside';
import { judgeStaged, mergeStaged } from '../merge/merge';
import { writeRepeats } from '../merge/row-origin';
import { writeCounts, writeLoad } from '../report/audit';
import type { LoadNumbers, LoadSession } from '../session/session';
import { noProgress } from '../stage/progress';
import { emptyStagedTables, rejectionTable } from '../stage/staged-tables';
import { stage } from '../stage/staging';
import { loadOfKey, rememberKey, requestHash } from './idempotency-key';
import type { IngestCall, IngestResult, IngestRow } from './ingest-call';
import { ingestFiles, lineOf, rawText } from './ingest-files';
import { ingestResult } from './ingest-result';

export type CallContext = {
  readonly session: LoadSession;
  /** The numbers of its load, if it becomes one. */
  readonly numbers: LoadNumbers;
  readonly now: Temporal.Instant;
};

/** Stores a call, or finds that it is stored already: then its numbers are still free. */
export async function takeCall(
  context: CallContext,
  call: IngestCall,
): Promise<{ readonly result: IngestResult; readonly isNew: boolean }> {
  const { session, numbers } = context;
  const key = call.idempotencyKey ?? null;
  const hash = key === null ? '' : requestHash(call);
  const earlier = key === null ? null : await loadOfKey(session, key, hash);
  if (earlier !== null) return { result: await ingestResult(session, earlier), isNew: false };
  if (call.kind === 'rows') await storeRows(context, call);
  else await storeDeletion(context, call);
  if (key !== null) await rememberKey(session, key, hash, numbers.loadId);
  return { result: await ingestResult(session, numbers.loadId), isNew: true };
}

type CallOf<Kind extends IngestCall['kind']> = Extract<IngestCall, { kind: Kind }>;

async function storeRows({ session, numbers, now }: CallContext, call: CallOf<'rows'>): Promise<void> {
  const startedAt = new Date();
  const staged = await stage(session, await filesOf(session, call), null, noProgress);
  const merge = { session, numbers, staged, outcomes: new Map(), now };
  await judgeStaged(merge);
  await giveRawTexts(session, call.rows);
  await mergeStaged(merge);
  await writeLoad(session, numbers, { kind: 'ingest', source: call.name, startedAt });
  await writeRepeats(session, numbers.loadId);
  await writeCounts(session, numbers, staged, merge.outcomes);
  await emptyStagedTables(session, [...new Set(staged.groups.map(({ table }) => table))]);
  await session.run('DELETE FROM named_member; DELETE FROM repeated_row');
}

async function filesOf(session: LoadSession, call: CallOf<'rows'>): Promise<readonly OpenedFile[]> {
  const files = ingestFiles(call);
  const fact = customerFacts.find(({ source }) => source === call.table);
  return files.length === 1 || fact === undefined ? files : ingestFiles(call, await freshRows(session, call, fact));
}

/** The rows whose key no fact has, and no other row of the call. */
async function freshRows(
  session: LoadSession,
  { rows }: CallOf<'rows'>,
  fact: FactTable,
): Promise<ReadonlySet<number>> {
  const [{ column, from }] = fact.key as readonly [FactTable['key'][number]];
  const places = new Map<string, number>();
  const several = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const key = row[from];
    if (typeof key !== 'string' || !isStorable(key)) continue;
    if (places.has(key)) several.add(key);
    places.set(key, index);
  }
  const known = await session.rows<{ key: string }>(
    `SELECT ${column} AS key FROM ${fact.table} WHERE ${column} = ANY ($1)`,
    [[...places.keys()]],
  );
  for (const key of [...several, ...known.map((each) => each.key)]) places.delete(key);
  return new Set(places.values());
}

/** What cannot be stored is the key of nothing. */
const isStorable = (key: string): boolean => !/\0|\p{Surrogate}/u.test(key);

/** The text of rows that were rejected after staging. */
async function giveRawTexts({ run, rows }: LoadSession, given: readonly IngestRow[]): Promise<void> {
  const missing = await rows<{ line: number }>(`SELECT line FROM ${rejectionTable} WHERE raw IS NULL`);
  if (missing.length === 0) return;
  const lines = missing.map(({ line }) => line);
  await run(
    `UPDATE ${rejectionTable} AS r SET raw = t.raw FROM unnest($1::bigint[], $2::text[]) AS t (line, raw)
     WHERE r.raw IS NULL AND r.line = t.line`,
    [lines, lines.map((line) => rawText(given[line - lineOf(0)]!))],
  );
}

/** An id that no row has, or that stands there a second time, counts as unchanged. */
async function storeDeletion({ session, numbers }: CallContext, call: CallOf<'delete'>): Promise<void> {
  const startedAt = new Date();
  const fact: FactTable = customerFacts.find(({ source }) => source === call.table)!;
  const ids = [...new Set(call.ids)].filter(isStorable);
  const deleted = await deleteFacts(session, numbers, fact, ids);
  await writeLoad(session, numbers, { kind: 'ingest', source: call.name, startedAt });
  await session.run(
    `INSERT INTO load_count (load_id, file, target_table, read, inserted, updated, unchanged, quarantined, filtered, deleted)
     VALUES ($1, $2, $3, $4, 0, 0, $5, 0, 0, $6)`,
    [numbers.loadId, call.name, call.table, call.ids.length, call.ids.length - deleted, deleted],
  );
}
