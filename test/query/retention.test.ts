// Cohorts and their literal answers, on the fixture company (its README has the transactions) and on customers made for one edge.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../src/errors';
import { assembleRetention, type Cohort } from '../../src/query/journeys/assemble-retention';
import { retention } from '../../src/query/journeys/retention';
import { parseRetention, type RetentionQuestion } from '../../src/query/journeys/retention-question';
import type { AnswerContext } from '../../src/query/reading';
import { between, day, february, firstHalf, firstQuarter } from '../support/company-periods';
import { shanghai } from '../support/company-settings';
import { fixtureCompany, type OpenCompany, openRows } from '../support/fixture';

/** Customers, percent and revenue of each offset. */
const cells = (cohort: Cohort) =>
  cohort.cells.map(({ customers, rate, revenue }) => [customers, rate, Number(revenue)]);
const shown = (cohort: Cohort) => [
  cohort.period.start,
  ...cohort.keys.map(({ value }) => value),
  cohort.size,
  ...cells(cohort),
];

const on = (title: string, open: () => Promise<OpenCompany>, check: (context: AnswerContext) => Promise<void>): void =>
  it(title, async () => {
    for (const context of (await open()).contexts) await check(context);
  });
const onFixture = (title: string, check: (context: AnswerContext) => Promise<void>): void =>
  on(title, fixtureCompany, check);

describe('the cohorts of the first half', () => {
  const none = [0, 0, 0];

  onFixture('by month, up to July, which is open', async (context) => {
    const { cohorts } = await retention({ period: firstHalf }, context);
    expect(cohorts.map(shown)).toEqual([
      // hui and eve; eve's return of February has no purchase beside it; hui bought twice in April.
      ['2025-01-01', 2, [2, 100, 140], [0, 0, -80], none, [1, 50, 155], none, none, [1, 50, 75]],
      // gao and lan
      ['2025-02-01', 2, [2, 100, 2150], [1, 50, 300], none, none, [1, 50, 300], none],
      // jia's second order has a line on each side of midnight.
      ['2025-03-01', 1, [1, 100, 140], [1, 100, 70], none, none, none],
      // nan
      ['2025-04-01', 1, [1, 100, 100], none, none, none],
      // ping; nobody bought for the first time in June, and ivan's purchase exactly now is in no period.
      ['2025-05-01', 1, [1, 100, 33], none, none],
    ]);
    expect(cohorts.map((cohort) => cohort.cells.map(({ offset }) => offset))).toEqual([
      [0, 1, 2, 3, 4, 5, 6],
      [0, 1, 2, 3, 4, 5],
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3],
      [0, 1, 2],
    ]);
    // July alone is not over.
    expect(cohorts.map((cohort) => cohort.cells.map(({ mature }) => mature))).toEqual([
      [true, true, true, true, true, true, false],
      [true, true, true, true, true, false],
      [true, true, true, true, false],
      [true, true, true, false],
      [true, true, false],
    ]);
    expect(cohorts[0]!.period).toEqual({
      start: '2025-01-01',
      end: '2025-01-31',
      complete: true,
      label: { en: '2025-01', zh: '2025年1月' },
    });
    expect(cohorts[0]!.cells[1]!.revenue).toBe('-80.0000');
  });

  onFixture('no further than asked', async (context) => {
    const { cohorts } = await retention({ period: firstHalf, offsets: 2 }, context);
    expect(cohorts.map((cohort) => cohort.cells.length)).toEqual([3, 3, 3, 3, 3]);
    const sizes = await retention({ period: firstHalf, offsets: 0 }, context);
    expect(sizes.cohorts.map(cells)).toEqual([
      [[2, 100, 140]],
      [[2, 100, 2150]],
      [[1, 100, 140]],
      [[1, 100, 100]],
      [[1, 100, 33]],
    ]);
  });

  onFixture('by the clock of the question', async (context) => {
    const period = { ...between('2025-03-01', '2025-03-31'), timezone: 'UTC' };
    // In UTC both lines of jia's second order are of March.
    expect((await retention({ period }, context)).cohorts.map(shown)).toEqual([
      ['2025-03-01', 1, [1, 100, 210], none, none, none, none],
    ]);
  });

  onFixture('by quarters of a fiscal year', async (context) => {
    const period = { ...between('2025-02-01', '2025-04-30'), fiscalYearStartMonth: 2 };
    const { cohorts } = await retention({ period, grain: 'QUARTER' }, context);
    expect(cohorts.map(shown)).toEqual([['2025-02-01', 4, [4, 100, 2760], [1, 25, 300]]]);
    expect(cohorts[0]!.period).toMatchObject({ end: '2025-04-30', label: { en: 'FY2025 Q1' } });
    expect(cohorts[0]!.cells.map(({ mature }) => mature)).toEqual([true, false]);
  });

  onFixture('by weeks from Sunday', async (context) => {
    const period = { ...between('2025-02-09', '2025-02-22'), weekStart: 'SUNDAY' };
    expect((await retention({ period, grain: 'WEEK', offsets: 3 }, context)).cohorts.map(shown)).toEqual([
      ['2025-02-09', 1, [1, 100, 150], none, none, none],
      // lan bought a membership on 10 March.
      ['2025-02-16', 1, [1, 100, 2000], none, none, [1, 100, 300]],
    ]);
  });

  onFixture('by years and by days', async (context) => {
    const period = between('2024-01-01', '2025-06-30');
    const years = await retention({ period, grain: 'YEAR' }, context);
    // chen, kong, bao, anna, dina and omar; all but bao and dina bought again in 2025.
    expect(years.cohorts.map((cohort) => [cohort.period.start, cohort.size])).toEqual([
      ['2024-01-01', 6],
      ['2025-01-01', 7],
    ]);
    expect(years.cohorts[0]!.cells.map(({ customers, mature }) => [customers, mature])).toEqual([
      [6, true],
      [4, false],
    ]);
    const days = await retention({ period: day('2025-02-14'), grain: 'DAY', offsets: 1 }, context);
    expect(days.cohorts.map(shown)).toEqual([['2025-02-14', 1, [1, 100, 150], none]]);
  });
});

describe('a period that cuts a unit', () => {
  onFixture('has cohorts of the first purchases inside it, and says so', async (context) => {
    const period = between('2025-01-21', '2025-03-31');
    const { cohorts, explain, resolved } = await retention({ period, offsets: 1 }, context);
    expect(cohorts.map(shown)).toEqual([
      // hui bought on the 20th.
      ['2025-01-01', 1, [1, 100, 80], [0, 0, -80]],
      ['2025-02-01', 2, [2, 100, 2150], [1, 50, 300]],
      ['2025-03-01', 1, [1, 100, 140], [1, 100, 70]],
    ]);
    expect(explain.warnings.map(({ code, message }) => [code, message.en, message.zh])).toEqual([
      [
        'COHORT_CUT',
        'The period from 2025-01-21 to 2025-03-31 cuts the cohort 2025-01: it holds first purchases from 2025-01-21 to 2025-01-31 only.',
        '查询期 2025-01-21 至 2025-03-31 截断了 2025年1月 这一批客户：其中只含 2025-01-21 至 2025-01-31 的首次购买。',
      ],
    ]);
    expect(resolved.warnings).toEqual(explain.warnings);
    const early = await retention({ period: between('2025-02-01', '2025-02-15') }, context);
    expect(early.cohorts.map(({ period: { end }, size }) => [end, size])).toEqual([['2025-02-28', 1]]);
    expect(early.explain.warnings).toHaveLength(1);
    expect((await retention({ period: firstHalf }, context)).explain.warnings).toEqual([]);
  });
});

describe('slices', () => {
  const sized = async (question: Partial<RetentionQuestion>, context: AnswerContext): Promise<unknown> =>
    (await retention({ period: firstQuarter, offsets: 0, ...question }, context)).cohorts.map(
      ({ period, keys, size }) => [period.start, ...keys.map(({ value }) => value), size],
    );

  onFixture('by what the first purchase says', async (context) => {
    expect(await sized({ by: ['CHANNEL'] }, context)).toEqual([
      ['2025-01-01', 'app', 1],
      ['2025-01-01', 'shop', 1],
      ['2025-02-01', 'fair', 2],
      ['2025-03-01', 'app', 1],
    ]);
    expect(await sized({ by: ['PRODUCT_CATEGORY', 'AGENT'] }, context)).toEqual([
      ['2025-01-01', 'tea', null, 2],
      ['2025-02-01', 'tea', 'mei', 1],
      ['2025-02-01', 'ware', 'mei', 1],
      ['2025-03-01', 'tea', null, 1],
    ]);
    expect(await sized({ by: ['BUYER_TYPE'], period: february }, context)).toEqual([['2025-02-01', 'NEW', 2]]);
  });

  onFixture('by the customer as of the first purchase', async (context) => {
    expect(await sized({ by: ['TAG'], period: between('2025-03-01', '2025-03-31') }, context)).toEqual([
      ['2025-03-01', 'student', 1],
      ['2025-03-01', 'vip', 1],
    ]);
    // Everything a cohort does afterwards counts, whatever it is.
    const where = { dimension: 'REGION', in: ['south'] };
    const { cohorts } = await retention({ period: firstQuarter, where, offsets: 3 }, context);
    expect(cohorts.map(shown)).toEqual([
      ['2025-01-01', 1, [1, 100, 60], [0, 0, 0], [0, 0, 0], [1, 100, 155]],
      ['2025-02-01', 1, [1, 100, 2000], [1, 100, 300], [0, 0, 0], [0, 0, 0]],
    ]);
  });
});

describe('customers', () => {
  onFixture('are chosen by what a metric says of them', async (context) => {
    const where = { metric: { metric: 'ORDERS', gte: 2 } };
    const { cohorts } = await retention({ period: firstHalf, where, by: ['CUSTOMER'], offsets: 0 }, context);
    expect(cohorts.map(({ period, keys }) => [period.start, keys[0]!.value])).toEqual([
      ['2025-01-01', 'hui'],
      ['2025-02-01', 'lan'],
      ['2025-03-01', 'jia'],
      ['2025-04-01', 'nan'],
    ]);
  });
});

describe('refusals', () => {
  const refused = (title: string, question: Partial<RetentionQuestion>, code: string, message: RegExp): void =>
    onFixture(title, async (context) => {
      const error = await retention({ period: firstHalf, ...question }, context).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).code).toBe(code);
      expect((error as UserError).message).toMatch(message);
    });

  refused('a dimension of interactions', { by: ['TOPIC'] }, 'NOT_SLICEABLE', /Retention cannot .* TOPIC/);
  refused('a filter on one', { where: { dimension: 'INTERACTION_KIND', in: ['lead'] } }, 'NOT_SLICEABLE', /KIND/);
  refused('offsets backwards', { offsets: -1 }, 'INVALID_ARGUMENT', /0 to 10000/);
  refused('half an offset', { offsets: 1.5 }, 'INVALID_ARGUMENT', /0 to 10000/);
  refused('an unknown grain', { grain: 'MONHT' }, 'INVALID_ARGUMENT', /MONTH/);

  it('more cells than the limit', () => {
    const settings = {
      timeZone: 'UTC',
      currency: 'CNY',
      lostAfterDays: 180,
      dormantAfterDays: 90,
      weekStart: 'MONDAY',
      fiscalYearStartMonth: 1,
      slaSeconds: 3600,
    } as const;
    const period = between('2000-01-01', '2000-01-31');
    const now = Temporal.Instant.from('2025-07-01T00:00Z');
    const query = parseRetention({ period, grain: 'DAY', offsets: 8000 }, { settings, now });
    const measured = Array.from({ length: 25 }, (_, bucket) => ({ bucket, keys: [], measures: [0, 1, '10'] }));
    expect(() => assembleRetention(query, measured)).toThrow(/200025 groups/);
    expect(assembleRetention(query, measured.slice(1))).toHaveLength(24);
  });
});

describe('edges', () => {
  let ids = 0;
  const line = (customer: string, occurredAt: string, kind = 'order', revenue = '10') => ({
    transaction_id: `t${++ids}`,
    order_id: `o${ids}`,
    customer_id: customer,
    occurred_at: occurredAt,
    kind,
    revenue,
  });
  const rows = {
    transactions: [
      line('now', '2025-06-10T10:00:00+08:00'),
      line('now', '2025-07-01T12:00:00+08:00'),
      line('later', '2025-06-10T10:00:00+08:00'),
      line('later', '2025-07-01T12:00:01+08:00'),
      // A return before the first purchase, in its month.
      line('returned', '2025-04-02T10:00:00+08:00', 'refund', '-3'),
      line('returned', '2025-04-05T10:00:00+08:00'),
      line('renewed', '2025-05-05T10:00:00+08:00', 'renewal'),
      line('renewed', '2025-06-05T10:00:00+08:00', 'renewal'),
    ],
  };
  let company: Promise<OpenCompany> | undefined;
  const open = (): Promise<OpenCompany> => {
    company ??= openRows(rows, shanghai);
    return company;
  };
  afterAll(async () => (await company)?.close());
  const answered = async (context: AnswerContext, month: number): Promise<unknown> =>
    (await retention({ period: { year: 2025, month }, offsets: 2 }, context)).cohorts.map(shown);

  on('a purchase exactly now exists, a later one does not', open, async (context) => {
    expect(await answered(context, 6)).toEqual([['2025-06-01', 2, [2, 100, 20], [1, 50, 10]]]);
  });

  on('revenue is that of the whole unit, refunds included', open, async (context) => {
    expect(await answered(context, 4)).toEqual([['2025-04-01', 1, [1, 100, 7], [0, 0, 0], [0, 0, 0]]]);
  });

  on('renewals are purchases', open, async (context) => {
    expect(await answered(context, 5)).toEqual([['2025-05-01', 1, [1, 100, 10], [1, 100, 10], [0, 0, 0]]]);
  });
});
