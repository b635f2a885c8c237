// The raw text of rows that were rejected after staging, read from their files a second time: such rows are few, and
// keeping every row's text until the end would double what a load writes.
import { copyText } from '../format/cell-checks';
import { storableRaw } from '../format/row-problem';
import { closeFiles, type OpenedFile } from '../format/source-row';
import { copier, copyQueue, enqueue, fullQueue } from '../session/copy-queue';
import type { LoadSession } from '../session/session';
import { rejectionTable } from './staged-tables';
import type { Staged } from './staging';

/** Gives every rejection without raw text that of its line. `reopen` opens the files of the load again. */
export async function fetchRawTexts(
  session: LoadSession,
  { sources }: Staged,
  reopen: () => Promise<readonly OpenedFile[]>,
): Promise<void> {
  const missing = await session.rows<{ source: number }>(
    `SELECT DISTINCT source_no AS source FROM ${rejectionTable} WHERE raw IS NULL`,
  );
  if (missing.length === 0) return;
  const wanted = sources.filter(({ number }) => missing.some(({ source }) => source === number));
  await session.run('CREATE TEMP TABLE raw_text (source_no smallint, line bigint, raw text) ON COMMIT DROP');
  const queue = copyQueue('raw_text', ['source_no', 'line', 'raw']);
  const { flush, settle } = copier(session);
  const reopened = await reopen();
  try {
    for (const { file, batches } of reopened) {
      const ofTable = new Map(wanted.filter((each) => each.file === file).map(({ table, number }) => [table, number]));
      if (ofTable.size === 0) continue;
      for await (const { rows } of batches) {
        for (const row of rows) {
          const number = ofTable.get(row.table);
          if (number === undefined || row.kind === 'filtered') continue;
          enqueue(queue, `${number}\t${row.line}\t${copyText(storableRaw(row.raw))}\n`);
        }
        await flush(queue, fullQueue);
      }
    }
    await flush(queue, 0);
    await settle();
  } finally {
    closeFiles(reopened);
  }
  await session.run(
    `UPDATE ${rejectionTable} AS r SET raw = t.raw FROM raw_text AS t
     WHERE r.raw IS NULL AND r.source_no = t.source_no AND r.line = t.line`,
  );
  await session.run('DROP TABLE raw_text');
}
