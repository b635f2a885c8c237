// How rows find their buckets. Where no two buckets share a day the bucket follows from the row's date by itself (docs/decisions/
// quick-statements.md); where they do, a row meets the buckets of its stretch: the days between two borders.
//
//   months            January | February | March           a date is in one of them: no join
//   two-day windows   1-2, 2-3, 3-4 = stretches 1 | 2 | 3 | 4   stretch 2 is in two windows: a row of it counts in both
import type { Comparator } from '../../model/expression';
import type { Dialect } from '../../sql/dialect';
import { bind, constant, type Fragment, name, type ParameterType, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import { daysWithin, type PairedSpan, type SpanRow } from '../plan/spans';
import { type Border, type Cut, cutSpans, outermost } from './stretches';

/** What a row may need to know of its bucket. */
export type SpanColumn = 'starts_at' | 'ends_at' | 'of_bucket' | 'is_previous' | 'placed_at' | 'judged_on';

export type Placement = {
  /** The place of the row's span in the list of spans. */
  readonly bucket: Fragment;
  readonly of: (column: SpanColumn) => Fragment;
  /** Asked for last, when every column is known. */
  readonly steps: () => readonly Step[];
  readonly joins: () => readonly Fragment[];
  readonly where: readonly Fragment[];
  /** How an instant on a business day stands to a border of the row's period, told by days; null where that takes longer. */
  readonly beside: (at: DatedInstant, operator: Comparator, border: PeriodBorder) => Fragment | null;
  /**
   * Where periods overlap, each begins and ends no earlier than the one before, and nothing was asked of the row's own; null
   * elsewhere. Asked for last.
   */
  readonly staircase: () => Staircase | null;
  /** Where periods overlap and nothing was asked of the row's own; null elsewhere. Asked for last. */
  readonly overlap: () => Overlap | null;
};

/** An instant, and its business day. */
export type DatedInstant = { readonly instant: Fragment; readonly day: Fragment };
export type PeriodBorder = 'starts_at' | 'ends_at';

/** The stretch of a row, and the periods (`index`) that a stretch lies in. */
export type Overlap = {
  readonly stretch: Fragment;
  readonly join: (stretch: Fragment) => Fragment;
  readonly index: Fragment;
};

/** Every stretch lies in consecutive periods: the first and the last of them, by their places in the order of time. */
export type Staircase = {
  readonly stretch: Fragment;
  readonly first: (stretch: Fragment) => Fragment;
  readonly last: (stretch: Fragment) => Fragment;
  /** The place of a period in the list of spans. */
  readonly index: (period: Fragment) => Fragment;
};

/** The row's business day, and its instant where it has one. */
export type RowTime = { readonly date: Fragment | null; readonly instant: Fragment | null };

export const spanTypes: Readonly<Record<SpanColumn, readonly [one: ParameterType, list: ParameterType]>> = {
  starts_at: ['timestamptz', 'timestamptz[]'],
  ends_at: ['timestamptz', 'timestamptz[]'],
  placed_at: ['timestamptz', 'timestamptz[]'],
  of_bucket: ['integer', 'integer[]'],
  is_previous: ['integer', 'integer[]'],
  judged_on: ['date', 'date[]'],
};

export function spanValue(span: SpanRow | PairedSpan, column: SpanColumn): string | number {
  switch (column) {
    case 'starts_at':
      return span.startsAt;
    case 'ends_at':
      return span.endsAt;
    case 'placed_at':
      return 'placedAt' in span ? span.placedAt : span.startsAt;
    case 'of_bucket':
      return 'bucket' in span ? span.bucket : span.index;
    case 'is_previous':
      return 'isPrevious' in span ? Number(span.isPrevious) : 0;
    case 'judged_on':
      if (!('judgedOn' in span)) throw new Error('rows of this span are judged on their own days');
      return span.judgedOn;
    default:
      return column satisfies never;
  }
}

const listOf = (spans: readonly SpanRow[], column: SpanColumn): Fragment =>
  bind(spans.map((span) => spanValue(span, column)) as readonly string[], spanTypes[column][1]);

/** `prefix` keeps the steps of several placements in one statement apart. */
export function placeRows(spans: readonly SpanRow[], time: RowTime, dialect: Dialect, prefix = ''): Placement {
  const border = borderOf(spans, time);
  const where = [...withinDates(spans, time), ...withinInstants(spans, time, border)];
  if (spans.length === 1) return alone(spans[0]!, where);
  const cut = cutSpans(spans, border);
  const value = border === 'date' ? time.date! : time.instant!;
  return cut.overlap
    ? byStretch(spans, cut, dialect.stretchOf(value, cut.border, cut.borders), where, prefix)
    : byDate(
        spans,
        dialect.indexOf(value, cut.border, cut.borders, cut.indexes),
        cut,
        where,
        border === 'date' ? besideDays(spans, cut, value, dialect) : () => null,
      );
}

/** Periods of whole days: an instant before the start of one lies in an earlier stretch, one at or after its end in a later. */
function besideDays(
  spans: readonly SpanRow[],
  { borders }: Cut,
  rowDay: Fragment,
  dialect: Dialect,
): Placement['beside'] {
  // The period that is not over ends now, and not with its day.
  const until = spans.find(({ days }) => days === 'untilNow')?.endsAt;
  return ({ instant, day }, operator, border) => {
    const [own, row] = [dialect.orderAmong(day, borders), dialect.orderAmong(rowDay, borders)];
    if (own === null || row === null) return null;
    if (border === 'starts_at') {
      if (operator === '<') return sql`${own} < ${row}`;
      return operator === '>=' ? sql`${own} >= ${row}` : null;
    }
    if (operator !== '<') return null;
    const within = sql`${own} <= ${row}`;
    return until === undefined ? within : sql`(${within} AND ${instant} < ${bind(until, 'timestamptz')})`;
  };
}

/** Days decide alone where every span is of whole days, or runs on until now. */
function borderOf(spans: readonly SpanRow[], { date }: RowTime): Border {
  return date !== null && spans.every(({ days }) => days !== 'cut') ? 'date' : 'timestamptz';
}

/** Lets an index or a zone map leave out what no bucket touches. */
function withinDates(spans: readonly SpanRow[], { date }: RowTime): readonly Fragment[] {
  if (date === null) return [];
  const [first, last] = daysWithin(spans);
  return [sql`${date} BETWEEN ${bind(first, 'date')} AND ${bind(last, 'date')}`];
}

function withinInstants(spans: readonly SpanRow[], { instant }: RowTime, border: Border): readonly Fragment[] {
  if (instant === null) return [];
  const until = bind(outermost(spans.map(({ endsAt }) => endsAt))[1], 'timestamptz');
  if (border === 'date') return spans.some(({ days }) => days === 'untilNow') ? [sql`${instant} < ${until}`] : [];
  const since = bind(outermost(spans.map(({ startsAt }) => startsAt))[0], 'timestamptz');
  return [sql`${instant} >= ${since}`, sql`${instant} < ${until}`];
}

function alone(span: SpanRow, where: readonly Fragment[]): Placement {
  return {
    bucket: constant(span.index),
    of: (column) => bind(spanValue(span, column), spanTypes[column][0]),
    steps: () => [],
    joins: () => [],
    where,
    beside: () => null,
    staircase: () => null,
    overlap: () => null,
  };
}

function byDate(
  spans: readonly SpanRow[],
  bucket: Fragment,
  { hasGaps }: Cut,
  where: readonly Fragment[],
  beside: Placement['beside'],
): Placement {
  return {
    bucket,
    of: (column) => sql`(${listOf(spans, column)})[${bucket} + 1]`,
    steps: () => [],
    joins: () => [],
    where: hasGaps ? [...where, sql`${bucket} >= 0`] : where,
    beside,
    staircase: () => null,
    overlap: () => null,
  };
}

function byStretch(
  spans: readonly SpanRow[],
  cut: Cut,
  stretch: Fragment,
  where: readonly Fragment[],
  prefix: string,
): Placement {
  const { members } = cut;
  const step = `${prefix}period`;
  const used = new Set<SpanColumn>();
  const join = (of: Fragment): Fragment => sql`JOIN ${name(step)} ON ${name(step, 'stretch')} = ${of}`;
  const pairs = members.flatMap((indexes, position) => indexes.map((index) => ({ stretch: position + 1, index })));
  const list = (values: readonly (string | number)[], type: ParameterType): Fragment =>
    sql`unnest(${bind(values as readonly string[], type)})`;
  return {
    bucket: name(step, 'index'),
    of: (column) => {
      used.add(column);
      return name(step, column);
    },
    steps: () => [
      {
        words: 'the periods asked for, by the stretches of time in which they lie',
        name: step,
        of: [
          {
            columns: [
              {
                name: 'stretch',
                value: list(
                  pairs.map((pair) => pair.stretch),
                  'integer[]',
                ),
              },
              {
                name: 'index',
                value: list(
                  pairs.map(({ index }) => index),
                  'integer[]',
                ),
              },
              ...[...used].map((column) => ({
                name: column,
                value: list(
                  pairs.map(({ index }) => spanValue(spans[index]!, column)),
                  spanTypes[column][1],
                ),
              })),
            ],
          },
        ],
      },
    ],
    joins: () => [join(stretch)],
    where,
    beside: () => null,
    staircase: () => (used.size === 0 ? staircaseOf(cut, stretch) : null),
    overlap: () => (used.size === 0 ? { stretch, join, index: name(step, 'index') } : null),
  };
}

function staircaseOf({ members, order }: Cut, stretch: Fragment): Staircase | null {
  if (order === null) return null;
  const places = new Map(order.map((index, place) => [index, place]));
  const reach = members.map((indexes) => indexes.map((index) => places.get(index)!));
  // A stretch in no period opens none. Nothing that was open before it is open after it.
  const bounds = reach.map(
    (of) => (of.length === 0 ? [0, -1] : [Math.min(...of), Math.max(...of)]) as [number, number],
  );
  const ofStretch = (numbers: readonly number[]) => {
    const list = bind(numbers, 'integer[]');
    return (at: Fragment): Fragment => sql`(${list})[${at}]`;
  };
  const inOrder = order.every((index, place) => index === place);
  return {
    stretch,
    first: ofStretch(bounds.map(([first]) => first)),
    last: ofStretch(bounds.map(([, last]) => last)),
    index: (period) => (inOrder ? period : sql`(${bind(order, 'integer[]')})[${period} + 1]`),
  };
}
