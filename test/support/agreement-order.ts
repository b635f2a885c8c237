// Whether the rows of an answer stand in the order asked for, by default that of period and dimensions, with Other last. Where rows
// without a value or member stand, and Other in an order asked for, is left open, but they stand together and at an end.
import type { OrderInput } from '../../src/query/question/metric-question';
import type { MetricRow } from '../../src/query/question/metrics-result';
import { same, type Tally, tallied } from './agreement-beside';
import type { NaiveQuestion, NaiveRow } from './naive/question';
import { compareMember, OTHER } from './naive/top';

/** Null: nothing to order by, or Other. */
type Part = string | number | null;
type Key = {
  readonly name: string;
  readonly descending: boolean;
  readonly otherLast?: boolean;
  readonly partOf: (row: MetricRow) => Part;
  readonly compare: (left: Part, right: Part) => number;
};

export function orderDiffers(
  rows: readonly MetricRow[],
  question: NaiveQuestion,
  naiveOf: (row: MetricRow) => NaiveRow | undefined,
  tally: Tally,
): readonly string[] {
  const orders = question.orderBy ?? [];
  if (orders.length === 0) {
    const byDefault = (question.by ?? []).map((id) => ({ ...byMember(id, false), otherLast: true }));
    return unordered(rows, [period, ...byDefault]);
  }
  if (rows.length > 1) tallied(tally, 'ordered by request');
  return unordered(
    rows,
    orders.map((order) => {
      const descending = (order.direction ?? 'DESC') === 'DESC';
      return order.dimension == null ? byMetric(order, descending, naiveOf) : byMember(order.dimension, descending);
    }),
  );
}

const period: Key = {
  name: 'period',
  descending: false,
  partOf: (row) => row.period.start,
  compare: (left, right) => (String(left) < String(right) ? -1 : Number(left !== right)),
};

const byMember = (dimension: string, descending: boolean): Key => ({
  name: dimension,
  descending,
  partOf(row) {
    const place = row.keys.findIndex((key) => key.dimension === dimension);
    return row.level === 'OTHER' && place === 0 ? OTHER : (row.keys[place]?.value ?? null);
  },
  compare: (left, right) => compareMember(dimension, left as string | null, right as string | null),
});

/** Metrics that were not asked for may have no value in the answer; then the evaluator's counts. */
const byMetric = (
  { metric, compare, by }: OrderInput,
  descending: boolean,
  naiveOf: (row: MetricRow) => NaiveRow | undefined,
): Key => ({
  name: JSON.stringify([metric, compare, by]),
  descending,
  partOf(row) {
    const shown = row.values[metric as string];
    const naive = naiveOf(row);
    const field = by === 'CHANGE' ? 'change' : by === 'CHANGE_PERCENT' ? 'changePercent' : 'value';
    if (compare == null) return (shown ?? naive?.values[metric as string])?.value ?? null;
    const other = shown === undefined ? naive?.compared[metric as string]?.[compare] : shown.comparisons[compare];
    return other?.[field] ?? null;
  },
  compare: (left, right) => (same(left, right) ? 0 : (left as number) - (right as number)),
});

const isOpen = (part: Part): boolean => part === null || part === OTHER;

/** Rows fall into runs of one part; the runs follow each other in order, and each is in the order of the other keys. */
function unordered(rows: readonly MetricRow[], [key, ...rest]: readonly Key[]): readonly string[] {
  if (key === undefined || rows.length < 2) return [];
  const runs: { readonly part: Part; readonly rows: MetricRow[] }[] = [];
  for (const row of rows) {
    const part = key.partOf(row);
    const last = runs.at(-1);
    const isSame =
      last !== undefined &&
      (isOpen(part) || isOpen(last.part) ? part === last.part : key.compare(last.part, part) === 0);
    if (isSame) last.rows.push(row);
    else runs.push({ part, rows: [row] });
  }
  const known = runs.filter(({ part }) => !isOpen(part));
  const first = runs.findIndex(({ part }) => !isOpen(part));
  const told = `order by ${key.name}: ${runs.map(({ part }) => (part === OTHER ? 'Other' : part)).join()}`;
  const sign = key.descending ? -1 : 1;
  const isOrdered = known.every((run, index) => {
    const before = known[index - 1];
    return before === undefined || sign * key.compare(before.part, run.part) < 0;
  });
  const isWhole = known.every((run, index) => runs[first + index] === run);
  const open = runs.map(({ part }) => part).filter(isOpen);
  const other = runs.findIndex(({ part }) => part === OTHER);
  const isOtherLast = key.otherLast !== true || other === -1 || other === runs.length - 1;
  if (!isOrdered || !isWhole || !isOtherLast || new Set(open).size !== open.length) return [told];
  return runs.flatMap((run) => unordered(run.rows, rest)).slice(0, 1);
}
