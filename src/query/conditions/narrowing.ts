// In which order conditions are judged, and for whom. One that must hold leaves fewer customers to measure for those after it:
// the question is about nobody else, so whether another holds of them does not matter.
//
//   three orders or more, and a complaint     complaints first (few rows), then the orders of those who complained
//   three orders or more, or a complaint      either decides by itself: both of everyone, side by side
import type { MetricDefinition } from '../../metrics/metric';
import { isWithin } from '../../model/choose-argument';
import type { Ran, View } from '../measure/measure';
import type { MetricCondition } from '../question/metric-condition';
import type { Condition } from './conditions-in-filter';
import { type FactsMeant, measureValues, type Scan, valueOfNothing, withMetric } from './customer-values';
import { type Customers, customersOfBoth, customersWithin } from './customers-meant';
import { rowsReadBy } from './rows-read';

/** A condition as it is meant. */
export type Asked = {
  readonly condition: Condition;
  readonly metric: MetricDefinition;
  readonly bounds: MetricCondition['bounds'];
  readonly facts: FactsMeant;
};

export type AsJudged = { readonly trail: readonly Ran[]; readonly customers: ReadonlyMap<Condition, Customers> };

/** `needed`: the conditions that must hold. `among`: the customers that the question is about anyway; null of everyone. */
export async function judgeAsked(
  asked: readonly Asked[],
  { needed, among: meant }: { readonly needed: ReadonlySet<Condition>; readonly among: Customers | null },
  view: View,
): Promise<AsJudged> {
  const customers = new Map<Condition, Customers>();
  const scans = asked.reduce<readonly Scan[]>((before, { facts, metric }) => withMetric(before, facts, metric), []);
  const askedOf = ({ facts, metrics }: Scan): readonly Asked[] =>
    asked.filter((each) => each.facts === facts && metrics.includes(each.metric));
  const judgeScan = async (scan: Scan, among: Customers | null): Promise<readonly Ran[]> => {
    const { trail, values } = await measureValues(scan, among, view);
    for (const { condition, metric, bounds } of askedOf(scan))
      customers.set(condition, customersWithin(bounds, values.get(metric)!));
    return trail;
  };
  // A condition that customers without any facts meet leaves too many of them.
  const leavesFew = ({ condition, metric, bounds, facts }: Asked): boolean =>
    needed.has(condition) && !isWithin(valueOfNothing(metric, facts), bounds);
  const narrowing = scans.filter((scan) => askedOf(scan).some(leavesFew));
  const trail: Ran[] = [];
  let among = meant;
  for (const scan of fewestFirst(narrowing)) {
    trail.push(...(await judgeScan(scan, among)));
    for (const { condition } of askedOf(scan).filter(leavesFew)) {
      const meeting: Customers = customers.get(condition)!;
      among = among === null ? meeting : customersOfBoth(among, meeting);
    }
  }
  const others = scans.filter((scan) => !narrowing.includes(scan));
  const later = await Promise.all(others.map((scan) => judgeScan(scan, among)));
  return { trail: [...trail, ...later.flat()], customers };
}

/** Those that read the fewest rows first; else as they are written. */
const fewestFirst = (scans: readonly Scan[]): readonly Scan[] =>
  [...scans].sort((left, right) => rowsReadByScan(left) - rowsReadByScan(right));

const rowsReadByScan = ({ metrics }: Scan): number => Math.max(...metrics.map(rowsReadBy));
