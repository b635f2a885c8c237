// What a dialect says of days: their order among borders, before the first and after the last too, and the first of their month.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Client } from 'pg';
import { selectRows } from '../../src/engine/replica/duckdb-connection';
import type { Dialect } from '../../src/sql/dialect';
import { duckdbDialect } from '../../src/sql/duckdb';
import { bind, type Fragment, name, type RenderedSql, render, sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres';

let client: Client;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  client = new Client({ connectionString: process.env.ASTROLABE_TEST_CLUSTER_URL });
  await client.connect();
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(async () => {
  await client.end();
  connection.closeSync();
  instance.closeSync();
});

type Run = (statement: RenderedSql) => Promise<readonly (readonly unknown[])[]>;
const engines: readonly (readonly [string, Dialect, Run])[] = [
  [
    'PostgreSQL',
    postgresDialect,
    async ({ text, parameters }) =>
      (await client.query<unknown[]>({ text, values: [...parameters], rowMode: 'array' })).rows,
  ],
  ['DuckDB', duckdbDialect, ({ text, parameters }) => selectRows(connection, text, parameters)],
];

/** Every day of 1968 to 1972, as text. */
const days = Array.from({ length: 5 * 365 + 2 }, (_, place) =>
  new Date(Date.UTC(1968, 0, 1 + place)).toISOString().slice(0, 10),
);
/** The value for each day, in their order. */
const ofDays = async (value: Fragment, run: Run): Promise<readonly unknown[]> =>
  (
    await run(
      render(sql`SELECT ${value} FROM (SELECT unnest(${bind(days, 'date[]')}) AS day) AS each_day ORDER BY day`),
    )
  ).map(([first]) => first);

const day = name('day');

describe.each(engines)('on %s', (engine, dialect, run) => {
  it.each([
    ['days', ['1970-01-01', '1970-01-02', '1970-01-03']],
    ['weeks', ['1969-12-29', '1970-01-05', '1970-01-12', '1970-01-19']],
    ['months', ['1969-12-01', '1970-01-01', '1970-02-01', '1970-03-01']],
    ['quarters', ['1969-10-01', '1970-01-01', '1970-04-01']],
    ['years', ['1969-01-01', '1970-01-01', '1971-01-01', '1972-01-01']],
    ['a year from April', ['1969-04-01', '1970-04-01', '1971-04-01']],
  ])('days among borders of %s are in order, and equal between two', async (_title, borders) => {
    const order = (await ofDays(dialect.orderAmong(day, borders)!, run)) as readonly number[];
    days.forEach((each, place) => {
      if (place === 0) return;
      const before = days[place - 1]!;
      const isWithin = before >= borders[0]! && each < borders.at(-1)!;
      if (borders.includes(each)) expect(order[place]).toBeGreaterThan(order[place - 1]!);
      else if (isWithin) expect(order[place]).toBe(order[place - 1]);
      else expect(order[place]).toBeGreaterThanOrEqual(order[place - 1]!);
    });
  });

  it('days among other borders are told by DuckDB in another way', () => {
    const unequal = ['1970-01-01', '1970-01-15', '1970-03-01'];
    expect(dialect.orderAmong(day, unequal) === null).toBe(engine === 'DuckDB');
  });

  it('of every day the first of its month', async () => {
    const first = await ofDays(sql`CAST(${dialect.firstOfMonth(day)} AS text)`, run);
    expect(first).toEqual(days.map((each) => `${each.slice(0, 8)}01`));
  });
});
