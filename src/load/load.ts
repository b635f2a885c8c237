// A load: files in, star schema inside, in one transaction. Everything becomes visible at once or nothing does, and the
// same command again completes what a killed one left undone.
//
//   read and check rows -> stage (COPY) -> one load at a time from here -> judge rows, settle duplicates
//     -> members, customers, facts -> facts that leave -> derived tables -> audit -> commit

import { Temporal } from 'temporal-polyfill';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched } from './derive/derive';
import type { ErrorLimit } from './format/error-limit';
import type { OpenedFile } from './format/source-row';
import { type FullExport, mayLackFiles, readFullExport, tablesFed } from './mapping/full-export';
import { createTouchedTables, type Merge, ofOneLoad } from './merge/context';
import { deleteOfLoad, type Replacing } from './merge/delete-facts';
import { emptyRejections } from './merge/erased-customers';
import { forgetMembers } from './merge/forget-members';
import { judgeStaged, mergeStaged } from './merge/merge';
import { writeRepeats } from './merge/row-origin';
import { filesPassedOver, openLoad } from './open-files';
import type { PassedOver } from './read/passed-over';
import { writeCounts, writeLoad, writeReplacements } from './report/audit';
import type { LoadReport } from './report/load-report';
import { removeSample, standingSamples } from './sample-loads';
import { inLoadSession, type LoadSession, takeLoadLock } from './session/session';
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

/** The report also names the files that were not read. */
export async function load(
  warehouse: Warehouse,
  options: LoadOptions,
): Promise<LoadReport & { readonly passedOver: readonly PassedOver[] }> {
  const mapping = options.mapping ?? null;
  const passedOver = await filesPassedOver(options.path, mapping);
  const fullExport = mapping === null ? null : await readFullExport(mapping);
  const report = await loadFiles(warehouse, () => openLoad(options.path, mapping), options, fullExport);
  return { ...report, passedOver };
}

/**
 * Loads what `open` opens, again if it has to. `options.path` is what the audit says of its origin; `fullExport` is the export
 * that it is the whole of.
 */
export async function loadFiles(
  warehouse: Warehouse,
  open: () => Promise<readonly OpenedFile[]>,
  options: LoadOptions,
  fullExport: FullExport | null = null,
): Promise<LoadReport> {
  const progress = options.progress ?? noProgress;
  const startedAt = new Date();
  const files = await open();
  try {
    return await inLoadSession(
      warehouse,
      async (session) => {
        await refuseOrReplace(session, options);
        const staged = await stage(session, files, options.maxErrors ?? null, progress);
        await checkErrorLimit(session, staged, options.maxErrors ?? null);
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
        await checkErrorLimit(session, staged, options.maxErrors ?? null);
        await mergeStaged(merge);
        const replaced = await deleteOfLoad(merge, fullExport && replacing(fullExport, files));
        progress.step('Deriving');
        await forgetMembers(session, numbers);
        await deriveTouched(session, numbers);
        const replaces = fullExport?.name ?? null;
        await writeLoad(session, numbers, { kind: options.kind ?? 'load', source: options.path, startedAt, replaces });
        await writeReplacements(session, numbers, replaced);
        await writeRepeats(session);
        const counts = await writeCounts(session, () => numbers.loadId, staged, merge.outcomes);
        return {
          ...numbers,
          counts: counts.map(({ loadId: _, ...count }) => count),
          replaced: samples,
          fullExport: replaces === null ? null : { name: replaces, tables: replaced },
        };
      },
      warehouse.settings,
      options.signal,
    );
  } finally {
    progress.stop();
  }
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
