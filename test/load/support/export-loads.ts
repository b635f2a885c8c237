// Loads of a foreign export for tests: files of sales, visits and costs, whose rows may say that they are gone, and the mapping
// that reads them.
import { join } from 'node:path';
import { load } from '../../../src/load/load';
import type { Warehouse } from '../../../src/warehouse/warehouse';
import { csv, loadFolder } from './load-folder';
import type { Row } from './random-load';

const gone = { deleted: { column: 'gone', equals: 'yes' } };

/** The rule of each file. */
export const exportRules = {
  'sales.csv': {
    file: 'sales*.csv',
    tables: [
      {
        table: 'transactions',
        where: { column: 'id', notEquals: 'total' },
        ...gone,
        columns: {
          transaction_id: '{id}',
          order_id: '{id}',
          occurred_at: '{at}',
          kind: { value: '{who}', map: { refunded: 'refund' }, default: 'order' },
          revenue: '{amount}',
          customer_id: '{who}',
        },
      },
    ],
  },
  'visits.csv': {
    file: 'visits.csv',
    tables: [
      {
        table: 'interactions',
        ...gone,
        columns: { interaction_id: '{id}', occurred_at: '{at}', kind: 'touch', customer_id: '{who}' },
      },
    ],
  },
  'costs.csv': {
    file: 'costs.csv',
    tables: [
      {
        table: 'spend',
        ...gone,
        columns: { spend_id: '{id}', date: '{at}', purpose: 'sales', amount: '{amount}', channel_id: '{who}' },
      },
    ],
  },
} as const;

export type ExportFile = keyof typeof exportRules;
export type ExportRow = Row & { readonly id: string };

/** A row as its file has it; `more` replaces cells. */
export const line = (id: string, more: Row = {}): ExportRow => ({
  id,
  at: '2025-03-01',
  amount: 10,
  who: 'anna',
  gone: null,
  ...more,
});
export const flag = (id: string): ExportRow => line(id, { at: null, amount: null, who: null, gone: 'yes' });

export type ExportOptions = {
  /** The name of the export; null: the files are a part of something. */
  readonly replaces?: string | null;
  /** Load this file alone. */
  readonly only?: string;
};

/** Writes the files with a mapping of them, and gives the folder and the mapping's path. */
export async function exportFolder(
  files: Readonly<Partial<Record<string, readonly Row[]>>>,
  { replaces = 'shop' }: ExportOptions = {},
): Promise<{ readonly path: string; readonly mapping: string }> {
  const kinds = (Object.keys(exportRules) as ExportFile[]).filter((kind) =>
    Object.keys(files).some((name) => name.startsWith(kind.replace('.csv', ''))),
  );
  const path = await loadFolder(
    Object.fromEntries(
      Object.entries(files).map(([name, rows]) => [name, csv(rows!, ['id', 'at', 'amount', 'who', 'gone'])]),
    ),
  );
  const content = {
    ...(replaces === null ? {} : { replaces }),
    files: kinds.map((kind) => exportRules[kind]),
  };
  const folder = await loadFolder({ 'mapping.json': JSON.stringify(content) });
  return { path, mapping: join(folder, 'mapping.json') };
}

export async function loadExport(
  warehouse: Warehouse,
  files: Readonly<Partial<Record<string, readonly Row[]>>>,
  options: ExportOptions = {},
) {
  const { path, mapping } = await exportFolder(files, options);
  return load(warehouse, { path: options.only === undefined ? path : join(path, options.only), mapping });
}
