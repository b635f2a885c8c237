// One after another out of PostgreSQL and into DuckDB: while the rows of one are written, those of the next are read.
import type { RowsInFile } from './copy-rows';

/** In their order. What was read and cannot be written any more is removed. */
export async function readAhead<Item>(
  items: readonly Item[],
  read: (item: Item) => Promise<RowsInFile>,
  write: (item: Item, rows: RowsInFile) => Promise<void>,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  for (const item of items) {
    const [rows, before] = await Promise.allSettled([read(item), writing]);
    if (before.status === 'rejected') {
      if (rows.status === 'fulfilled') await rows.value.remove();
      throw before.reason;
    }
    if (rows.status === 'rejected') throw rows.reason;
    writing = write(item, rows.value);
    // It is waited for by the next, or below.
    writing.catch(() => undefined);
  }
  await writing;
}
