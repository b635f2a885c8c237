// DuckDB 1.5 or later.
import type { Dialect } from './dialect';
import { constant, sql } from './fragment';

export const duckdbDialect: Dialect = {
  name: 'duckdb',
  elapsedMicroseconds: (from, to) => sql`(epoch_us(${to}) - epoch_us(${from}))`,
  byCodePoint: (text) => text,
  // quantile_cont of a DECIMAL would keep its scale.
  percentile: (value, fraction) => sql`quantile_cont(CAST(${value} AS double precision), ${constant(fraction)})`,
};
