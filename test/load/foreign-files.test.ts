// Workbooks, documents and Parquet, in archives or beside them, load like CSV, through to the warehouse: each row is counted once,
// and what is refused keeps its place and its text, also where it is refused after it was read.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../../src/load/load';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { sheetRow, workbookOf, zipOf } from './read/zip-file';
import { expectBalance } from './support/invariants';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(async () => {
  await expectBalance(warehouse);
  await warehouse.drop();
});

async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-load-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

test('all of them feed one load', async () => {
  const header = ['transaction_id', 'order_id', 'occurred_at', 'kind', 'revenue', 'customer_id'];
  const book = workbookOf([
    {
      name: 'Orders',
      rows: [
        sheetRow(1, header),
        // 9 May 2026, 13:00, as a date of the sheet.
        `<row r="3"><c r="A3" t="inlineStr"><is><t>t1</t></is></c><c r="B3"><v>1</v></c><c r="C3" s="1"><v>46151.541666666664</v></c><c r="D3" t="inlineStr"><is><t>order</t></is></c><c r="E3"><v>12.5</v></c><c r="F3" t="inlineStr"><is><t>ada</t></is></c></row>`,
        sheetRow(4, ['t2', 2, '2026-05-10', 'ordr', 5, 'ada']),
        `<row r="5"><c r="A5" t="inlineStr"><is><t>t3</t></is></c><c r="E5" t="e"><v>#N/A</v></c></row>`,
      ].join(''),
    },
  ]);
  const folder = await folderWith({
    'all.zip': zipOf({
      'export/transactions.xlsx': book,
      'customers.json': '[{"customer_id":"ada","city":"Kiel"},{"customer_id":"bo","ctiy":"x"}]',
    }),
    'transactions.csv': `${header.join(',')}\nt4,4,2026-05-11,order,7,ada\n`,
  });
  for (const outcome of ['inserted', 'unchanged'] as const) {
    const { counts, passedOver } = await load(warehouse, { path: folder });
    expect(passedOver).toEqual([]);
    expect(counts.map((count) => [count.file, count.read, count[outcome], count.quarantined])).toEqual([
      ['customers.json', 2, 1, 1],
      ['transactions.xlsx', 3, 1, 2],
      ['transactions.csv', 1, 1, 0],
    ]);
  }
  const { rows } = await warehouse.pool.query(
    'SELECT file, line::int, code, raw FROM load_rejection WHERE load_id = 1 ORDER BY file, line',
  );
  expect(rows).toEqual([
    { file: 'customers.json', line: 2, code: 'UNKNOWN_COLUMN', raw: '{"customer_id":"bo","ctiy":"x"}' },
    { file: 'transactions.xlsx', line: 4, code: 'NOT_ALLOWED', raw: 't2,2,2026-05-10,ordr,5,ada' },
    { file: 'transactions.xlsx', line: 5, code: 'CELL_ERROR', raw: 't3,,,,#N/A' },
  ]);
});

test('a workbook that is none ends the load, and nothing is loaded', async () => {
  const folder = await folderWith({ 'customers.csv': 'customer_id\nada\n', 'transactions.xlsx': 'PK' });
  await expect(load(warehouse, { path: folder })).rejects.toMatchObject({ code: 'CORRUPT_FILE' });
});
