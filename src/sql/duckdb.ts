// DuckDB 1.5 or later.
import { millisecondsPerDay } from '../model/day-length';
import type { BorderType, Dialect } from './dialect';
import { bind, constant, empty, type Fragment, join, sql, textConstant } from './fragment';

/** A list of so many days is looked up by the day's place in it; of more, borders are counted. */
const mostListedDays = 20_000;

function countedBorders(value: Fragment, type: BorderType, borders: readonly string[]): Fragment {
  const list = bind(borders.slice(0, -1), `${type}[]`);
  return sql`len(list_filter(${list}, lambda border: border <= ${value}))`;
}

/** A number for each stretch: of dates by a list of every day from the first border to the last. */
function borderNumber(
  value: Fragment,
  type: BorderType,
  borders: readonly string[],
  numbers: readonly number[],
): Fragment {
  const days = borders.map((border) => Date.parse(border) / millisecondsPerDay);
  const [first, last] = [days[0]!, days.at(-1)!];
  if (type === 'timestamptz' || last - first > mostListedDays)
    return sql`(${bind(numbers, 'integer[]')})[${countedBorders(value, type, borders)}]`;
  const ofDay: number[] = [];
  numbers.forEach((number, stretch) => {
    for (let next = days[stretch]!; next < days[stretch + 1]!; next++) ofDay.push(number);
  });
  return sql`(${bind(ofDay, 'integer[]')})[${value} - ${bind(borders[0]!, 'date')} + 1]`;
}

export const duckdbDialect: Dialect = {
  name: 'duckdb',
  stretchOf: (value, type, borders) =>
    borderNumber(
      value,
      type,
      borders,
      borders.slice(1).map((_, stretch) => stretch + 1),
    ),
  indexOf: borderNumber,
  elapsedMicroseconds: (from, to) => sql`(epoch_us(${to}) - epoch_us(${from}))`,
  byCodePoint: (text) => text,
  // quantile_cont of a DECIMAL would keep its scale.
  percentile: (value, fraction) => sql`quantile_cont(CAST(${value} AS double precision), ${constant(fraction)})`,
  instantsUpTo: (value, list) => sql`len(list_filter(${list}, lambda instant: instant <= ${value}))`,
  instantsBefore: (value, list) => sql`len(list_filter(${list}, lambda instant: instant < ${value}))`,
  series: (from, to) => sql`unnest(generate_series(${from}, ${to}))`,
  isAmong: (member, column, from) => sql`EXISTS (SELECT 1 FROM ${from} WHERE ${column} = ${member})`,
  sameCustomer: () => empty,
  // Nothing is worked out twice as it is, and an offset keeps the rows in order.
  fence: {},
  // A number that occurs several times is worked out once.
  band: (value, { bounds, members }) => {
    const steps = bounds.map(
      (bound, index) => sql`WHEN ${value} < ${constant(bound)} THEN ${textConstant(members[index]!)}`,
    );
    return sql`CASE WHEN ${value} IS NULL THEN NULL ${join(steps, '\n')} ELSE ${textConstant(members.at(-1)!)} END`;
  },
};
