// Conditions on one customer's value of a metric, judged before the question: each becomes the customers that meet it, the
// same in every bucket and comparison. The value is the metric's own, asked by customer, so one definition serves both.
import type { EngineSession } from '../../engine/engine';
import { UserError } from '../../errors';
import { enumValueOf, metricCatalog, refusalOf } from '../../metrics/catalog';
import { bucketsOf } from '../../model/buckets';
import { customerBounds, isWithin, parseBounds } from '../../model/choose-argument';
import { customerNumber } from '../../model/dimensions';
import { type Filter, parseFilter } from '../../model/filters';
import { resolvePeriod } from '../../model/periods';
import type { Dialect } from '../../sql/dialect';
import { isImmature } from '../assemble/immature';
import { metricValue } from '../assemble/value';
import { type Measured, measure } from '../measure/measure';
import { type Cells, cellsOf, noCells, slicesOf } from '../measure/slices';
import { type Level, statementsOf } from '../plan/plan';
import type { MetricQuery, Segments } from '../question/metric-query';
import { knownMetric } from '../question/row-choices';
import { refuseUnknownMembers } from './unknown-members';

type Judge = {
  readonly query: MetricQuery;
  readonly segments: Segments;
  readonly session: EngineSession;
  readonly dialect: Dialect;
  /** Takes down what is measured on the way. */
  readonly measured?: Measured[];
  /** How many conditions this one stands within. */
  readonly depth?: number;
};

const deepest = 20;

/** A customer a group: as many as there are. */
const everyCustomer = 100_000_000;

/** The filter with every condition replaced by the customers that meet it. Throws UNKNOWN_MEMBER for a member that nothing has. */
export async function judgeConditions(filter: Filter, judge: Judge): Promise<Filter> {
  await refuseUnknownMembers(filter, judge.session);
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
      return customersMeeting(filter, judge);
    case 'test':
    case 'customers':
      return filter;
    default:
      return filter satisfies never;
  }
}

async function customersMeeting(
  { condition, path, within }: Extract<Filter, { kind: 'condition' }>,
  judge: Judge,
): Promise<Filter> {
  const { query, segments, session, dialect } = judge;
  const metric = knownMetric(condition.metric);
  if (!metric.perCustomer) {
    const able = metricCatalog.filter(({ perCustomer }) => perCustomer).map(({ id }) => enumValueOf(id));
    throw new UserError('METRIC_NOT_PER_CUSTOMER', { metric: enumValueOf(metric.id), allowed: able });
  }
  const bounds = parseBounds(path, condition, customerBounds);
  const asked =
    condition.period == null ? query.period : resolvePeriod(condition.period, query.period.calendar, query.now);
  const parsed = condition.where == null ? null : parseFilter(condition.where, segments, `${path}.where`, within);
  const refusal = refusalOf(metric, [], parsed);
  if (refusal !== undefined) throw refusal;
  const depth = (judge.depth ?? 0) + 1;
  if (depth > deepest)
    throw new UserError('INVALID_FILTER', {
      path,
      problem: `its conditions are nested more than ${deepest} deep`,
      hint: 'Take segments out of their own conditions.',
    });
  const where = parsed === null ? null : await judgeConditions(parsed, { ...judge, depth });
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
