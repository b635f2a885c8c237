// Conditions on one customer's value of a metric, judged before the question: each becomes the customers that meet it, the
// same in every bucket and comparison. The value is the metric's own, asked by customer, so one definition serves both.
import type { EngineSession } from '../../engine/engine';
import { bucketsOf } from '../../model/buckets';
import { customerNumber } from '../../model/dimensions';
import type { Filter, MetricConditionArguments } from '../../model/filters';
import type { Dialect } from '../../sql/dialect';
import { isImmature } from '../assemble/immature';
import { metricValue } from '../assemble/value';
import { type Measured, measure } from '../measure/measure';
import { type Cells, cellsOf, noCells, slicesOf } from '../measure/slices';
import { type Level, statementsOf } from '../plan/plan';
import { isWithin } from '../question/choose-argument';
import { parseCondition } from '../question/metric-condition';
import type { MetricQuery, Segments } from '../question/metric-query';
import { refuseUnknownMembers } from './unknown-members';

type Judge = {
  readonly query: MetricQuery;
  readonly segments: Segments;
  readonly session: EngineSession;
  readonly dialect: Dialect;
  /** Takes down what is measured on the way. */
  readonly measured?: Measured[];
};

/** A customer a group: as many as there are. */
const everyCustomer = 100_000_000;

/** The filter with every condition replaced by the customers that meet it. Throws UNKNOWN_MEMBER for members that nothing has. `path`: its place in the arguments. */
export async function judgeConditions(filter: Filter, judge: Judge, path = 'where'): Promise<Filter> {
  await refuseUnknownMembers(filter, judge.session, path);
  return judged(filter, judge);
}

async function judged(filter: Filter, judge: Judge): Promise<Filter> {
  switch (filter.kind) {
    case 'all':
    case 'any': {
      const of: Filter[] = [];
      for (const each of filter.of) of.push(await judged(each, judge));
      return { ...filter, of };
    }
    case 'not':
      return { kind: 'not', of: await judged(filter.of, judge) };
    case 'condition':
      return customersMeeting(filter.condition, filter.path, judge);
    case 'test':
    case 'customers':
      return filter;
    default:
      return filter satisfies never;
  }
}

async function customersMeeting(condition: MetricConditionArguments, path: string, judge: Judge): Promise<Filter> {
  const { query, segments, session, dialect } = judge;
  const { metric, bounds, period: asked, where: parsed } = parseCondition(condition, path, { ...query, segments });
  const where = parsed === null ? null : await judgeConditions(parsed, judge, `${path}.where`);
  const [bucket] = bucketsOf(asked, null, query.now);
  const level: Level = {
    name: 'condition',
    by: [customerNumber],
    buckets: [bucket!],
    roles: [{ series: null, position: 'whole' }],
    top: null,
  };
  const own: MetricQuery = { ...query, filter: where, attributes: 'AT_EVENT', period: asked };
  const measured = await measure(statementsOf(level, [metric]), own, session, dialect, everyCustomer);
  judge.measured?.push(...measured);
  const context = { days: bucket!.days, immature: isImmature(metric, bucket!, query.now) };
  const meets = (cells: Cells): boolean => isWithin(metricValue(metric, cells, context).value, bounds);
  // Customers without a fact have the value of nothing: where that meets the condition, the others are fewer to name.
  const except = meets(noCells);
  const customers = slicesOf(level, measured)
    .filter((slice) => slice.keys[0] !== '0' && meets(cellsOf(slice, null, 'whole') ?? noCells) !== except)
    .map((slice) => Number(slice.keys[0]));
  return { kind: 'customers', customers, except };
}
