// The rows of a fact family in a statement: FROM, the joins its columns and dimensions turn out to need, and the conditions
// that put a row into a bucket. Used for rows, for customers judged on their rows, and for what a population's facts come to.
import type { Rows } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import { dimensionOf } from '../../model/dimensions';
import { families } from '../../model/families';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import type { Dialect } from '../../sql/dialect';
import { bind, comment, empty, type Fragment, join, name, sql } from '../../sql/fragment';
import { daysOf, type PairedSpan, type SpanRow, spansOf } from '../plan/spans';
import type { MetricQuery } from '../question/metric-query';
import { dayRelation, pairedRelation, spanRelation } from './bucket-relation';
import {
  businessDate,
  type CustomerPlace,
  nowOf,
  summaryColumn,
  versionAt,
  versionColumn,
} from './customer-attributes';
import { factMembers } from './fact-members';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import type { MemberOf } from './slice-keys';

export type FactRows = {
  readonly scope: ExpressionScope;
  /** The member of a dimension on the row, as text. */
  readonly member: MemberOf;
  readonly bucket: Fragment;
  /** WITH steps that FROM rests on. */
  readonly steps: readonly Fragment[];
  /** FROM and WHERE; asked for last, when every join is known. */
  readonly from: (conditions: readonly Fragment[]) => Fragment;
  readonly filter: () => readonly Fragment[];
};

type Context = {
  readonly query: MetricQuery;
  readonly dialect: Dialect;
  readonly buckets: readonly Bucket[];
  readonly prefix?: string;
  /** Spans of P and of the period before it, in place of those of the rows. */
  readonly paired?: readonly PairedSpan[];
};

export function factRows(
  rows: Pick<Rows, 'family' | 'at' | 'span'>,
  { query, dialect, buckets, prefix = '', paired }: Context,
): FactRows {
  const family = families[rows.family];
  const joins = collectJoins();
  const instant = name('fact', family.time.kind === 'dated' ? family.time.instant : rows.at!);
  const spans =
    paired ?? (family.customer === 'none' ? daysOf(buckets) : spansOf(buckets, rows.span ?? 'period', query));
  const own = (column: string): Fragment => name('fact', column);
  // Where the instant that places the customer is not the row's, its version and its day are looked up.
  const placedAt =
    query.attributes === 'CURRENT' ? nowOf(query) : paired !== undefined ? sql`day.placed_at` : undefined;
  const place: CustomerPlace = {
    query,
    dialect,
    joins,
    customerNo: own('customer_no'),
    version:
      placedAt === undefined && family.customer === 'key'
        ? sql`version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key`
        : versionAt(own('customer_no'), placedAt ?? instant),
    date:
      placedAt === undefined && family.time.kind === 'dated'
        ? own('date_key')
        : businessDate(placedAt ?? instant, query),
  };

  const occurred = family.time.kind === 'instant' && family.time.occurred ? own(family.time.occurred) : instant;
  const members = factMembers({ ...place, own, instant: occurred });
  const through = {
    ...members.through,
    summary: () => summaryColumn(place, 'customer_no'),
    version: () => versionColumn(place, 'customer_no'),
    category: () => {
      members.through.product();
      return joins.add(
        'category',
        sql`LEFT JOIN customer_category AS category ON category.customer_no = fact.customer_no AND category.category = product.category`,
      );
    },
    tier: () => {
      members.through.product();
      return joins.add(
        'tier',
        sql`LEFT JOIN customer_price_tier AS tier ON tier.customer_no = fact.customer_no AND tier.category = product.category AND tier.price_tier = product.price_tier`,
      );
    },
  } as const;

  const column = (id: string): Fragment => {
    if (id === 'local_date') return members.localDate();
    if (id === 'is_previous') return sql`day.is_previous`;
    const known = family.columns[id];
    if (known === undefined) throw new Error(`the family ${family.id} has no column ${id}`);
    if (known.through === undefined) return own(known.column);
    through[known.through]();
    return name(known.through, known.column);
  };

  const scope: ExpressionScope = {
    dialect,
    column,
    parameter: (parameter) => {
      switch (parameter) {
        case 'periodStart':
          return sql`day.starts_at`;
        case 'periodEnd':
          return sql`day.ends_at`;
        case 'now':
          return nowOf(query);
        case 'slaSeconds':
          return bind(query.settings.slaSeconds, 'integer');
        default:
          return parameter satisfies never;
      }
    },
  };

  const member: MemberOf = (id, regroup) => {
    const { source } = dimensionOf(id);
    // Spend is its own acquisition: the channel and the campaign it was spent on.
    if (family.customer === 'none' && source.kind === 'acquisitionChannel')
      return name(members.through.channel(), 'channel_id');
    if (family.customer === 'none' && id === 'ACQUISITION_CAMPAIGN') return own('campaign');
    return members.member(id, regroup);
  };

  const bucketName = `${prefix}bucket`;
  const dayName = `${prefix}day`;
  const byDay = family.time.kind === 'dated' && spans.length > 1;
  const from = (conditions: readonly Fragment[]): Fragment => {
    const all = [...conditions, ...(family.exists === undefined ? [] : [compileExpression(family.exists, scope)])];
    if (family.time.kind === 'dated' && byDay) all.unshift(betweenDates(spans));
    return sql`FROM ${sourceOf(rows.family, scope)} AS fact\nJOIN ${name(byDay ? dayName : bucketName)} AS day ON ${placed(spans, byDay)}${joins.render()}${all.length === 0 ? empty : sql`\nWHERE ${join(all, ' AND ')}`}`;
  };

  const placed = (rowsOfSpan: readonly SpanRow[], equal: boolean): Fragment => {
    const between = sql`${instant} >= day.starts_at AND ${instant} < day.ends_at`;
    if (family.time.kind === 'instant') return between;
    const days = equal
      ? sql`fact.date_key = day.date_key`
      : sql`fact.date_key BETWEEN day.first_date AND day.last_date`;
    return rowsOfSpan.every(({ wholeDays }) => wholeDays) ? days : sql`${days} AND ${between}`;
  };

  return {
    scope,
    member,
    bucket: paired === undefined ? sql`day.index` : sql`day.of_bucket`,
    steps: [
      paired === undefined ? spanRelation(bucketName, spans) : pairedRelation(bucketName, paired),
      ...(byDay ? [dayRelation(dayName, bucketName, spans)] : []),
    ],
    from,
    filter: () =>
      query.filter === null
        ? []
        : [
            compileFilter(query.filter, {
              dialect,
              member,
              tags: () => versionColumn(place, 'tags'),
              customerNo: () => own('customer_no'),
            }),
          ],
  };
}

/** Lets an index or a zone map leave out what no bucket touches. */
function betweenDates(spans: readonly SpanRow[]): Fragment {
  const first = spans.map(({ firstDate }) => firstDate).sort()[0]!;
  const last = spans
    .map(({ lastDate }) => lastDate)
    .sort()
    .at(-1)!;
  return sql`fact.date_key BETWEEN ${bind(first, 'date')} AND ${bind(last, 'date')}`;
}

function sourceOf(id: Rows['family'], scope: ExpressionScope): Fragment {
  const { source } = families[id];
  if (source.kind === 'table') return name(source.table);
  const inner: ExpressionScope = { ...scope, column: (column) => name(column) };
  const parts = source.parts.map(({ table, where, columns }) => {
    const list = Object.entries(columns).map(([alias, of]) => sql`${compileExpression(of, inner)} AS ${name(alias)}`);
    return sql`SELECT ${join(list, ', ')} FROM ${name(table)} WHERE ${compileExpression(where, inner)}`;
  });
  return sql`(\n${comment('rows of several facts under common columns')}${join(parts, '\nUNION ALL\n')}\n)`;
}
