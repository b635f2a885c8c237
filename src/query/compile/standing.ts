// How rows find the buckets at whose ends they stand: each row stands at the instants between two of its own, one of which is
// among them. An opportunity as it was known before an instant, a term that covers it.
//
//   open from 5 March (exclusive) until 20 April      ends of months  1 March | 1 April | 1 May      it stands at 1 April
import type { FamilyTime } from '../../model/families';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { PairedSpan } from '../plan/spans';
import { type Placement, type SpanColumn, spanTypes, spanValue } from './placement';
import { outermost } from './stretches';

type Range = Pick<Extract<FamilyTime, { readonly kind: 'standing' }>, 'from' | 'until' | 'includes'>;

export function placeStanding(spans: readonly PairedSpan[], range: Range, prefix = ''): Placement {
  const from = name('fact', range.from);
  const until = name('fact', range.until);
  const standsSince = (at: Fragment): Fragment =>
    range.includes === 'from' ? sql`${from} <= ${at}` : sql`${from} < ${at}`;
  const standsUntil = (at: Fragment): Fragment =>
    range.includes === 'from' ? sql`${at} < ${until}` : sql`${at} <= ${until}`;
  const [earliest, latest] = outermost(spans.map(({ placedAt }) => placedAt)).map((at) => bind(at, 'timestamptz'));
  const own = { where: [standsSince(latest!), standsUntil(earliest!)], ...nothingElse };
  if (spans.length === 1) {
    const of = (column: SpanColumn): Fragment => bind(spanValue(spans[0]!, column), spanTypes[column][0]);
    return { ...own, bucket: of('of_bucket'), of, steps: () => [], joins: () => [] };
  }
  const step = `${prefix}period`;
  const used = new Set<SpanColumn>();
  const of = (column: SpanColumn): Fragment => {
    used.add(column);
    return name(step, column);
  };
  const at = of('placed_at');
  const lists = (): readonly { readonly name: string; readonly value: Fragment }[] =>
    [...used].map((column) => {
      const values = spans.map((span) => spanValue(span, column)) as readonly string[];
      return { name: column, value: sql`unnest(${bind(values, spanTypes[column][1])})` };
    });
  return {
    ...own,
    bucket: of('of_bucket'),
    of,
    steps: () => [{ words: 'the periods asked for, by their ends', name: step, of: [{ columns: lists() }] }],
    joins: () => [sql`JOIN ${name(step)} ON ${standsSince(at)} AND ${standsUntil(at)}`],
  };
}

/** No day decides where a row stands, and no stretch of days. */
const nothingElse = { beside: () => null, staircase: () => null, overlap: () => null } as const;
