// Which calls are stored at once: neighbours that store rows and have no row of the same key. A later call replaces what an
// earlier one stored, so where they meet, one is after the other. A call of somebody who sees some customers is alone: whom its
// rows are about is looked at before and after.
import type { IngestCall } from './ingest-call';
import type { DeleteCall } from './store-deletion';
import type { RowsCall } from './store-rows';

export type Batch =
  | { readonly kind: 'rows'; readonly calls: readonly [RowsCall, ...RowsCall[]] }
  | { readonly kind: 'delete'; readonly calls: readonly [DeleteCall] };

/** The column by which rows of a table may be the same row. */
const column = { customers: 'customer_id', interactions: 'interaction_id', transactions: 'transaction_id' } as const;

const keysOf = ({ table, rows }: RowsCall): readonly string[] =>
  rows.map((row) => `${table} ${String(row[column[table]])}`);

/** The calls in their order. */
export function batchesOf(calls: readonly IngestCall[]): readonly Batch[] {
  const batches: Batch[] = [];
  let open: [RowsCall, ...RowsCall[]] | null = null;
  let keys = new Set<string>();
  for (const call of calls) {
    if (call.kind === 'delete') {
      batches.push({ kind: 'delete', calls: [call] });
      open = null;
      continue;
    }
    if (call.seen != null) {
      batches.push({ kind: 'rows', calls: [call] });
      open = null;
      continue;
    }
    const own = keysOf(call);
    if (open !== null && own.every((key) => !keys.has(key))) open.push(call);
    else {
      open = [call];
      keys = new Set();
      batches.push({ kind: 'rows', calls: open });
    }
    for (const key of own) keys.add(key);
  }
  return batches;
}
