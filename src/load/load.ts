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
import { createTouchedTables, type Merge, ofOneLoad } from './merge/context';
import { emptyRejections } from './merge/erased-customers';
import { forgetMembers } from './merge/forget-members';
import { judgeStaged, mergeStaged } from './merge/merge';
import { writeRepeats } from './merge/row-origin';
import { filesPassedOver, openLoad } from './open-files';
import type { PassedOver } from './read/passed-over';
import { writeCounts, writeLoad } from './report/audit';
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
  return {
    ...(await loadFiles(warehouse, () => openLoad(options.path, mapping, options.now?.()), options)),
    passedOver,
  };
}

/** Loads what `open` opens, again if it has to. `options.path` is what the audit says of its origin. */
export async function loadFiles(warehouse: Warehouse, open: OpenFiles, options: LoadOptions): Promise<LoadReport> {
  const progress = options.progress ?? noProgress;
  const startedAt = new Date();
  const files = await open();
  try {
    return await inLoadSession(
      warehouse,
      async (session) => {
        const { merge, samples } = await takeIn(session, files, open, options);
        const { numbers, staged, outcomes } = merge;
        progress.step('Deriving');
        await forgetMembers(session, numbers);
        await deriveTouched(session, numbers);
        await writeLoad(session, numbers, { kind: options.kind ?? 'load', source: options.path, startedAt });
        await writeRepeats(session);
        const counts = await writeCounts(session, () => numbers.loadId, staged, outcomes);
        return { ...numbers, counts: counts.map(({ loadId: _, ...count }) => count), replaced: samples };
      },
      warehouse.settings,
      options.signal,
    );
  } finally {
    progress.stop();
    closeFiles(files);
  }
}

type OpenFiles = () => Promise<readonly OpenedFile[]>;

/**
 * Takes the rows of the files into dimensions and facts: staged, judged, merged. `judged` is told before the merge, when the
 * rows that will be merged, and no others, are staged.
 */
export async function takeIn(
  session: LoadSession,
  files: readonly OpenedFile[],
  open: OpenFiles,
  options: LoadOptions,
  judged: (merge: Merge) => Promise<void> = async () => undefined,
): Promise<{ readonly merge: Merge; readonly samples: readonly number[] }> {
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
  return { merge, samples };
}

/** The loads of the simulated company to be replaced. Throws HOLDS_SAMPLE when they must not be. */
async function refuseOrReplace(session: LoadSession, options: LoadOptions): Promise<readonly number[]> {
  return options.kind === 'sample' ? [] : standingSamples(session, options.replaceSample ?? false);
}
