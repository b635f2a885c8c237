// Conditions on one customer's value of a metric, judged before the question: each becomes the customers that meet it, the
// same in every bucket and comparison. The value is the metric's own, asked by customer, so one definition serves both; it is
// measured once for all conditions that set bounds to it.
import { bucketsOf } from '../../model/buckets';
import { type Bounds, isWithin } from '../../model/choose-argument';
import { customerNumber } from '../../model/dimensions';
import type { Filter, MetricConditionArguments, SavedFilters } from '../../model/filters';
import type { Warning } from '../../warnings';
import { isImmature } from '../assemble/immature';
import { metricValue } from '../assemble/value';
import { measure, type Ran, type View } from '../measure/measure';
import { type Cells, cellsOf, noCells, slicesOf } from '../measure/slices';
import { statementsOf } from '../plan/plan';
import type { Level } from '../plan/query-plan';
import { type MetricCondition, parseCondition } from '../question/metric-condition';
import type { Scope } from '../question/scope';
import { refuseUnknownMembers } from './unknown-members';

type Condition = Extract<Filter, { readonly kind: 'condition' }>;

/** The filter with every condition replaced by the customers that meet it, and what was measured and found on the way. */
export type Judged = {
  readonly filter: Filter | null;
  readonly trail: readonly Ran[];
  readonly warnings: readonly Warning[];
};

/** A customer a group: as many as there are. */
const everyCustomer = 100_000_000;

/** Throws UNKNOWN_MEMBER for members that nothing has, each at its place. */
export const judgeConditions = (view: View, segments: SavedFilters): Promise<Judged> =>
  judge(view.scope.filter, view, segments, 'where');

/** The filter is the question's or that of a condition in it; the scope is the question's. `path`: where the filter stands. */
async function judge(filter: Filter | null, view: View, segments: SavedFilters, path: string): Promise<Judged> {
  if (filter === null) return { filter: null, trail: [], warnings: [] };
  const warnings = [...(await refuseUnknownMembers(filter, path, view))];
  const { period, now } = view.scope;
  const trail: Ran[] = [];
  const values = new Map<string, CustomerValues>();
  const customers = new Map<Condition, Filter>();
  for (const condition of conditionsIn(filter)) {
    const meant = parseCondition(condition.condition, condition, { period, now, segments });
    const key = valueKey(condition.condition);
    let ofCustomers = values.get(key);
    if (ofCustomers === undefined) {
      ofCustomers = await valuesOf(meant, `${condition.path}.where`, view, segments);
      values.set(key, ofCustomers);
      trail.push(...ofCustomers.trail);
      warnings.push(...ofCustomers.warnings);
    }
    customers.set(condition, customersWithin(meant.bounds, ofCustomers));
  }
  return { filter: replaced(filter, customers), trail, warnings };
}

function conditionsIn(filter: Filter): readonly Condition[] {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.of.flatMap(conditionsIn);
    case 'not':
      return conditionsIn(filter.of);
    case 'condition':
      return [filter];
    case 'test':
    case 'customers':
      return [];
    default:
      return filter satisfies never;
  }
}

function replaced(filter: Filter, by: ReadonlyMap<Condition, Filter>): Filter {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return { ...filter, of: filter.of.map((each) => replaced(each, by)) };
    case 'not':
      return { kind: 'not', of: replaced(filter.of, by) };
    case 'condition':
      return by.get(filter)!;
    case 'test':
    case 'customers':
      return filter;
    default:
      return filter satisfies never;
  }
}

/** The same for conditions that differ in their bounds alone. */
const valueKey = ({ metric, period, where }: MetricConditionArguments): string =>
  JSON.stringify([metric, period ?? null, where ?? null]);

/** What a metric comes to for each customer; customers that are not named have the value of nothing. */
type CustomerValues = {
  readonly trail: readonly Ran[];
  readonly warnings: readonly Warning[];
  readonly ofNothing: number | null;
  readonly of: readonly { readonly customer: number; readonly value: number | null }[];
};

async function valuesOf(
  { metric, period, now, where }: MetricCondition,
  path: string,
  { session, scope }: View,
  segments: SavedFilters,
): Promise<CustomerValues> {
  const [bucket] = bucketsOf(period, null, now);
  const level: Level = {
    name: 'condition',
    by: [customerNumber],
    buckets: [bucket!],
    roles: [{ series: null, position: 'whole' }],
    top: null,
  };
  // What a condition rests on looks no further than the condition does.
  const { filter, trail, warnings } = await judge(where, { session, scope: { ...scope, now } }, segments, path);
  const own: Scope = { ...scope, period, now, filter, attributes: 'AT_EVENT' };
  const measured = await measure(statementsOf(level, [metric]), { session, scope: own }, everyCustomer);
  const context = { days: bucket!.days, immature: isImmature(metric, bucket!, now) };
  const valueFor = (cells: Cells): number | null => metricValue(metric, cells, context).value;
  return {
    trail: [...trail, ...measured],
    warnings,
    ofNothing: valueFor(noCells),
    of: slicesOf(level, measured)
      .filter(({ keys }) => keys[0] !== '0')
      .map((slice) => ({
        customer: Number(slice.keys[0]),
        value: valueFor(cellsOf(slice, null, 'whole') ?? noCells),
      })),
  };
}

function customersWithin(bounds: Bounds, { ofNothing, of }: CustomerValues): Filter {
  // Where the value of nothing meets the condition, the others are fewer to name.
  const except = isWithin(ofNothing, bounds);
  const customers = of.filter(({ value }) => isWithin(value, bounds) !== except).map(({ customer }) => customer);
  return { kind: 'customers', customers, except };
}
