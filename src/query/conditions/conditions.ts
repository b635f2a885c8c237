// Conditions on one customer's value of a metric, judged before the question: each becomes the customers that meet it, the
// same in every bucket and comparison. A value is measured once for all conditions that set bounds to it. A condition that must
// hold leaves fewer customers to measure for those after it: the question is about nobody else.
import type { Filter, MetricConditionArguments, SavedFilters } from '../../model/filters';
import type { Warning } from '../../warnings';
import type { Ran, View } from '../measure/measure';
import { parseCondition } from '../question/metric-condition';
import { survivorsMeant } from './aliases-in-filter';
import { amongIn, type Condition, conditionsIn, neededIn, replaced } from './conditions-in-filter';
import { type FactsMeant, factsMeant } from './customer-values';
import { type Asked, judgeAsked } from './narrowing';
import { refuseUnknownMembers } from './unknown-members';

/** The filter with every condition replaced by the customers that meet it, and what was measured and found on the way. */
export type Judged = {
  readonly filter: Filter | null;
  readonly trail: readonly Ran[];
  readonly warnings: readonly Warning[];
};

/** Throws UNKNOWN_MEMBER for members that nothing has, each at its place. */
export const judgeConditions = (view: View, segments: SavedFilters): Promise<Judged> =>
  judge(view.scope.filter, view, segments, 'where');

/** The filter is the question's or that of a condition in it; the scope is the question's. `path`: where the filter stands. */
async function judge(given: Filter | null, view: View, segments: SavedFilters, path: string): Promise<Judged> {
  if (given === null) return { filter: null, trail: [], warnings: [] };
  const filter = await survivorsMeant(given, view);
  const unknown = await refuseUnknownMembers(filter, path, view);
  const { asked, trail, warnings } = await factsOf(conditionsIn(filter), view, segments);
  const judged = await judgeAsked(asked, { needed: new Set(neededIn(filter)), among: amongIn(filter) }, view);
  return {
    filter: replaced(filter, judged.customers),
    trail: [...trail, ...judged.trail],
    warnings: [...unknown, ...warnings],
  };
}

type WithFacts = Omit<Judged, 'filter'> & { readonly asked: readonly Asked[] };

/** The facts of each condition: one object for all that look at the same. */
async function factsOf(conditions: readonly Condition[], view: View, segments: SavedFilters): Promise<WithFacts> {
  const { session, scope } = view;
  const { period, now } = scope;
  const known = new Map<string, { readonly facts: FactsMeant; readonly warnings: readonly Warning[] }>();
  const trail: Ran[] = [];
  const warnings = new Map<string, readonly Warning[]>();
  const asked: Asked[] = [];
  for (const condition of conditions) {
    const { where, ...meant } = parseCondition(condition.condition, condition, { period, now, segments });
    const key = factsKey(condition.condition);
    let ofFacts = known.get(key);
    if (ofFacts === undefined) {
      // What a condition rests on looks no further than the condition does.
      const within: View = { session, scope: { ...scope, now: meant.now } };
      const judged = await judge(where, within, segments, `${condition.path}.where`);
      trail.push(...judged.trail);
      ofFacts = { facts: factsMeant(meant.period, meant.now, judged.filter), warnings: judged.warnings };
      known.set(key, ofFacts);
    }
    warnings.set(`${meant.metric.id} ${key}`, ofFacts.warnings);
    asked.push({ condition, metric: meant.metric, bounds: meant.bounds, facts: ofFacts.facts });
  }
  return { asked, trail, warnings: [...warnings.values()].flat() };
}

/** The same for conditions that look at the same facts. */
const factsKey = ({ period, where }: MetricConditionArguments): string =>
  JSON.stringify([period ?? null, where ?? null]);
