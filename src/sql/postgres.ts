// PostgreSQL 15 or later.
import type { Dialect } from './dialect';
import { constant, join, sql, textConstant } from './fragment';

export const postgresDialect: Dialect = {
  name: 'postgres',
  elapsedMicroseconds: (from, to) => sql`CAST(extract(epoch FROM (${to} - ${from})) * 1000000 AS bigint)`,
  // The database's own collation may order by language.
  byCodePoint: (text) => sql`${text} COLLATE "C"`,
  percentile: (value, fraction) =>
    sql`percentile_cont(${constant(fraction)}) WITHIN GROUP (ORDER BY CAST(${value} AS double precision))`,
  band: (value, { bounds, members }) =>
    sql`(ARRAY[${join(members.map(textConstant), ', ')}])[width_bucket(CAST(${value} AS double precision), CAST(ARRAY[${join(bounds.map(constant), ', ')}] AS double precision[])) + 1]`,
};
