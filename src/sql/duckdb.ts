// DuckDB 1.5 or later.
import { microsecondsPerDay, millisecondsPerDay } from '../model/day-length';
import type { BorderType, Dialect } from './dialect';
import { bind, constant, empty, type Fragment, join, sql, textConstant } from './fragment';

/** A list of so many days is looked up by the day's place in it; of more, borders are counted. */
const mostListedDays = 20_000;

function countedBorders(value: Fragment, type: BorderType, borders: readonly string[]): Fragment {
  const list = bind(borders.slice(0, -1), `${type}[]`);
  return sql`len(list_filter(${list}, lambda border: border <= ${value}))`;
}

/** A number for each stretch: of dates worked out where the borders are regular, else by a list of every day between them. */
function borderNumber(
  value: Fragment,
  type: BorderType,
  borders: readonly string[],
  numbers: readonly number[],
): Fragment {
  const list = bind(numbers, 'integer[]');
  const regular = type === 'date' ? regularStretch(value, borders) : undefined;
  if (regular !== undefined) {
    const shift = numbers[0]!;
    if (numbers.every((number, stretch) => number === stretch + shift))
      return shift === 0 ? sql`CAST(${regular} AS integer)` : sql`CAST(${regular} + ${constant(shift)} AS integer)`;
    return sql`(${list})[${regular} + 1]`;
  }
  const days = borders.map((border) => Date.parse(border) / millisecondsPerDay);
  const [first, last] = [days[0]!, days.at(-1)!];
  if (type === 'timestamptz' || last - first > mostListedDays)
    return sql`(${list})[${countedBorders(value, type, borders)}]`;
  const ofDay: number[] = [];
  numbers.forEach((number, stretch) => {
    for (let next = days[stretch]!; next < days[stretch + 1]!; next++) ofDay.push(number);
  });
  return sql`(${bind(ofDay, 'integer[]')})[${value} - ${bind(borders[0]!, 'date')} + 1]`;
}

/** Of borders that are so many days or whole months apart, the number of a date's stretch, from 0 on. */
function regularStretch(value: Fragment, borders: readonly string[]): Fragment | undefined {
  const regular = regularBorders(value, borders);
  if (regular === undefined) return undefined;
  return regular.step === 1 ? regular.since : sql`${regular.since} // ${constant(regular.step)}`;
}

/** How many days or months a date is after the first border, and how many a stretch has. */
type Regular = { readonly since: Fragment; readonly step: number };

function regularBorders(value: Fragment, borders: readonly string[]): Regular | undefined {
  const days = stepsOf(borders.map((border) => Date.parse(border) / millisecondsPerDay));
  if (days !== undefined) return { since: sql`(${value} - ${bind(borders[0]!, 'date')})`, step: days.step };
  const months = borders.every((border) => border.endsWith('-01'))
    ? stepsOf(borders.map((border) => 12 * Number(border.slice(0, 4)) + Number(border.slice(5, 7)) - 1))
    : undefined;
  if (months === undefined) return undefined;
  const since = sql`(12 * year(${value}) + month(${value}) - ${constant(months.first + 1)})`;
  return { since, step: months.step };
}

/** More stretches than lie before any first border: what is divided is never below 0, where a quotient would be cut off. */
const manyStretches = 1_000_000;

function orderAmong(day: Fragment, borders: readonly string[]): Fragment | null {
  const regular = regularBorders(day, borders);
  if (regular === undefined) return null;
  const { since, step } = regular;
  return step === 1 ? since : sql`(${since} + ${constant(step * manyStretches)}) // ${constant(step)}`;
}

function stepsOf(places: readonly number[]): { readonly first: number; readonly step: number } | undefined {
  const [first, second] = [places[0]!, places[1]!];
  const step = second - first;
  return places.every((place, index) => place === first + index * step) ? { first, step } : undefined;
}

/**
 * How many instants of the list are `at` or before a value, or `before` it. Where no two fall on one day of UTC, the day of the
 * value says how many were before that day, and the next one of the list is looked at: as quick for a hundred as for two.
 */
function countedInstants(value: Fragment, instants: readonly string[], which: 'at' | 'before'): Fragment {
  if (instants.length === 0) return constant(0);
  const isPast = (instant: Fragment): Fragment =>
    which === 'at' ? sql`${instant} <= ${value}` : sql`${instant} < ${value}`;
  const days = instants.map((instant) => Math.floor(Date.parse(instant) / millisecondsPerDay));
  const isApart = days.every((day, index) => index === 0 || day > days[index - 1]!);
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  if (instants.length === 1)
    return sql`CASE WHEN ${value} IS NOT NULL THEN CAST(${isPast(bind(instants[0]!, 'timestamptz'))} AS integer) END`;
  const list = bind(instants, 'timestamptz[]');
  if (!isApart || last - first > mostListedDays)
    return sql`CASE WHEN ${value} IS NOT NULL THEN len(list_filter(${list}, lambda instant: ${isPast(sql`instant`)})) END`;
  const beforeDay: number[] = [];
  for (let [day, passed] = [first, 0]; day <= last; day++) {
    beforeDay.push(passed);
    if (days[passed] === day) passed += 1;
  }
  const day = sql`(epoch_us(${value}) - ${constant(first * microsecondsPerDay)}) // ${constant(microsecondsPerDay)}`;
  const passed = sql`(${bind(beforeDay, 'integer[]')})[${day} + 1]`;
  const firstInstant = bind(instants[0]!, 'timestamptz');
  const lastInstant = bind(instants.at(-1)!, 'timestamptz');
  return sql`CASE WHEN NOT (${isPast(firstInstant)}) THEN 0 WHEN ${isPast(lastInstant)} THEN ${constant(instants.length)} ELSE ${passed} + CASE WHEN ${isPast(sql`(${list})[${passed} + 1]`)} THEN 1 ELSE 0 END END`;
}

/** A bit a customer and group: so many bytes of them at most. Half the time of groups of customers. */
const mostBytesOfBits = 32_000_000;
/** Texts stay the same while a few customers are added. */
const customersAtATime = 65_536;

/** For a file in which no customer has a greater number. */
export function duckdbDialectOf(greatestCustomer: number): Dialect {
  const last = Math.ceil((greatestCustomer + 1) / customersAtATime) * customersAtATime - 1;
  return {
    ...duckdbDialect,
    countCustomers: (groups) =>
      (groups * last) / 8 > mostBytesOfBits
        ? null
        : (customerNo, filter) =>
            sql`coalesce(bit_count(bitstring_agg(${customerNo}, ${constant(0)}, ${constant(last)})${filter}), 0)`,
  };
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
  orderAmong,
  elapsedMicroseconds: (from, to) => sql`(epoch_us(${to}) - epoch_us(${from}))`,
  // A quotient of decimals would be a double.
  prorated: (amount, part, whole) => {
    const units = sql`CAST(CAST(${amount} AS numeric(38, 4)) * 20000 AS hugeint)`;
    return sql`(CAST(sign(${amount}) * ((abs(${units}) * ${constant(part)} + ${whole}) // (2 * ${whole})) AS numeric(38, 0)) * 0.0001)`;
  },
  // A fifth of the time of date_trunc over a timestamp.
  firstOfMonth: (day) => sql`(${day} - CAST(day(${day}) - 1 AS integer))`,
  byCodePoint: (text) => text,
  // quantile_cont of a DECIMAL would keep its scale.
  percentile: (value, fraction) => sql`quantile_cont(CAST(${value} AS double precision), ${constant(fraction)})`,
  instantsUpTo: (value, instants) => countedInstants(value, instants, 'at'),
  instantsBefore: (value, instants) => countedInstants(value, instants, 'before'),
  series: (from, to) => sql`unnest(generate_series(${from}, ${to}))`,
  isAmong: (member, column, from) => sql`EXISTS (SELECT 1 FROM ${from} WHERE ${column} = ${member})`,
  // ANY looks through the list for every row.
  isOneOf: (number, listed) => sql`${number} IN (SELECT unnest(${bind(listed, 'integer[]')}))`,
  sameCustomer: () => empty,
  joinsSteps: true,
  countCustomers: () => null,
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
