// Which questions need one page of many rows and no more: the engine then orders, cuts and counts them, and the others are never
// read (docs/decisions/quick-statements.md). It does so where one statement knows every row and all that orders it; what a
// comparison, a condition on rows or a top decides is decided where the rows are assembled.
import { type Measure, measureKey, type RowsMeasure } from '../../metrics/measure';
import { type MetricDefinition, measuresOf } from '../../metrics/metric';
import type { DimensionDefinition } from '../../model/dimensions';
import { computedMetrics, type MetricQuery, mostGroups } from '../question/metric-query';
import type { Ordering } from '../question/row-choices';
import { type Level, type PageOrder, type PagePlanned, some } from './query-plan';

/** The one statement of the level whose rows are shown, or null where the rows are to be assembled first. */
export function pageOf(level: Level, query: MetricQuery): PagePlanned | null {
  const { orderBy, first, offset, fill } = query.choices;
  if (!level.by.some(isCustomer) || !isDecidedByRows(level, query)) return null;
  const measures = rowsOfOneSource(computedMetrics(query));
  if (measures === null) return null;
  const order = orderBy.map((ordering) => orderOf(ordering, query, measures));
  if (!isEvery(order)) return null;
  const filled = fill && level.buckets.length > 1;
  return { kind: 'page', level, measures: some(measures), page: { order, first, offset, most: mostGroups, filled } };
}

/**
 * Of customers there may be tens of thousands; of what else there is, few enough that totals added up from all rows cost less
 * than a statement of their own.
 */
const isCustomer = ({ source }: DimensionDefinition): boolean =>
  source.kind === 'customer' && source.column === 'customer_id';

function isDecidedByRows({ by, roles, top }: Level, { choices, scope }: MetricQuery): boolean {
  // A comparison may have no bucket at all, and order rows all the same.
  const isCompared = choices.comparisons.length > 0 || roles.some(({ position }) => position === 'whole');
  const isOrdered = by.every(({ order }) => order === 'text' || order === 'number');
  return !isCompared && isOrdered && top === null && choices.having.length === 0 && scope.window === null;
}

/** Each once; null where a metric is made of anything else than rows of one family and span. */
function rowsOfOneSource(metrics: readonly MetricDefinition[]): readonly RowsMeasure[] | null {
  const asked = metrics.flatMap(({ formula }) => measuresOf(formula)).filter(({ kind }) => kind !== 'days');
  const measures = [...new Map(asked.map((each) => [measureKey(each), each])).values()];
  if (!measures.every(isOfRows)) return null;
  const sources = new Set(measures.map(({ family, at, span }) => [family, at, span].join()));
  return sources.size === 1 ? measures : null;
}

const isOfRows = (measure: Measure): measure is RowsMeasure => measure.kind === 'rows';

/** A metric that is one count or sum orders by it; others are worked out from several numbers, and rounded, when assembled. */
function orderOf(ordering: Ordering, query: MetricQuery, measures: readonly RowsMeasure[]): PageOrder | null {
  const { descending } = ordering;
  if (ordering.kind === 'dimension') return { kind: 'member', position: ordering.position, descending };
  const { formula } = query.judging.get(ordering.number.metric)!;
  if (formula.kind !== 'total') return null;
  const place = measures.findIndex((each) => measureKey(each) === measureKey(formula.of));
  return { kind: 'measure', place, descending };
}

const isEvery = (order: readonly (PageOrder | null)[]): order is readonly PageOrder[] => !order.includes(null);
