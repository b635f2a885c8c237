// Reads the files of a load into staging tables: good rows typed, bad rows into the rejections. Rows go through in
// batches, one COPY at a time while the next batch is being read, so memory does not grow with the load.
import { copyText } from '../format/cell-checks';
import type { ErrorLimit } from '../format/error-limit';
import { columnNames, loadFormat } from '../format/load-format';
import { storableRaw } from '../format/row-problem';
import type { LoadTable, OpenedFile, ReadRow, SourceRow, TableSource } from '../format/source-row';
import { businessCalendar } from '../format/timestamp-text';
import { type CopyQueue, copier, copyQueue, enqueue, fullQueue } from '../session/copy-queue';
import type { LoadSession } from '../session/session';
import { type GatheredKeys, keyGatherer, noKeys } from './alike-keys';
import type { Progress } from './progress';
import { type RowEncoder, rowEncoder } from './row-encoder';
import { createDeletionTable, deletionColumns, deletionTable, encodeDeletion } from './staged-deletions';
import { createStagedTables, quoted, rejectionColumns, rejectionTable, stagedTable } from './staged-tables';

/** Sources of one table that give the same columns: their rows are merged alike. */
export type ColumnGroup = {
  readonly number: number;
  readonly table: LoadTable;
  readonly columns: readonly string[];
};

export type StagedSource = TableSource & {
  readonly number: number;
  readonly group: ColumnGroup;
  /** Rows of the source, also those filtered or rejected. */
  readonly read: number;
  readonly filtered: number;
  /** Whether each staged row had a greater key than the one before, which many exports have: then no key stands twice. */
  readonly ascending: boolean;
};

export type Staged = {
  readonly sources: readonly StagedSource[];
  readonly groups: readonly ColumnGroup[];
  /** Keys of files that other keys may look like. */
  readonly keys?: GatheredKeys;
};

type OpenSource = { -readonly [Field in keyof StagedSource]: StagedSource[Field] } & {
  readonly encoder: RowEncoder;
  readonly gather: (row: SourceRow) => void;
  readonly queue: CopyQueue;
  /** Where its rows have the key, where that is one text; the key of the row staged last. */
  readonly keyPlace: number;
  lastKey: string;
};

/** The column that alone is the key of a table and is stored as it is sent. */
function keyColumn(table: LoadTable): string | null {
  const { key, columns } = loadFormat[table];
  const [only, ...others] = columns.filter(({ name }) => key.includes(name));
  return only?.type === 'key' && others.length === 0 ? only.name : null;
}

/** Takes note of the key of a row that was staged. Halves of surrogate pairs are all stored as one and the same sign. */
function follow(source: OpenSource, { cells }: SourceRow): void {
  const key = cells[source.keyPlace]!;
  source.ascending = key > source.lastKey && !/\p{Surrogate}/u.test(key);
  source.lastKey = key;
}

/** Numbers the sources of the files, and the groups that give the same columns. */
function numberSources(files: readonly OpenedFile[]): Staged {
  const groups: ColumnGroup[] = [];
  const sources = files
    .flatMap((file) => file.sources)
    .map((source, number): StagedSource => {
      const columns = columnNames(source.table).filter((name) => source.columns.includes(name));
      let group = groups.find((each) => each.table === source.table && each.columns.join() === columns.join());
      if (group === undefined) {
        group = { number: groups.length, table: source.table, columns };
        groups.push(group);
      }
      return { ...source, number, group, read: 0, filtered: 0, ascending: keyColumn(source.table) !== null };
    });
  return { sources, groups };
}

/** Stages the rows of all files, or of those up to the row that passes a limit of errors. */
export async function stage(
  session: LoadSession,
  files: readonly OpenedFile[],
  limit: ErrorLimit | null,
  progress: Progress,
): Promise<Staged> {
  const { sources, groups } = numberSources(files);
  const calendar = businessCalendar(session.settings.timeZone);
  const groupQueues = groups.map(({ table, columns }) =>
    copyQueue(stagedTable(table), ['group_no', 'source_no', 'line', ...columns.map(quoted)]),
  );
  const keys = noKeys();
  const open = sources.map((source): OpenSource => {
    const encoder = rowEncoder(source, `${source.group.number}\t${source.number}\t`, calendar);
    const queue = groupQueues[source.group.number]!;
    const gather = keyGatherer(source, keys);
    return {
      ...source,
      encoder,
      gather,
      queue,
      keyPlace: source.columns.indexOf(keyColumn(source.table) ?? ''),
      lastKey: '',
    };
  });
  const rejections = copyQueue(rejectionTable, rejectionColumns);
  const deletions = copyQueue(deletionTable, deletionColumns);
  const queues = [rejections, deletions, ...groupQueues];
  const mostRejections = limit?.kind === 'count' ? limit.value : Number.POSITIVE_INFINITY;
  let rejected = 0;
  const take = (source: OpenSource, row: ReadRow) => {
    source.read += 1;
    if (row.kind === 'filtered') {
      source.filtered += 1;
      return;
    }
    const result =
      row.kind === 'rejected'
        ? row
        : row.kind === 'deleted'
          ? encodeDeletion(row, source.number)
          : source.encoder.encode(row);
    if (typeof result === 'string') {
      enqueue(row.kind === 'deleted' ? deletions : source.queue, result);
      if (row.kind !== 'row') return;
      source.gather(row);
      if (source.ascending) follow(source, row);
      return;
    }
    const { column, code, message } = result;
    const raw = storableRaw(row.raw);
    rejected += 1;
    const texts = [raw, column, code, storableRaw(message)].map((text) => (text === null ? '\\N' : copyText(text)));
    enqueue(rejections, `${source.number}\t${row.line}\t${texts.join('\t')}\n`);
  };
  await createStagedTables(session, [...new Set(groups.map(({ table }) => table))]);
  if (sources.some(({ deletes }) => deletes)) await createDeletionTable(session);
  const { flush, settle } = copier(session);
  let first = 0;
  for (const { file, sources: own, batches, bytesTotal } of files) {
    const ofTable = new Map(own.map(({ table }, index) => [table, open[first + index]!]));
    first += own.length;
    let rows = 0;
    let line = 0;
    progress.begin(file, bytesTotal);
    for await (const batch of batches) {
      for (const row of batch.rows) {
        take(ofTable.get(row.table)!, row);
        // A row that feeds several tables is one row of the file.
        if (row.line !== line) rows += 1;
        line = row.line;
      }
      for (const queue of queues) await flush(queue, fullQueue);
      progress.advance(file, batch.bytesRead, rows);
      if (rejected > mostRejections) break;
    }
    progress.end(file, rows);
    if (rejected > mostRejections) break;
  }
  for (const queue of queues) await flush(queue, 0);
  await settle();
  return { sources: open, groups, keys };
}
