// Conditions on one customer's value of a metric, and saved segments, with answers counted by hand on the fixture company
// (test/support/company/README.md), on both engines.
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import type { MetricQuestion, PeriodInput } from '../../src/query/question/metric-question';
import { april, february, firstHalf, firstQuarter, march } from '../support/company-periods';
import { fixtureCompany } from '../support/fixture';
import { numbers, onEachEngine } from './on-fixture';

const segments = new Map([
  ['regulars', { metric: { metric: 'ORDERS', gte: 2 } }],
  ['online', { dimension: 'CHANNEL_CATEGORY', in: ['online'] }],
  ['regulars-online', { all: [{ segment: 'regulars' }, { segment: 'online' }] }],
  ['circle', { not: { segment: 'circle' } }],
  ['here', { any: [{ segment: 'online' }, { segment: 'there' }] }],
  ['there', { not: { segment: 'here' } }],
  ['often-online', { metric: { metric: 'ORDERS', gte: 2, where: { segment: 'online' } } }],
]);

/** Buyers and revenue of the first half under a filter: 11 and 4733 without one, of which a guest has 40. */
const ofFirstHalf = (title: string, where: MetricQuestion['where'], expected: readonly number[]): void =>
  onEachEngine(
    title,
    { metrics: ['BUYERS', 'REVENUE'], period: firstHalf, where },
    ({ rows }) => expect(rows.map(numbers)).toEqual([expected]),
    segments,
  );

async function refusal(question: Partial<MetricQuestion>): Promise<string> {
  const [context] = (await fixtureCompany()).contexts;
  const asked = { metrics: ['BUYERS'], period: firstHalf, ...question };
  const error = await answer(asked, { ...context!, segments: async () => segments }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return `${(error as UserError).code}: ${(error as UserError).message}`;
}

describe('customers with two orders or more', () => {
  const regulars = { metric: { metric: 'ORDERS', gte: 2 } };
  // anna 4, hui 3, lan 3, jia 2, nan 2, kong 2
  ofFirstHalf('are six', regulars, [6, 4130]);
  // chen, eve, gao, omar and ping have one; the guest is nobody
  ofFirstHalf('or not, with the 40 of the guest, who is nobody', { not: regulars }, [5, 603]);
  ofFirstHalf(
    'may be counted on some facts only',
    { metric: { ...regulars.metric, where: { dimension: 'CHANNEL', in: ['web'] } } },
    [
      // anna and lan
      2, 3355,
    ],
  );
  ofFirstHalf(
    'may be judged by another period',
    { metric: { metric: 'ORDERS', eq: 0, period: firstQuarter } },
    [
      // chen, kong, nan and ping
      4, 583,
    ],
  );
  ofFirstHalf(
    'go with other conditions',
    { all: [regulars, { dimension: 'REGION', in: ['south'] }] },
    [
      // hui 215, lan 2600; kong moved north before he bought
      2, 2815,
    ],
  );
  ofFirstHalf(
    'and another sum at once',
    { all: [regulars, { metric: { metric: 'REVENUE', gt: '210.00', lt: '2600' } }] },
    [
      // anna 755, hui 215, kong 250
      3, 1220,
    ],
  );

  onEachEngine(
    'are the same in every quarter and comparison, judged over the whole period',
    {
      metrics: ['BUYERS'],
      period: firstHalf,
      grain: 'QUARTER',
      where: regulars,
      compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }],
    },
    ({ rows }) => {
      // First anna, hui, jia, lan; then also kong and nan. Of the fourth quarter of 2024: anna alone.
      expect(rows.map(({ values }) => [values.BUYERS!.value, values.BUYERS!.comparisons.before!.value])).toEqual([
        [4, 1],
        [6, 4],
      ]);
    },
  );
});

describe('the period of a condition', () => {
  // anna bought in the first instant of March by the business's clock, which is February in UTC; lan in both months.
  const ofFebruary = (period: PeriodInput): MetricQuestion['where'] => ({
    metric: { metric: 'ORDERS', gte: 1, period },
  });
  const buyersOfMarch = (title: string, where: MetricQuestion['where'], expected: number): void =>
    onEachEngine(title, { metrics: ['BUYERS'], period: { ...march, timezone: 'UTC' }, where }, ({ rows }) =>
      expect(rows.map(numbers)).toEqual([[expected]]),
    );
  buyersOfMarch("is of the question's calendar", ofFebruary(february), 2);
  buyersOfMarch('unless it names its own', ofFebruary({ ...february, timezone: 'Asia/Shanghai' }), 1);
});

describe('a mean of one customer', () => {
  // In April jia answered 5, nan 4.11 (brought to five), hui 4, anna 4, omar 3.67, kong 3; anna and omar did not buy.
  const content = { metric: { metric: 'CSAT_AVERAGE', gte: 4 } };
  const buyersOfApril = (title: string, where: MetricQuestion['where'], expected: number): void =>
    onEachEngine(title, { metrics: ['BUYERS'], period: april, where }, ({ rows }) =>
      expect(rows.map(numbers)).toEqual([[expected]]),
    );
  buyersOfApril('meets its bounds', content, 3);
  buyersOfApril('or does not', { not: content }, 1);
  buyersOfApril('that never answered meets none', { metric: { metric: 'CSAT_AVERAGE', lt: 100 } }, 4);

  onEachEngine(
    'that never answered is not the opposite of one that did',
    { metrics: ['BUYERS'], period: firstHalf, where: { metric: { metric: 'CSAT_AVERAGE', lt: 100 } } },
    // anna, hui, jia, kong, nan, omar of eleven buyers
    ({ rows }) => expect(rows.map(numbers)).toEqual([[6]]),
  );
});

describe('a condition is refused', () => {
  it('on a metric that no single customer has', async () => {
    expect(await refusal({ where: { metric: { metric: 'CHURN_RATE', gt: 1 } } })).toMatch(
      /^METRIC_NOT_PER_CUSTOMER: The metric CHURN_RATE cannot be judged for one customer\. These can: .*\bORDERS\b.*\bCSAT_AVERAGE\b/,
    );
  });

  it.each<[string, MetricQuestion['where'], string]>([
    [
      'without bounds, by its path',
      { all: [{ dimension: 'REGION', in: ['east'] }, { metric: { metric: 'ORDERS' } }] },
      'INVALID_ARGUMENT: The argument where.all[1].metric is not valid: it has no bound. Give one or more of gte, gt, lte, lt, eq.',
    ],
    [
      'on facts that the metric does not have',
      { metric: { metric: 'ORDERS', gte: 2, where: { dimension: 'TOPIC', in: ['price'] } } },
      'METRIC_NOT_SLICEABLE: The metric ORDERS cannot be sliced or filtered by TOPIC.',
    ],
    [
      'on a metric there is not',
      { metric: { metric: 'ORDRES', gte: 2 } },
      'UNKNOWN_METRIC: There is no metric ORDRES. Did you mean ORDERS?',
    ],
    [
      'on a period that has not begun',
      { metric: { metric: 'ORDERS', gte: 2, period: { year: 2026 } } },
      'INVALID_PERIOD: The period starts on 2026-01-01, which has not begun.',
    ],
  ])('%s', async (_title, where, expected) => {
    const message = await refusal({ where });
    expect(message.slice(0, expected.length)).toBe(expected);
  });
});

describe('a segment', () => {
  ofFirstHalf('is its filter', { segment: 'regulars' }, [6, 4130]);
  // anna 355, hui 95, jia 210, kong 250, lan 600, nan 60
  ofFirstHalf('may be made of others', { segment: 'regulars-online' }, [6, 1570]);
  // anna 3, jia, kong and lan 2 orders by app or web: 755 + 210 + 250 + 2600
  ofFirstHalf('may restrict a condition', { segment: 'often-online' }, [4, 3815]);
  ofFirstHalf(
    'stands among other filters',
    { all: [{ segment: 'online' }, { not: { segment: 'regulars' } }] },
    [
      // chen 200, eve 80 - 80, omar 180
      3, 380,
    ],
  );

  it('that there is not is refused with the nearest', async () => {
    expect(await refusal({ where: { any: [{ segment: 'regular' }] } })).toBe(
      'UNKNOWN_SEGMENT: There is no segment regular. Did you mean regulars?',
    );
  });

  it('is no part of itself, also by way of others', async () => {
    expect(await refusal({ where: { segment: 'circle' } })).toBe(
      'INVALID_FILTER: The filter at segment circle.not is not valid: the segment circle is part of itself. Take it out of its own filter.',
    );
    expect(await refusal({ where: { segment: 'here' } })).toBe(
      'INVALID_FILTER: The filter at segment there.not is not valid: the segment here is part of itself. Take it out of its own filter.',
    );
  });

  it('of facts is refused where the metric has none of them', async () => {
    const [context] = (await fixtureCompany()).contexts;
    const question = { metrics: ['NPS', 'CHURN_RATE'], period: firstHalf, where: { segment: 'online' } };
    const { refused } = await answer(question, { ...context!, segments: async () => segments });
    expect([...refused.values()].map(({ sentence }) => sentence)).toEqual([
      'The metric CHURN_RATE cannot be sliced or filtered by CHANNEL_CATEGORY.',
    ]);
  });
});
