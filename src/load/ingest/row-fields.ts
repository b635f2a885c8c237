// How the API names the columns of the load format: order_id is orderId.
import { loadFormat } from '../format/load-format';
import type { IngestRow, IngestTable } from './ingest-call';

export const fieldOf = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A row whose cells stand under the names of fields. */
export type FieldRow = IngestRow;

/** The same row by the columns of the load format. */
export function byColumns(table: IngestTable, row: FieldRow): IngestRow {
  const cells: Record<string, IngestRow[string]> = {};
  for (const { name } of loadFormat[table].columns) {
    const value = row[fieldOf(name)];
    if (value !== undefined) cells[name] = value;
  }
  return cells;
}
