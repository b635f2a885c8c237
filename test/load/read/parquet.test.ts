// Parquet files written by DuckDB: rows in their order, values as exact text, what is nested refused where something reads it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { folderWith, readLoad, refusal, removeFolders } from './read-load';
import { zipOf } from './zip-file';

afterAll(removeFolders);

async function parquet(select: string): Promise<Buffer> {
  const path = join(await folderWith({}), 'made.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(path);
}

const mapping = (value: string, format?: object) => ({
  files: [
    { file: 'in*', format, tables: [{ table: 'products', columns: { product_id: '{id}', name: `{${value}}` } }] },
  ],
});
const values = (read: Awaited<ReturnType<typeof readLoad>>) =>
  read.good.map(({ line, values: given }) => [line, ...Object.values(given)]);

const types = `SELECT 'a' AS id, DATE '2026-05-09' AS day, TIMESTAMP '2026-05-09 13:00:00.25' AS moment,
  TIMESTAMPTZ '2026-05-09 13:00:00+08' AS instant, 1234567890123.45::DECIMAL(18, 2) AS money, 9007199254740993::BIGINT AS large,
  0.1::DOUBLE AS fraction, 1e22::DOUBLE AS huge, 5::DOUBLE AS whole, true AS flag, '' AS nothing, NULL::INTEGER AS none,
  ['x', NULL, 'y'] AS tags, {'n': 1} AS nested, [{'n': 1}] AS nests, 'é汉'::VARCHAR AS "a ""b"""`;

test.each([
  ['day', '2026-05-09'],
  ['moment', '2026-05-09T13:00:00.25'],
  ['instant', '2026-05-09T05:00:00Z'],
  ['money', '1234567890123.45'],
  ['large', '9007199254740993'],
  ['fraction', '0.1'],
  ['huge', '10000000000000000000000'],
  ['whole', '5'],
  ['flag', 'true'],
  ['nothing', null],
  ['none', null],
  ['tags', 'x;y'],
  ['a "b"', 'é汉'],
])('%s is %s', async (column, text) => {
  expect(values(await readLoad({ 'in.parquet': await parquet(types) }, mapping(column)))).toEqual([[1, 'a', text]]);
});

test.each(['nested', 'nests'])('%s is refused with its row', async (column) => {
  const read = await readLoad({ 'in.parquet': await parquet(types) }, mapping(column));
  expect(read.good).toEqual([]);
  expect(read.rejected).toMatchObject([{ line: 1, code: 'INVALID_JSON_SHAPE', column }]);
});

test('rows keep their order over chunks, plain, packed, in an archive, and are given again', async () => {
  const content = await parquet(`SELECT 'p' || range AS product_id, 'n' AS name FROM range(10000)`);
  const ways: Readonly<Record<string, Buffer>> = {
    'products.parquet': content,
    'products.parquet.gz': gzipSync(content),
    'x[1].zip': zipOf({ 'products.parquet': content }),
  };
  for (const [file, bytes] of Object.entries(ways)) {
    const { good, opened } = await readLoad({ [file]: bytes });
    expect(good.length).toBe(10_000);
    expect(good.every(({ line, values: { product_id: id } }) => id === `p${line - 1}`)).toBe(true);
    let rows = 0;
    for await (const batch of opened[0]!.batches) rows += batch.rows.length;
    expect(rows).toBe(10_000);
  }
});

test('the characters of patterns in its name are those characters', async () => {
  const content = await parquet(`SELECT 'a' AS id, 'b' AS name`);
  expect(values(await readLoad({ "in[1]*?'{x}.parquet": content }, mapping('name')))).toEqual([[1, 'a', 'b']]);
});

test('without a mapping its columns are those of the table', async () => {
  const content = await parquet(`SELECT 'a' AS product_id, 1 AS nmae`);
  expect(await refusal({ 'products.parquet': content })).toContain(
    'UNKNOWN_COLUMN: The column nmae of products.parquet (line 1) is not in the load format. Did you mean name?',
  );
});

test('a damaged file and a format that does not go with it are refused', async () => {
  const content = await parquet(`SELECT range AS product_id FROM range(1000)`);
  for (const damaged of [content.subarray(0, -9), Buffer.from('product_id\n'), Buffer.alloc(0)]) {
    expect(await refusal({ 'products.parquet': damaged })).toMatch(
      /^CORRUPT_FILE: The file products\.parquet is damaged or cut short: /,
    );
  }
  expect(await refusal({ 'in.parquet': content }, mapping('product_id', { skipLines: 1 }))).toContain(
    'files[0].format.skipLines does not go with in.parquet, which is a Parquet file.',
  );
});
