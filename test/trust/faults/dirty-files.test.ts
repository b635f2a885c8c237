// Dirty files through the whole of a load: every good row is in the tables, every bad one is in quarantine with its line and its
// reason, and a file that is bad as a whole is refused before anything is stored.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from '../../../src/load/load';
import { expectBalance } from '../../load/support/invariants';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { tellFigure } from '../support/tell-figure';

type Dirty = {
  readonly what: string;
  readonly file?: string;
  readonly content: string | Buffer;
  /** Line and code of each rejected row. */
  readonly rejected?: readonly string[];
  readonly stored: readonly string[];
};

const header = 'transaction_id,order_id,occurred_at,kind,revenue\n';
const row = (id: string, changed: Partial<Record<'at' | 'kind' | 'revenue' | 'order', string>> = {}): string =>
  `${id},${changed.order ?? 'o'},${changed.at ?? '2025-01-01T10:00:00Z'},${changed.kind ?? 'order'},${changed.revenue ?? '10'}\n`;
const [a, z] = [row('a'), row('z')];
const around = (bad: string): string => `${header}${a}${bad}${z}`;
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** The bad row is on line 3, between two good ones. */
const one = (what: string, bad: string, code: string): Dirty => ({
  what,
  content: around(bad),
  rejected: [`3 ${code}`],
  stored: ['a', 'z'],
});
const clean = (what: string, content: string | Buffer, stored: readonly string[] = ['a', 'z']): Dirty => ({
  what,
  content,
  stored,
});

const dirty: readonly Dirty[] = [
  clean('a byte order mark', `\uFEFF${header}${a}${z}`),
  clean('CRLF line ends', `${header}${a}${z}`.replaceAll('\n', '\r\n')),
  clean('mixed line ends', `${header.replace('\n', '\r')}${a.replace('\n', '\r\n')}${z}`),
  clean('no line end at the end', `${header}${a}${z}`.trimEnd()),
  clean('blank lines', `\n${header}\n${a}\n\n${z}\n`),
  clean('a line break and a quote in quotes', around('"m\n""x""",o,2025-01-01T10:00:00Z,order,10\n'), [
    'a',
    'm\n"x"',
    'z',
  ]),
  one('an unclosed quote', 'b,"o,2025-01-01T10:00:00Z,order,10\n', 'UNCLOSED_QUOTE'),
  one('text after a closing quote', 'b,"o"x,2025-01-01T10:00:00Z,order,10\n', 'STRAY_QUOTE'),
  one('a NUL character', row('b', { order: 'o\0o' }), 'NUL_CHARACTER'),
  {
    what: 'bytes that are not UTF-8',
    content: bytes(`${header}${a}b,`, [0xe9, 0xff], `,2025-01-01T10:00:00Z,order,10\n${z}`),
    rejected: ['3 INVALID_UTF8'],
    stored: ['a', 'z'],
  },
  one('a short row', 'b,o,2025-01-01T10:00:00Z\n', 'SHORT_ROW'),
  one('a long row', 'b,o,2025-01-01T10:00:00Z,order,10,20\n', 'LONG_ROW'),
  one('a cell of 10 MB', row('b', { order: 'x'.repeat(10_000_000) }), 'ROW_TOO_LONG'),
  one('the 30th of February', row('b', { at: '2025-02-30' }), 'INVALID_TIMESTAMP'),
  one('the 29th of February of no leap year', row('b', { at: '2025-02-29T10:00:00Z' }), 'INVALID_TIMESTAMP'),
  one('25 o’clock', row('b', { at: '2025-01-01T25:00:00Z' }), 'INVALID_TIMESTAMP'),
  one('a date written another way', row('b', { at: '31/12/2024' }), 'INVALID_TIMESTAMP'),
  one('a day before the calendar', row('b', { at: '1969-12-31T00:00:00Z' }), 'OUT_OF_CALENDAR'),
  one('a day after the calendar', row('b', { at: '2100-01-02T00:00:00Z' }), 'OUT_OF_CALENDAR'),
  one('no time at all', 'b,o,,order,10\n', 'REQUIRED'),
  one('1e400', row('b', { revenue: '1e400' }), 'INVALID_NUMBER'),
  one('NaN', row('b', { revenue: 'NaN' }), 'INVALID_NUMBER'),
  one('Infinity', row('b', { revenue: 'Infinity' }), 'INVALID_NUMBER'),
  one('a number with commas', row('b', { revenue: '"1,234.50"' }), 'INVALID_NUMBER'),
  one('a number in hexadecimal', row('b', { revenue: '0x10' }), 'INVALID_NUMBER'),
  one('more digits than are kept', row('b', { revenue: '1.00001' }), 'VALUE_TOO_PRECISE'),
  one('more than a number holds', row('b', { revenue: '100000000000000' }), 'INVALID_NUMBER'),
  one('no key', row(''), 'REQUIRED'),
  one('a key of 501 characters', row('k'.repeat(501)), 'VALUE_TOO_LONG'),
  one('a kind that there is not', row('b', { kind: 'sale' }), 'NOT_ALLOWED'),
  one('a kind in capitals', row('b', { kind: 'ORDER' }), 'NOT_ALLOWED'),
  one('a refund that is positive', row('b', { kind: 'refund' }), 'WRONG_SIGN'),
  {
    what: 'packed by gzip',
    file: 'transactions.csv.gz',
    content: gzipSync(around('b,o\n')),
    rejected: ['3 SHORT_ROW'],
    stored: ['a', 'z'],
  },
  {
    what: 'broken JSON',
    file: 'transactions.ndjson',
    content: `{"transaction_id":"a","order_id":"o","occurred_at":"2025-01-01","kind":"order","revenue":10}\n{"transaction_id":"b"\n{"transaction_id":"z","order_id":"o","occurred_at":"2025-01-01","kind":"order","revenue":10}\n`,
    rejected: ['2 INVALID_JSON'],
    stored: ['a', 'z'],
  },
];

const refused: readonly (readonly [what: string, file: string, content: string | Buffer, code: string])[] = [
  ['a duplicate header', 'transactions.csv', `transaction_id,${header}${a}`, 'DUPLICATE_COLUMN'],
  ['a header without a name', 'transactions.csv', `${header.trim()},\n${a}`, 'INVALID_HEADER'],
  ['a column that there is not', 'transactions.csv', `revenu,${header}x,${a}`, 'UNKNOWN_COLUMN'],
  ['a column missing', 'transactions.csv', 'transaction_id,order_id\na,o\n', 'MISSING_COLUMN'],
  ['an empty file', 'transactions.csv', '', 'EMPTY_FILE'],
  ['UTF-16', 'transactions.csv', Buffer.from(`\uFEFF${header}${a}`, 'utf16le'), 'WRONG_ENCODING'],
  [
    'an archive cut short',
    'transactions.csv.gz',
    gzipSync(`${header}${a.repeat(1_000)}`).subarray(0, 60),
    'CORRUPT_FILE',
  ],
];

let held = 0;
let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({});
});
afterEach(() => warehouse.drop());
afterAll(() =>
  tellFigure(
    `${held} of ${dirty.length + refused.length} defect classes through whole loads: each good row stored, each bad one quarantined with line and reason`,
  ),
);

async function folderOf(file: string, content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-dirty-'));
  await writeFile(join(folder, file), content);
  return folder;
}

const storedKeys = async (): Promise<readonly string[]> =>
  (await warehouse.pool.query<{ id: string }>('SELECT transaction_id AS id FROM fact_transaction ORDER BY 1')).rows.map(
    ({ id }) => id,
  );

test.each(dirty)('$what', async ({ file = 'transactions.csv', content, rejected = [], stored }) => {
  await load(warehouse, { path: await folderOf(file, content) });
  expect(await storedKeys()).toEqual(stored);
  const { rows } = await warehouse.pool.query<{ line: number; code: string; message: string; raw: string }>(
    'SELECT line, code, message, raw FROM load_rejection ORDER BY line',
  );
  expect(rows.map(({ line, code }) => `${line} ${code}`)).toEqual(rejected);
  for (const { message, raw } of rows) {
    expect(message).toMatch(/[.?]$/);
    expect(raw.length).toBeGreaterThan(0);
  }
  await expectBalance(warehouse);
  held += 1;
});

test.each(refused)('%s is refused as a whole', async (_, file, content, code) => {
  await expect(load(warehouse, { path: await folderOf(file, content) })).rejects.toMatchObject({ code });
  expect(await storedKeys()).toEqual([]);
  held += 1;
});
