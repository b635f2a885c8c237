// Random ways to ask beyond slices: comparisons, windows, roll-ups, top members, conditions on rows and on customers, orders and pages,
// laid over a random question.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { CompareInput, HavingInput, MetricCondition, NaiveFilter, NaiveQuestion } from './naive/question';
import { drawnOrders, ordersOf } from './random-orders';
import { arbitraryQuestion, type QuestionSpace } from './random-question';

/** Metrics that have a value for one customer, with bounds near what one customer reaches. */
const perCustomer: readonly (readonly [string, readonly string[]])[] = [
  ['REVENUE', ['0', '20', '250.5', '1000']],
  ['GROSS_PROFIT', ['0', '10', '500']],
  ['ORDERS', ['0', '1', '2', '5']],
  ['INTERACTIONS', ['0', '1', '3']],
  ['COMPLAINTS', ['0', '1']],
  ['CSAT_AVERAGE', ['3', '4']],
  ['FIRST_RESPONSE_TIME', ['3600']],
  ['RESOLUTION_TIME', ['7200']],
  ['LEADS', ['0', '1']],
  ['NEW_CUSTOMERS', ['0', '1']],
  ['LEAD_FOLLOW_UP_TIME', ['0', '86400']],
  ['REFERRED_CUSTOMERS', ['1']],
  ['UNITS_SOLD', ['0', '2', '10']],
  ['DEALS_WON', ['0', '1']],
  ['SALES_CYCLE_DAYS', ['10']],
  ['CES', ['4']],
  ['SURVEY_RESPONSES', ['0', '2']],
  ['TICKETS', ['0', '1']],
  ['ACTIVE_CUSTOMERS', ['0', '1']],
  ['CONTENT_VIEWS', ['0']],
  ['AVERAGE_USAGE_MINUTES', ['10']],
  ['BUYERS', ['0', '1']],
  ['REPURCHASE_INTERVAL_DAYS', ['30']],
  ['CATEGORIES_PER_BUYER', ['0', '1', '2']],
];

export function arbitraryAsk(space: QuestionSpace): fc.Arbitrary<NaiveQuestion> {
  return fc
    .record({
      question: arbitraryQuestion(space),
      compare: rarely(comparisons(space), []),
      window: rarely(windows, null),
      rollUp: rarely(fc.constant(true), false),
      condition: rarely(customerCondition, null),
      segment: fc.boolean(),
      top: rarely(fc.record({ n: fc.integer({ min: 1, max: 3 }), other: fc.boolean(), ascending: fc.boolean() }), null),
      having: rarely(rowCondition, null),
      orders: fc.oneof(fc.constant([]), drawnOrders, drawnOrders),
      pages: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
      ),
      shares: fc.constantFrom(null, true, false),
    })
    .map(({ question, compare, window, rollUp, condition, segment, top, having, orders, ...rest }) => {
      const metric = question.metrics[0] as string;
      const asked: NaiveQuestion = {
        ...question,
        ...rest,
        compare,
        window: question.grain == null ? null : window,
        totals: rollUp ? 'ROLLUP' : question.totals,
        having: having === null ? [] : [having(metric, compare[0]?.name)],
        top:
          top === null || (question.by ?? []).length === 0
            ? null
            : { n: top.n, metric, direction: top.ascending ? 'ASC' : 'DESC', other: top.other },
      };
      if (condition === null) return { ...asked, orderBy: ordersOf(orders, asked) };
      const where: NaiveFilter = segment ? { segment: 'chosen' } : condition;
      const segments: Record<string, NaiveFilter> = segment ? { chosen: condition } : {};
      const filtered = { ...asked, segments, where: question.where == null ? where : { all: [question.where, where] } };
      return { ...filtered, orderBy: ordersOf(orders, filtered) };
    });
}

function rarely<T, N>(arbitrary: fc.Arbitrary<T>, otherwise: N): fc.Arbitrary<T | N> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
}

/** On a value, or with a comparison on the other value or the change against it. */
const rowCondition = fc
  .record({
    operator: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'lt', 'lte'),
    bound: fc.constantFrom('0', '1', '50', '-10'),
    by: fc.constantFrom(null, 'VALUE', 'CHANGE', 'CHANGE_PERCENT'),
  })
  .map(({ operator, bound, by }) => (metric: string, compare: string | undefined): HavingInput => {
    const condition = { metric, compare, [operator]: bound };
    return compare === undefined ? condition : { ...condition, by };
  });

/** As long as a bucket or longer. */
const windows = fc.oneof(
  fc.record({ trailing: fc.integer({ min: 2, max: 12 }), unit: fc.constantFrom('MONTH', 'QUARTER', 'YEAR') }),
  fc.record({ cumulative: fc.constant('YEAR') }),
);

function comparisons(space: QuestionSpace): fc.Arbitrary<readonly CompareInput[]> {
  const today = Temporal.Instant.from(space.settings.now).toZonedDateTimeISO(space.settings.timeZone).toPlainDate();
  const custom = fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 200 })).map(([ago, days]) => {
    const from = today.subtract({ days: ago });
    return { mode: 'CUSTOM', from: from.toString(), to: from.add({ days }).toString() };
  });
  const given = fc.constantFrom('PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'SAME_WEEKDAYS_PREVIOUS_YEAR');
  const one = fc.oneof(
    given.map((mode) => ({ mode })),
    custom,
  );
  return fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((modes) => modes.map((mode, index) => ({ name: `other${index}`, ...mode })));
}

const customerCondition: fc.Arbitrary<NaiveFilter> = fc
  .record({
    metric: fc
      .constantFrom(...perCustomer)
      .chain(([metric, bounds]) => fc.tuple(fc.constant(metric), fc.constantFrom(...bounds))),
    operator: fc.constantFrom('gte', 'gt', 'lte', 'lt', 'eq'),
    period: fc.constantFrom(null, { last: 12, unit: 'MONTH', includeCurrent: true }),
    where: fc.constantFrom(null, { dimension: 'CHANNEL', in: ['web', 'app'] }),
    negated: fc.boolean(),
  })
  .map(({ metric: [metric, bound], operator, period, where, negated }) => {
    const condition: MetricCondition = { metric, [operator]: bound, period, where };
    return negated ? { not: { metric: condition } } : { metric: condition };
  });
