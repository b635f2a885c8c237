// What statements on DuckDB give, type by type, and what they are given.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Temporal } from 'temporal-polyfill';
import { selectRows } from '../../../src/engine/replica/duckdb-connection';
import type { ParameterValue } from '../../../src/sql/fragment';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** The one column of a statement. */
const column = async (sql: string, parameters: readonly ParameterValue[] = []) =>
  (await selectRows(connection, sql, parameters)).map(([value]) => value);

/** The values of literals of one type, one a row, and null after them. */
const cast = (type: string, literals: readonly string[]) =>
  column(`SELECT value FROM (VALUES ${[...literals, 'NULL'].map((each, at) => `(${at}, (${each})::${type})`).join(', ')})
    AS given (place, value) ORDER BY place`);

test.each<[string, readonly string[], readonly unknown[]]>([
  ['BOOLEAN', ['true', 'false'], [true, false]],
  ['SMALLINT', ['-32768', '0', '32767'], [-32_768, 0, 32_767]],
  ['INTEGER', ['-2147483648', '0', '2147483647'], [-2_147_483_648, 0, 2_147_483_647]],
  ['DOUBLE', ['0.1', '-2.5e300', '0', '1e-7'], [0.1, -2.5e300, 0, 1e-7]],
  ['VARCHAR', ["'north'", "''", "'北京市'", "'👩‍👩‍👧 🎉'", "'it''s'"], ['north', '', '北京市', '👩‍👩‍👧 🎉', "it's"]],
  ['VARCHAR', ["repeat('长', 5000)"], ['长'.repeat(5_000)]],
  ['DATE', ["'2026-02-28'", "'0001-01-01'", "'9999-12-31'"], ['2026-02-28', '0001-01-01', '9999-12-31']],
])('of %s come %s, and null', async (type, literals, expected) => {
  expect(await cast(type, literals)).toEqual([...expected, null]);
});

describe('whole numbers', () => {
  test.each(['BIGINT', 'HUGEINT'])('of %s are numbers as far as numbers are exact, and text beyond', async (type) => {
    const literals = ['0', '-7', '9007199254740991', '-9007199254740991', '9007199254740992', '-9007199254740993'];
    expect(await cast(type, literals)).toEqual([
      0,
      -7,
      9_007_199_254_740_991,
      -9_007_199_254_740_991,
      '9007199254740992',
      '-9007199254740993',
      null,
    ]);
  });

  test('are told to the last digit, however long', async () => {
    expect(await cast('BIGINT', ['9223372036854775807', '-9223372036854775808'])).toEqual([
      '9223372036854775807',
      '-9223372036854775808',
      null,
    ]);
    expect(await cast('HUGEINT', ["'170141183460469231731687303715884105727'"])).toEqual([
      '170141183460469231731687303715884105727',
      null,
    ]);
  });

  test('of counts and sums are what they are: both are longer types', async () => {
    expect(
      await selectRows(connection, 'SELECT count(*), sum(n), typeof(sum(n)) FROM range(4) AS numbers (n)'),
    ).toEqual([[4, 6, 'HUGEINT']]);
  });
});

describe('exact numbers', () => {
  // DuckDB keeps up to 4 digits in 16 bits, 9 in 32, 18 in 64 and 38 in 128.
  test.each([
    [
      'DECIMAL(4,2)',
      ['12.34', '-0.05', '0.05', '0', '-99.99', '7'],
      ['12.34', '-0.05', '0.05', '0.00', '-99.99', '7.00'],
    ],
    ['DECIMAL(9,4)', ['12345.6789', '-0.0001', '0', '-12345.6789'], ['12345.6789', '-0.0001', '0.0000', '-12345.6789']],
    [
      'DECIMAL(18,4)',
      ['12345678901234.5678', '-0.05', '0', '-12345678901234.5678'],
      ['12345678901234.5678', '-0.0500', '0.0000', '-12345678901234.5678'],
    ],
    [
      'DECIMAL(38,4)',
      ["'1234567890123456789012345678901234.5678'", '-0.05', '0', "'-1234567890123456789012345678901234.5678'"],
      ['1234567890123456789012345678901234.5678', '-0.0500', '0.0000', '-1234567890123456789012345678901234.5678'],
    ],
    ['DECIMAL(4,0)', ['1234', '0', '-5'], ['1234', '0', '-5']],
    ['DECIMAL(9,0)', ['123456789', '0', '-5'], ['123456789', '0', '-5']],
    ['DECIMAL(18,0)', ['123456789012345678', '0', '-5'], ['123456789012345678', '0', '-5']],
    ['DECIMAL(38,0)', ["'12345678901234567890'", '0', '-5'], ['12345678901234567890', '0', '-5']],
    ['DECIMAL(4,4)', ['0.1234', '-0.0001'], ['0.1234', '-0.0001']],
    ['DECIMAL(38,38)', ["'0.00000000000000000000000000000000000001'"], ['0.00000000000000000000000000000000000001']],
  ])('of %s are text with every digit', async (type, literals, expected) => {
    expect(await cast(type, literals)).toEqual([...expected, null]);
  });
});

test('instants are text to the microsecond', async () => {
  const [east, late, none] = (await cast('TIMESTAMPTZ', [
    "'2026-03-01 10:00:00.123456+08:00'",
    "'2026-12-31 23:59:59.999999+00:00'",
  ])) as string[];
  const instant = (text: string | undefined) => Temporal.Instant.from(text!.replace(' ', 'T')).toString();
  expect([instant(east), instant(late), none]).toEqual([
    '2026-03-01T02:00:00.123456Z',
    '2026-12-31T23:59:59.999999Z',
    null,
  ]);
});

test('lists are arrays, with what is missing in them', async () => {
  expect(await column("SELECT * FROM (VALUES (['北', 'b', NULL]), ([]::VARCHAR[]), (NULL)) AS lists (list)")).toEqual([
    ['北', 'b', null],
    [],
    null,
  ]);
});

test('columns of several types stand side by side in a row', async () => {
  expect(await selectRows(connection, "SELECT 1, 'a', 1.50::DECIMAL(18,4), NULL, DATE '2026-01-01', true")).toEqual([
    [1, 'a', '1.5000', null, '2026-01-01', true],
  ]);
});

test('no rows are no rows', async () => {
  expect(await selectRows(connection, 'SELECT 1 WHERE false')).toEqual([]);
});

// DuckDB gives 2,048 rows at once.
test.each([2_048, 2_049, 10_500])('%i rows come whole and in order', async (count) => {
  const rows = await selectRows(
    connection,
    `SELECT n, 'member ' || n, (n / 100)::DECIMAL(18,2), CASE WHEN n % 3 > 0 THEN n END
     FROM range(${count}) AS numbers (n) ORDER BY n`,
  );
  expect(rows).toHaveLength(count);
  rows.forEach((row, n) => {
    expect(row).toEqual([n, `member ${n}`, (n / 100).toFixed(2), n % 3 > 0 ? n : null]);
  });
});

describe('parameters', () => {
  test('are texts, numbers, truth values and nothing', async () => {
    expect(
      await selectRows(connection, 'SELECT $1::VARCHAR, $2::INTEGER, $3::DOUBLE, $4::BOOLEAN, $5::VARCHAR, $6::DATE', [
        "o'北🎉",
        -3,
        0.25,
        false,
        null,
        '2026-02-28',
      ]),
    ).toEqual([["o'北🎉", -3, 0.25, false, null, '2026-02-28']]);
  });

  test('are lists of texts', async () => {
    const named =
      'SELECT member FROM (VALUES (1, $1), (2, $2), (3, $3)) AS given (place, member) WHERE member IN (SELECT unnest($4::VARCHAR[])) ORDER BY place';
    expect(await column(named, ['north', '北', 'south', ['北', 'south', 'elsewhere']])).toEqual(['北', 'south']);
  });

  test('are lists of whole numbers', async () => {
    expect(await column('SELECT ($1::INTEGER[])[2]', [[10, 20, 30]])).toEqual([20]);
    expect(await column('SELECT list_sum($1::INTEGER[])', [[10, 20, 30]])).toEqual([60]);
  });

  test('are lists of days, given as texts', async () => {
    expect(await column('SELECT ($1::DATE[])[1] + 1', [['2026-02-28', '2026-03-05']])).toEqual(['2026-03-01']);
  });

  test.each(['VARCHAR', 'INTEGER'])('are empty lists of %s', async (type) => {
    expect(await column(`SELECT len($1::${type}[])`, [[]])).toEqual([0]);
  });
});
