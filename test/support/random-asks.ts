// Random ways to ask beyond slices: comparisons, windows, roll-ups, top members, chosen customers, conditions on rows, orders and
// pages, laid over a random question; and now and then a filter that is none.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { CompareInput, HavingInput, NaiveFilter, NaiveQuestion, TopInput, WindowInput } from './naive/question';
import { arbitraryChoice, type Choice } from './random-choices';
import { spoilt } from './random-filter';
import { drawnOrders, ordersOf } from './random-orders';
import { arbitraryQuestion, type QuestionSpace } from './random-question';

export function arbitraryAsk(space: QuestionSpace): fc.Arbitrary<NaiveQuestion> {
  return arbitraryQuestion(space)
    .chain((question) =>
      fc.record({
        question: fc.constant(question),
        compare: rarely(comparisons(space), []),
        window: rarely(arbitraryWindow(question.grain ?? null), null),
        rollUp: rarely(fc.constant(true), false),
        choice: arbitraryWhere(space, question),
        top: rarely(arbitraryTop, null),
        having: rarely(rowCondition, null),
        orders: fc.oneof(fc.constant([]), drawnOrders, drawnOrders),
        pages: fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
        ),
        shares: fc.constantFrom(null, true, false),
      }),
    )
    .map(({ question, compare, rollUp, choice, top, having, orders, ...rest }) => {
      const metric = question.metrics[0] as string;
      const asked: NaiveQuestion = {
        ...question,
        ...rest,
        ...choice,
        compare,
        totals: rollUp ? 'ROLLUP' : question.totals,
        having: having === null ? [] : [having(metric, compare[0]?.name)],
        top: top === null || (question.by ?? []).length === 0 ? null : { ...top, metric },
      };
      return { ...asked, orderBy: ordersOf(orders, asked) };
    });
}

function rarely<T, N>(arbitrary: fc.Arbitrary<T>, otherwise: N): fc.Arbitrary<T | N> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
}

const arbitraryTop: fc.Arbitrary<Omit<TopInput, 'metric'>> = fc.record({
  n: fc.integer({ min: 1, max: 3 }),
  direction: fc.constantFrom(null, 'ASC', 'DESC'),
  other: fc.constantFrom(null, true, false),
  none: fc.constantFrom(null, true, false),
});

/** The question's own filter, or customers chosen besides; an empty one, or one that is none. */
function arbitraryWhere(
  space: QuestionSpace,
  { metrics, where }: NaiveQuestion,
): fc.Arbitrary<{ readonly where: NaiveFilter | null; readonly segments?: Choice['segments'] }> {
  const own = where ?? null;
  return fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(own, own, own ?? {}).map((filter) => ({ where: filter })) },
    { weight: 15, arbitrary: arbitraryChoice(space, metrics, own) },
    { weight: 1, arbitrary: spoilt(own ?? { all: [] }).map((filter) => ({ where: filter })) },
  );
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

/** Buckets of days and weeks have windows of days and weeks too. None without buckets. */
function arbitraryWindow(grain: string | null): fc.Arbitrary<WindowInput | null> {
  if (grain === null) return fc.constant(null);
  const long = fc.oneof(
    fc.record({ trailing: fc.integer({ min: 2, max: 12 }), unit: fc.constantFrom('MONTH', 'QUARTER', 'YEAR') }),
    fc.record({ cumulative: fc.constant('YEAR') }),
  );
  const weeks = fc.record({ trailing: fc.integer({ min: 2, max: 8 }), unit: fc.constant('WEEK') });
  if (grain === 'WEEK') return fc.oneof(long, weeks);
  if (grain !== 'DAY') return long;
  const days = fc.record({ trailing: fc.constantFrom(2, 7, 28), unit: fc.constant('DAY') });
  return fc.oneof(long, weeks, days, fc.record({ cumulative: fc.constantFrom('WEEK', 'MONTH', 'QUARTER') }));
}

function comparisons(space: QuestionSpace): fc.Arbitrary<readonly CompareInput[]> {
  const today = Temporal.Instant.from(space.settings.now).toZonedDateTimeISO(space.settings.timeZone).toPlainDate();
  const custom = fc
    .tuple(fc.nat(600), fc.integer({ min: 1, max: 200 }), fc.boolean())
    .map(([ago, days, isFromFirst]) => {
      const day = today.subtract({ days: ago });
      const from = isFromFirst ? day.with({ day: 1 }) : day;
      return { mode: 'CUSTOM', from: from.toString(), to: from.add({ days }).toString() };
    });
  const given = fc.constantFrom('PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'SAME_WEEKDAYS_PREVIOUS_YEAR');
  const one = fc.oneof({ weight: 2, arbitrary: given.map((mode) => ({ mode })) }, { weight: 1, arbitrary: custom });
  return fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((modes) => modes.map((mode, index) => ({ name: `other${index}`, ...mode })));
}
