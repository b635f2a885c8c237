// The first step of every statement: the periods as a relation `bucket`, and the days of each as `day`.

import { millisecondsPerDay } from '../../model/day-length';
import { oncePer } from '../../model/once-per';
import { bind, comment, type Fragment, join, name, type ParameterType, sql } from '../../sql/fragment';
import type { PairedSpan, SpanRow } from '../plan/spans';

type List = {
  readonly column: string;
  readonly type: ParameterType;
  readonly values: readonly string[] | readonly number[];
};

/** bucket AS (...): one row per bucket, a column per list. */
export function bucketRelation(alias: string, lists: readonly List[]): Fragment {
  const columns = lists.map(({ column, type, values }) => sql`unnest(${bind(values, type)}) AS ${name(column)}`);
  return sql`${comment('the periods asked for')}${name(alias)} AS (\n  SELECT ${join(columns, ', ')}\n)`;
}

/** The bucket relation of a span: index, instants and business days. */
export const spanRelation = (alias: string, spans: readonly SpanRow[]): Fragment =>
  bucketRelation(alias, spanLists(spans));

// However many statements of a plan are bound to the same spans.
const spanLists = oncePer((spans: readonly SpanRow[]): readonly List[] => [
  { column: 'index', type: 'integer[]', values: spans.map(({ index }) => index) },
  { column: 'starts_at', type: 'timestamptz[]', values: spans.map(({ startsAt }) => startsAt) },
  { column: 'ends_at', type: 'timestamptz[]', values: spans.map(({ endsAt }) => endsAt) },
  { column: 'first_date', type: 'date[]', values: spans.map(({ firstDate }) => firstDate) },
  { column: 'last_date', type: 'date[]', values: spans.map(({ lastDate }) => lastDate) },
]);

/** The same with the bucket that each span is for. */
export const pairedRelation = (alias: string, spans: readonly PairedSpan[]): Fragment =>
  bucketRelation(alias, [
    ...spanLists(spans),
    { column: 'of_bucket', type: 'integer[]', values: spans.map(({ bucket }) => bucket) },
    { column: 'is_previous', type: 'integer[]', values: spans.map(({ isPrevious }) => Number(isPrevious)) },
    { column: 'placed_at', type: 'timestamptz[]', values: spans.map(({ placedAt }) => placedAt) },
  ]);

/** The days are listed up to so many; beyond, they are joined from the calendar. */
const mostListedDays = 20_000;

const textsOfDays: string[] = [];

/** The date so many days after 1 January 1970. */
function textOfDay(day: number): string {
  textsOfDays[day] ??= new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  return textsOfDays[day];
}

/** Every day of every span beside the span's bucket; null where they are too many to list. */
const daysOfSpans = oncePer(
  (spans: readonly SpanRow[]): { readonly dates: readonly string[]; readonly indexes: readonly number[] } | null => {
    const reach = spans.map(({ index, firstDate, lastDate }) => ({
      index,
      first: Date.parse(firstDate),
      last: Date.parse(lastDate),
    }));
    if (reach.reduce((sum, { first, last }) => sum + (last - first) / millisecondsPerDay + 1, 0) > mostListedDays)
      return null;
    const dates: string[] = [];
    const indexes: number[] = [];
    for (const { index, first, last } of reach)
      for (let day = first; day <= last; day += millisecondsPerDay) {
        dates.push(textOfDay(day / millisecondsPerDay));
        indexes.push(index);
      }
    return { dates, indexes };
  },
);

/** day AS (...): every business day of every bucket, so that facts meet their buckets by an equality. */
export function dayRelation(alias: string, bucket: string, spans: readonly SpanRow[]): Fragment {
  const days = daysOfSpans(spans);
  if (days === null)
    return sql`${comment('their days')}${name(alias)} AS (
  SELECT dim_date.date_key, ${name(bucket)}.*
  FROM dim_date JOIN ${name(bucket)} ON dim_date.date_key BETWEEN ${name(bucket)}.first_date AND ${name(bucket)}.last_date
)`;
  return sql`${comment('their days')}${name(alias)} AS (
  SELECT listed.date_key, ${name(bucket)}.*
  FROM (SELECT unnest(${bind(days.dates, 'date[]')}) AS date_key, unnest(${bind(days.indexes, 'integer[]')}) AS index) AS listed JOIN ${name(bucket)} USING (index)
)`;
}
