// The first step of every statement: the periods as a relation `bucket`, and the days of each as `day`.
import { bind, comment, type Fragment, join, name, type ParameterType, sql } from '../sql/fragment';
import type { SpanRow } from './spans';

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
  bucketRelation(alias, [
    { column: 'index', type: 'integer[]', values: spans.map(({ index }) => index) },
    { column: 'starts_at', type: 'timestamptz[]', values: spans.map(({ startsAt }) => startsAt) },
    { column: 'ends_at', type: 'timestamptz[]', values: spans.map(({ endsAt }) => endsAt) },
    { column: 'first_date', type: 'date[]', values: spans.map(({ firstDate }) => firstDate) },
    { column: 'last_date', type: 'date[]', values: spans.map(({ lastDate }) => lastDate) },
  ]);

/** day AS (...): every business day of every bucket, so that facts meet their buckets by an equality. */
export const dayRelation = (alias: string, bucket: string): Fragment =>
  sql`${comment('their days')}${name(alias)} AS (
  SELECT dim_date.date_key, ${name(bucket)}.*
  FROM dim_date JOIN ${name(bucket)} ON dim_date.date_key BETWEEN ${name(bucket)}.first_date AND ${name(bucket)}.last_date
)`;
