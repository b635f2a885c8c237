// What each kind of expression is in SQL, on both engines, and what it comes to where it is executed.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Client } from 'pg';
import {
  and,
  choose,
  coalesce,
  column,
  columnsOf,
  compare,
  type Expression,
  elapsed,
  isKnown,
  isNull,
  literal,
  minus,
  nineDecimals,
  not,
  oneOf,
  or,
  parameter,
  plus,
} from '../../src/model/expression';
import { compileExpression, type ExpressionScope } from '../../src/sql/compile-expression';
import type { Dialect } from '../../src/sql/dialect';
import { duckdbDialect } from '../../src/sql/duckdb';
import { bind, name, render, sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres';

const scope = (dialect: Dialect): ExpressionScope => ({
  dialect,
  column: (id) => name('fact', id),
  parameter: (id) =>
    bind(id === 'slaSeconds' ? 3600 : '2025-07-01T00:00:00Z', id === 'slaSeconds' ? 'integer' : 'timestamptz'),
});
const written = (expression: Expression, dialect: Dialect = postgresDialect) =>
  render(compileExpression(expression, scope(dialect)));

describe('in every dialect', () => {
  it.each<[string, Expression, string]>([
    ['column', column('revenue'), 'fact.revenue'],
    ['number', literal(1.5), '1.5'],
    ['boolean', literal(false), 'FALSE'],
    ['text', literal(`it's`), `'it''s'`],
    ['compare', compare('score', '>=', 9), 'fact.score >= 9'],
    ['compare with a text', compare('kind', '<>', literal('refund')), `fact.kind <> 'refund'`],
    ['in', oneOf('kind', 'order', 'renewal'), `fact.kind IN ('order', 'renewal')`],
    ['isNull', isNull('category'), 'fact.category IS NULL'],
    ['isKnown', isKnown('category'), 'fact.category IS NOT NULL'],
    ['not', not(oneOf('kind', 'stage')), `NOT (fact.kind IN ('stage'))`],
    ['and', and(isNull('a'), isKnown('b')), '(fact.a IS NULL AND fact.b IS NOT NULL)'],
    [
      'or within and',
      and(isNull('a'), or(isNull('b'), isNull('c'))),
      '(fact.a IS NULL AND (fact.b IS NULL OR fact.c IS NULL))',
    ],
    ['and of one', and(isNull('a')), 'fact.a IS NULL'],
    ['plus', plus('a', 1), '(fact.a + 1)'],
    ['minus a coalesce', minus('revenue', coalesce('cost', 0)), '(fact.revenue - coalesce(fact.cost, 0))'],
    ['choose', choose(compare('profit', '>', 0), 'profit', 0), 'CASE WHEN fact.profit > 0 THEN fact.profit ELSE 0 END'],
  ])('%s', (_title, expression, expected) => {
    expect(written(expression)).toEqual({ text: expected, parameters: [], reads: [] });
    expect(written(expression, duckdbDialect)).toEqual({ text: expected, parameters: [], reads: [] });
  });

  it('a parameter is bound', () => {
    expect(written(compare('response_seconds', '<=', parameter('slaSeconds')))).toEqual({
      text: 'fact.response_seconds <= CAST($1 AS integer)',
      parameters: [3600],
      reads: [],
    });
  });
});

describe('where engines differ', () => {
  const inWords = (dialect: Dialect) => ({
    elapsed: written(elapsed('a', 'b'), dialect).text,
    byCodePoint: render(dialect.byCodePoint(sql`city`)).text,
    median: render(dialect.percentile(sql`seconds`, 0.5)).text,
  });

  it('PostgreSQL', () => {
    expect(inWords(postgresDialect)).toEqual({
      elapsed: 'CAST(extract(epoch FROM (fact.b - fact.a)) * 1000000 AS bigint)',
      byCodePoint: 'city COLLATE "C"',
      median: 'percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(seconds AS double precision))',
    });
  });

  it('DuckDB', () => {
    expect(inWords(duckdbDialect)).toEqual({
      elapsed: '(epoch_us(fact.b) - epoch_us(fact.a))',
      byCodePoint: 'city',
      median: 'quantile_cont(CAST(seconds AS double precision), 0.5)',
    });
  });
});

describe('executed', () => {
  let client: Client;
  let duckdb: { readonly instance: DuckDBInstance; readonly connection: DuckDBConnection };
  beforeAll(async () => {
    client = new Client({ connectionString: process.env.ASTROLABE_TEST_CLUSTER_URL });
    await client.connect();
    const instance = await DuckDBInstance.create(':memory:');
    duckdb = { instance, connection: await instance.connect() };
  });
  afterAll(async () => {
    await client.end();
    duckdb.connection.closeSync();
    duckdb.instance.closeSync();
  });

  /** The value of a fragment over some rows, on PostgreSQL and on DuckDB, as text. */
  async function onBoth(of: (dialect: Dialect) => ReturnType<typeof sql>, rows: string): Promise<readonly unknown[]> {
    const query = (dialect: Dialect) =>
      `${render(sql`SELECT CAST(${of(dialect)} AS text) FROM `).text}(VALUES ${rows}) AS fact (a, b)`;
    const { rows: found } = await client.query({ text: query(postgresDialect), rowMode: 'array' });
    const reader = await duckdb.connection.runAndReadAll(query(duckdbDialect));
    return [found.flat(), reader.getRowsJson().flat()];
  }
  const evaluated = (expression: Expression, rows: string) =>
    onBoth((dialect) => compileExpression(expression, scope(dialect)), rows);

  it.each<[string, Expression, string, readonly (string | null)[]]>([
    [
      'elapsed keeps microseconds, over daylight saving time and centuries',
      elapsed('a', 'b'),
      `(TIMESTAMPTZ '2025-03-30 00:00:00+01', TIMESTAMPTZ '2025-03-31 00:00:00.000001+02'),
       (TIMESTAMPTZ '1970-01-01 00:00:00Z', TIMESTAMPTZ '2099-12-31 23:59:59.999999Z'),
       (TIMESTAMPTZ '2025-01-02 00:00:00Z', TIMESTAMPTZ '2025-01-01 00:00:00Z'),
       (NULL, TIMESTAMPTZ '2025-01-01 00:00:00Z')`,
      ['82800000001', '4102444799999999', '-86400000000', null],
    ],
    [
      'a comparison with null is unknown, and so is its negation',
      choose(not(compare('a', '=', column('b'))), literal('apart'), literal('not apart')),
      '(1, 2), (1, 1), (NULL, 1), (NULL, NULL)',
      ['apart', 'not apart', 'not apart', 'not apart'],
    ],
    [
      'null and false is false, null or true is true',
      choose(
        and(compare('a', '=', 1), compare('b', '=', 1)),
        1,
        choose(or(compare('a', '=', 1), compare('b', '=', 1)), 2, 3),
      ),
      '(1, 1), (NULL, 1), (NULL, 2), (NULL, NULL)',
      ['1', '2', '3', '3'],
    ],
    [
      'money is exact',
      minus('a', coalesce('b', 0)),
      `(CAST('0.3000' AS numeric(18,4)), CAST('0.1000' AS numeric(18,4))), (CAST('99999999999999.9999' AS numeric(18,4)), NULL)`,
      ['0.2000', '99999999999999.9999'],
    ],
    [
      'a double is a decimal of nine digits, half of the last one rounded away from zero',
      nineDecimals('a'),
      `(CAST(0.1 AS double precision), 0), (CAST(0.0009765625 AS double precision), 0), (CAST(1e-10 AS double precision), 0),
       (CAST(1234567.890625 AS double precision), 0), (NULL, 0)`,
      ['0.100000000', '0.000976563', '0.000000000', '1234567.890625000', null],
    ],
  ])('%s', async (_title, expression, rows, expected) => {
    expect(await evaluated(expression, rows)).toEqual([expected, expected]);
  });

  it('percentiles interpolate linearly and leave nulls out', async () => {
    const rows = `(CAST('1' AS numeric(18,6)), 0), (CAST('2' AS numeric(18,6)), 0), (NULL, 0), (CAST('4' AS numeric(18,6)), 0), (CAST('10' AS numeric(18,6)), 0)`;
    const percentile = (fraction: number) => onBoth((dialect) => dialect.percentile(sql`fact.a`, fraction), rows);
    const numbers = async (fraction: number) => (await percentile(fraction)).flat().map(Number);
    // Of 1, 2, 4, 10: half-way between 2 and 4; 0.7 of the way from 4 to 10.
    expect(await numbers(0.5)).toEqual([3, 3]);
    expect(await numbers(0.9)).toEqual([expect.closeTo(8.2, 12), expect.closeTo(8.2, 12)]);
  });

  it('so that doubles add up exactly, in whatever order', async () => {
    const rows = `(CAST(1e9 AS double precision), 0), (CAST(0.1 AS double precision), 0), (CAST(0.2 AS double precision), 0)`;
    const sum = (dialect: Dialect) => sql`sum(${compileExpression(nineDecimals('a'), scope(dialect))})`;
    expect(await onBoth(sum, rows)).toEqual([['1000000000.300000000'], ['1000000000.300000000']]);
  });

  it('texts compare by code point', async () => {
    const rows = `('a', 'B'), ('ä', 'z'), ('上', 'z')`;
    const greater = (dialect: Dialect) => sql`(${dialect.byCodePoint(sql`fact.a`)} > fact.b)`;
    expect(await onBoth(greater, rows)).toEqual([
      ['true', 'true', 'true'],
      ['true', 'true', 'true'],
    ]);
  });
});

it('reads every column it names', () => {
  const expression = choose(
    and(compare('a', '>', column('b')), or(isNull('c'), oneOf('d', 'x')), not(compare('e', '=', parameter('now')))),
    plus(coalesce('f', 0), 'g'),
    nineDecimals(elapsed('h', 'i')),
  );
  expect(columnsOf(expression)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  expect(columnsOf(literal(1))).toEqual([]);
});
