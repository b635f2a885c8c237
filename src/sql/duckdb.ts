// DuckDB 1.5 or later.
import type { Dialect } from './dialect';
import { constant, join, sql, textConstant } from './fragment';

export const duckdbDialect: Dialect = {
  name: 'duckdb',
  elapsedMicroseconds: (from, to) => sql`(epoch_us(${to}) - epoch_us(${from}))`,
  byCodePoint: (text) => text,
  // quantile_cont of a DECIMAL would keep its scale.
  percentile: (value, fraction) => sql`quantile_cont(CAST(${value} AS double precision), ${constant(fraction)})`,
  // A number that occurs several times is worked out once.
  band: (value, { bounds, members }) => {
    const steps = bounds.map(
      (bound, index) => sql`WHEN ${value} < ${constant(bound)} THEN ${textConstant(members[index]!)}`,
    );
    return sql`CASE WHEN ${value} IS NULL THEN NULL ${join(steps, '\n')} ELSE ${textConstant(members.at(-1)!)} END`;
  },
};
