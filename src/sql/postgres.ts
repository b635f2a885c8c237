// PostgreSQL 15 or later.
import type { BorderType, Dialect } from './dialect';
import { bind, constant, empty, type Fragment, join, sql, textConstant } from './fragment';

const stretchOf = (value: Fragment, type: BorderType, borders: readonly string[]): Fragment =>
  sql`width_bucket(${value}, ${bind(borders.slice(0, -1), `${type}[]`)})`;

export const postgresDialect: Dialect = {
  name: 'postgres',
  joinsSteps: false,
  countCustomers: () => null,
  stretchOf,
  indexOf: (value, type, borders, indexes) => {
    const stretch = stretchOf(value, type, borders);
    const inOrder = indexes.every((index, position) => index === position);
    return inOrder ? sql`(${stretch} - 1)` : sql`(${bind(indexes, 'integer[]')})[${stretch}]`;
  },
  orderAmong: (day, borders) => sql`width_bucket(${day}, ${bind(borders, 'date[]')})`,
  elapsedMicroseconds: (from, to) => sql`CAST(extract(epoch FROM (${to} - ${from})) * 1000000 AS bigint)`,
  // A quotient of numeric is cut off after some digits; div is exact.
  prorated: (amount, part, whole) =>
    sql`(sign(${amount}) * div(20000 * abs(${amount}) * ${constant(part)} + ${whole}, 2 * ${whole}) * 0.0001)`,
  // Of a date it would be that of an instant in the session's zone.
  firstOfMonth: (day) => sql`CAST(date_trunc('month', CAST(${day} AS timestamp)) AS date)`,
  // The database's own collation may order by language.
  byCodePoint: (text) => sql`${text} COLLATE "C"`,
  percentile: (value, fraction) =>
    sql`percentile_cont(${constant(fraction)}) WITHIN GROUP (ORDER BY CAST(${value} AS double precision))`,
  instantsUpTo: (value, instants) => sql`width_bucket(${value}, ${bind(instants, 'timestamptz[]')})`,
  instantsBefore: (value, instants) =>
    sql`width_bucket(${value} - interval '1 microsecond', ${bind(instants, 'timestamptz[]')})`,
  series: (from, to) => sql`generate_series(${from}, ${to})`,
  // A look at each member by itself ends at the first row that has it.
  isAmong: (member, column, from) => sql`EXISTS (SELECT 1 FROM ${from} WHERE ${column} = ${member})`,
  isOneOf: (number, listed) => sql`${number} = ANY(${bind(listed, 'integer[]')})`,
  // Two keys are estimated as independent: nested loops would follow (docs/decisions/quick-statements.md).
  sameCustomer: () => empty,
  // Rows that are stored instead take longer, and keep workers out.
  fence: { offset: constant(0) },
  band: (value, { bounds, members }) =>
    sql`(ARRAY[${join(members.map(textConstant), ', ')}])[width_bucket(CAST(${value} AS double precision), CAST(ARRAY[${join(bounds.map(constant), ', ')}] AS double precision[])) + 1]`,
};
