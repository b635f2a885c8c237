// A statement is steps as data, written last: indented, one column a line, words above each step.
import { bind, render, sql, table } from '../../src/sql/fragment';
import { nested, type Select, unionAll, writeSelect, writeStatement } from '../../src/sql/select';

const written = (select: Select): string => render(writeSelect(select)).text;

it('a column that keeps its name has no alias', () => {
  expect(written({ columns: [{ name: 'region', value: sql`version.region` }], from: sql`version` })).toBe(
    'SELECT version.region\nFROM version',
  );
});

it('several columns stand on lines of their own, and every part has its place', () => {
  const select: Select = {
    columns: [
      { name: 'region', value: sql`version.region` },
      { name: 'revenue', value: sql`sum(fact.revenue)` },
    ],
    from: sql`${table('fact_transaction')} AS fact`,
    joins: [sql`JOIN ${table('dim_customer')} AS version USING (customer_key)`],
    where: [sql`fact.kind = ${bind('order', 'text')}`, sql`fact.revenue > 0`],
    groupBy: 1,
    orderBy: [sql`revenue DESC`, sql`region`],
    limit: bind(10, 'integer'),
    offset: bind(20, 'integer'),
  };
  expect(`\n${written(select)}\n`).toBe(`
SELECT
  version.region,
  sum(fact.revenue) AS revenue
FROM fact_transaction AS fact
JOIN dim_customer AS version USING (customer_key)
WHERE fact.kind = CAST($1 AS text)
  AND fact.revenue > 0
GROUP BY 1
ORDER BY revenue DESC, region
LIMIT CAST($2 AS integer)
OFFSET CAST($3 AS integer)
`);
});

it('steps stand before the statement under their words, each further in', () => {
  const one: Select = { columns: [{ name: 'number', value: sql`1` }] };
  const statement = {
    steps: [{ words: 'two numbers', name: 'numbers', of: [one, { ...one, distinct: true }] }],
    words: 'their sum',
    last: { columns: [{ name: 'sum', value: sql`sum(number)` }], from: sql`numbers` },
  } as const;
  expect(`\n${render(writeStatement(statement)).text}\n`).toBe(`
WITH
-- two numbers
numbers AS (
  SELECT 1 AS number
  UNION ALL
  SELECT DISTINCT 1 AS number
)
-- their sum
SELECT sum(number) AS sum
FROM numbers
`);
});

it('a query in brackets stands where a relation stands', () => {
  const from = sql`${nested(unionAll([{ columns: [{ name: 'a', value: sql`1` }] }]))} AS one`;
  expect(written({ columns: [{ name: '*', value: sql`*` }], from })).toBe(
    'SELECT *\nFROM (\n  SELECT 1 AS a\n) AS one',
  );
});
