// A load: files in, star schema inside, in one transaction. Everything becomes visible at once or nothing does, and the
// same command again completes what a killed one left undone.
//
//   read and check rows -> stage (COPY) -> one load at a time from here -> judge rows, settle duplicates
//     -> members, customers, facts -> derived tables -> audit -> commit

import { Temporal } from 'temporal-polyfill';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched } from './derive/derive';
import type { ErrorLimit } from './format/error-limit';
import { closeFiles, type OpenedFile } from './format/source-row';
import { type FullExport, mayLackFiles, readFullExport, tablesFed } from './mapping/full-export';
import { loadClock } from './mapping/times';
import { createTouchedTables, type Merge, ofOneLoad } from './merge/context';
import { deleteOfLoad, type Replacing, type TableReplacement } from './merge/delete-facts';
import { emptyRejections } from './merge/erased-customers';
import { forgetMembers } from './merge/forget-members';
import { judgeStaged, mergeStaged } from './merge/merge';
import { writeRepeats } from './merge/row-origin';
import { filesPassedOver, openLoad } from './open-files';
import type { PassedOver } from './read/passed-over';
import { alikeKeys } from './report/alike-keys';
import { writeCounts, writeLoad, writeReplacements } from './report/audit';
import type { LoadReport } from './report/load-report';
import { removeSample, standingSamples } from './sample-loads';
import { type Ending, inLoadSession, type LoadSession, takeLoadLock } from './session/session';
import { noKeys } from './stage/alike-keys';
import { checkErrorLimit } from './stage/give-up';
import { noProgress, type Progress } from './stage/progress';
import { fetchRawTexts } from './stage/raw-text';
import { stage } from './stage/staging';

export type LoadOptions = {
  /** A folder, or one file. */
  readonly path: string;
  /** The path of a mapping file. */
  readonly mapping?: string;
  readonly maxErrors?: ErrorLimit;
  readonly kind?: 'load' | 'sample' | 'ingest';
  /** Whether a simulated company in the warehouse is removed in the same transaction; otherwise it is refused. */
  readonly replaceSample?: boolean;
  readonly progress?: Progress;
  /** Interrupts the load: nothing of it stays. */
  readonly signal?: AbortSignal;
  /** The clock, by which the report says what is later. None: the real one. */
  readonly now?: () => Temporal.Instant;
};

/** What is loaded: how its files are opened, again if it has to be, and the full export that they are. */
export type Delivery = { readonly open: () => Promise<readonly OpenedFile[]>; readonly fullExport: FullExport | null };

async function deliveryOf({ settings }: Warehouse, { path, mapping, now }: LoadOptions): Promise<Delivery> {
  const fullExport = mapping === undefined ? null : await readFullExport(mapping);
  const clock = loadClock((now ?? Temporal.Now.instant)(), settings.timeZone);
  return { open: () => openLoad(path, mapping ?? null, clock), fullExport };
}

/** The report also names the files that were not read. */
export const load = (
  warehouse: Warehouse,
  options: LoadOptions,
): Promise<LoadReport & { readonly passedOver: readonly PassedOver[] }> =>
  delivered(warehouse, options, 'COMMIT', async (session, files, delivery, startedAt) => {
    const taken = await takeIn(session, files, delivery, options);
    options.progress?.step('Deriving');
    await forgetMembers(session, taken.merge.numbers);
    await deriveTouched(session, taken.merge.numbers);
    const report = await putOnRecord(taken, delivery, options, startedAt);
    await writeRepeats(session);
    return report;
  });

/** Opens what is loaded and works on it in one transaction, which ends as told. */
export async function delivered<Report extends object>(
  warehouse: Warehouse,
  options: LoadOptions,
  ending: Ending,
  work: (session: LoadSession, files: readonly OpenedFile[], delivery: Delivery, startedAt: Date) => Promise<Report>,
): Promise<Report & { readonly passedOver: readonly PassedOver[] }> {
  const passedOver = await filesPassedOver(options.path, options.mapping ?? null);
  const delivery = await deliveryOf(warehouse, options);
  const startedAt = new Date();
  const files = await delivery.open();
  try {
    const report = await inLoadSession(
      warehouse,
      (session) => work(session, files, delivery, startedAt),
      warehouse.settings,
      options.signal,
      ending,
    );
    return { ...report, passedOver };
  } finally {
    options.progress?.stop();
    closeFiles(files);
  }
}

/** What a load made of its rows: merged, with the loads of the simulated company that went first, and what a full export replaced. */
type Taken = {
  readonly merge: Merge;
  readonly samples: readonly number[];
  readonly replaced: readonly TableReplacement[];
};

/**
 * Takes the rows of the files into dimensions and facts: staged, judged, merged. `judged` is told before the merge, when the
 * rows that will be merged, and no others, are staged.
 */
export async function takeIn(
  session: LoadSession,
  files: readonly OpenedFile[],
  { open, fullExport }: Delivery,
  options: LoadOptions,
  judged: (merge: Merge) => Promise<void> = async () => undefined,
): Promise<Taken> {
  const { maxErrors = null, progress = noProgress } = options;
  await refuseOrReplace(session, options);
  const staged = await stage(session, files, maxErrors, progress);
  await checkErrorLimit(session, staged, maxErrors);
  const numbers = await takeLoadLock(session);
  const samples = await refuseOrReplace(session, options);
  const now = (options.now ?? Temporal.Now.instant)();
  const merge: Merge = { session, numbers, loadOf: ofOneLoad(numbers), staged, outcomes: new Map(), now };
  await createTouchedTables(session);
  progress.step('Merging');
  if (samples.length > 0) await removeSample(session, numbers, samples);
  await judgeStaged(merge);
  await fetchRawTexts(session, staged, open);
  await emptyRejections(session);
  await checkErrorLimit(session, staged, maxErrors);
  await judged(merge);
  await mergeStaged(merge);
  const replaced = await deleteOfLoad(merge, fullExport && replacing(fullExport, files));
  return { merge, samples, replaced };
}

/** Puts the load on record; nothing of the star is written after it. */
export async function putOnRecord(
  { merge: { session, numbers, staged, outcomes }, samples, replaced }: Taken,
  { fullExport }: Delivery,
  { kind = 'load', path }: LoadOptions,
  startedAt: Date,
): Promise<LoadReport> {
  const replaces = fullExport?.name ?? null;
  await writeLoad(session, numbers, { kind, source: path, startedAt, replaces });
  await writeReplacements(session, numbers, replaced);
  const counts = await writeCounts(session, () => numbers.loadId, staged, outcomes);
  return {
    ...numbers,
    counts: counts.map(({ loadId: _, ...count }) => count),
    replaced: samples,
    alike: await alikeKeys(session, staged.keys ?? noKeys()),
    fullExport: replaces === null ? null : { name: replaces, tables: replaced },
  };
}

/** The loads of the simulated company to be replaced. Throws HOLDS_SAMPLE when they must not be. */
async function refuseOrReplace(session: LoadSession, options: LoadOptions): Promise<readonly number[]> {
  return options.kind === 'sample' ? [] : standingSamples(session, options.replaceSample ?? false);
}

const replacing = (fullExport: FullExport, files: readonly OpenedFile[]): Replacing => ({
  name: fullExport.name,
  tables: tablesFed(fullExport),
  mayLackFiles: (table, filesBefore) => mayLackFiles(fullExport, files, table, filesBefore),
});
