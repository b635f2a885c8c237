// A warehouse with its door for single calls, and what tests ask of it.
import { type Ingest, ingestInto } from '../../../src/load/ingest/ingest';
import type { DeleteTable, IngestResult, IngestRow, IngestTable } from '../../../src/load/ingest/ingest-call';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import type { Row } from '../support/random-load';

export type Door = {
  readonly warehouse: TestWarehouse;
  readonly ingest: Ingest;
  readonly send: (table: IngestTable, rows: readonly IngestRow[], idempotencyKey?: string) => Promise<IngestResult>;
  readonly remove: (table: DeleteTable, ids: readonly string[], idempotencyKey?: string) => Promise<IngestResult>;
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
};

export const doorOf = (warehouse: TestWarehouse): Door => {
  const ingest = ingestInto(warehouse);
  return {
    warehouse,
    ingest,
    send: (table, rows, idempotencyKey) =>
      ingest({ kind: 'rows', name: `ingest ${table}`, table, rows, idempotencyKey }),
    remove: (table, ids, idempotencyKey) =>
      ingest({ kind: 'delete', name: `delete ${table}`, table, ids, idempotencyKey }),
    query: async (sql) => (await warehouse.pool.query(sql)).rows,
  };
};

export const openDoor = async (timeZone = 'Europe/Berlin'): Promise<Door> =>
  doorOf(await createTestWarehouse({ timeZone, lostAfterDays: 120, dormantAfterDays: 48 }));

/** A line of an order; `more` adds and replaces cells. */
export const sale = (id: string, more: IngestRow = {}): IngestRow => ({
  transaction_id: id,
  order_id: `order of ${id}`,
  occurred_at: '2025-03-01T10:00:00Z',
  kind: 'order',
  revenue: '10',
  ...more,
});

/** A row of a file as it is sent: every cell as text. */
export const sent = (row: Row): IngestRow =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? null : String(value)]));
