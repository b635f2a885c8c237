// Customers counted by a bit each: as many as count(DISTINCT) says, up to the greatest number there can be, and only where the
// bits have room.
import { DuckDBInstance } from '@duckdb/node-api';
import { selectRows } from '../../src/engine/replica/duckdb-connection';
import { duckdbDialect, duckdbDialectOf } from '../../src/sql/duckdb';
import { empty, render, sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres';

const counted = async (greatest: number, numbers: readonly number[], filter = empty) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const count = duckdbDialectOf(greatest).countCustomers(1)!(sql`customer_no`, filter);
  const { text } = render(sql`SELECT ${count} FROM seen`);
  try {
    await connection.run(`CREATE TABLE seen AS SELECT unnest([${numbers.join(', ')}]::integer[]) AS customer_no`);
    return (await selectRows(connection, text))[0]![0];
  } finally {
    connection.closeSync();
  }
};

it.each([
  ['each once', 7, [1, 2, 2, 7, 1], 3],
  ['at the border of what the bits hold', 65_535, [65_535, 1, 65_535], 2],
  ['beyond it', 65_536, [65_536, 65_535], 2],
  ['of no rows', 5, [], 0],
])('customers are counted %s', async (_title, greatest, numbers, customers) => {
  expect(await counted(greatest, numbers)).toBe(customers);
});

it('those whose rows count', async () => {
  expect(await counted(9, [1, 2, 3, 9], sql` FILTER (WHERE customer_no > 2)`)).toBe(2);
  expect(await counted(9, [1, 2], sql` FILTER (WHERE customer_no > 2)`)).toBe(0);
});

it('a few customers more leave the text as it is', () => {
  const textOf = (greatest: number): string =>
    render(duckdbDialectOf(greatest).countCustomers(12)!(sql`customer_no`, empty)).text;
  expect(textOf(300_010)).toBe(textOf(300_000));
  expect(textOf(65_535)).not.toBe(textOf(65_536));
});

it('not where bits would take more room than groups', () => {
  // 32 MB: 39 groups of 6.5 million customers, and no more.
  expect(duckdbDialectOf(6_500_000).countCustomers(39)).not.toBeNull();
  expect(duckdbDialectOf(6_500_000).countCustomers(40)).toBeNull();
  expect(duckdbDialect.countCustomers(1)).toBeNull();
  expect(postgresDialect.countCustomers(1)).toBeNull();
});
