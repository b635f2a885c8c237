// Cohorts by first active facts and their literal answers, on the fixture company (its README lists who is active when) and on
// customers made for one edge.
import { UserError } from '../../src/errors';
import type { Cohort } from '../../src/query/journeys/assemble-retention';
import { retention } from '../../src/query/journeys/retention';
import type { RetentionQuestion } from '../../src/query/journeys/retention-question';
import type { AnswerContext } from '../../src/query/reading';
import { between, day, firstHalf, firstQuarter, march } from '../support/company-periods';
import { shanghai } from '../support/company-settings';
import { type CompanyRows, fixtureCompany, type OpenCompany, openRows } from '../support/fixture';

const active = (question: RetentionQuestion, context: AnswerContext) =>
  retention({ activity: 'ACTIVE', ...question }, context);

/** Customers, percent and revenue of each offset. */
const shown = (cohort: Cohort) => [
  cohort.period.start,
  ...cohort.keys.map(({ value }) => value),
  cohort.size,
  ...cohort.cells.map(({ customers, rate, revenue }) => [
    customers,
    rate === null ? null : Number(rate.toFixed(1)),
    Number(revenue),
  ]),
];
const none = [0, 0, 0];

const on = (title: string, open: () => Promise<OpenCompany>, check: (context: AnswerContext) => Promise<void>): void =>
  it(title, async () => {
    for (const context of (await open()).contexts) await check(context);
  });
const onFixture = (title: string, check: (context: AnswerContext) => Promise<void>): void =>
  on(title, fixtureCompany, check);

describe('the active cohorts of the first half', () => {
  onFixture('by month, up to July, which is open', async (context) => {
    const { cohorts, explain } = await active({ period: firstHalf }, context);
    expect(cohorts.map(shown)).toEqual([
      // hui and eve. hui answers in February, where eve's return is; the touch of March and the offer to eve in April are the company's.
      // eve's login is a microsecond after now.
      ['2025-01-01', 2, [2, 100, 140], [1, 50, -80], none, [1, 50, 155], none, none, [1, 50, 75]],
      // gao and lan. lan in March and June; gao's login is exactly now.
      ['2025-02-01', 2, [2, 100, 2150], [1, 50, 300], none, none, [1, 50, 300], [1, 50, 0]],
      // jia visits before she buys, nan answers three weeks before, mo refers and has not bought. jia and nan in April.
      ['2025-03-01', 3, [3, 100, 140], [2, 66.7, 170], none, none, none],
      // ping
      ['2025-05-01', 1, [1, 100, 33], none, none],
    ]);
    expect(cohorts[2]!.cells.map(({ offset, mature }) => [offset, mature])).toEqual([
      [0, true],
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
    expect(explain.plan).toContain('cohorts of first active facts by MONTH');
    expect(explain.warnings).toEqual([]);
  });

  onFixture('beside those of purchases, which are what is followed unless asked otherwise', async (context) => {
    const sizes = async (question: Partial<RetentionQuestion>): Promise<unknown> =>
      (await retention({ period: firstHalf, offsets: 0, ...question }, context)).cohorts.map(({ period, size }) => [
        period.start,
        size,
      ]);
    const purchases = [
      ['2025-01-01', 2],
      ['2025-02-01', 2],
      ['2025-03-01', 1],
      ['2025-04-01', 1],
      ['2025-05-01', 1],
    ];
    expect(await sizes({})).toEqual(purchases);
    expect(await sizes({ activity: null })).toEqual(purchases);
    expect(await sizes({ activity: 'PURCHASE' })).toEqual(purchases);
  });

  onFixture('by the clock of the question', async (context) => {
    // In UTC both lines of jia's second order are of March.
    expect(
      (await active({ period: { ...between('2025-03-01', '2025-03-31'), timezone: 'UTC' } }, context)).cohorts.map(
        shown,
      ),
    ).toEqual([['2025-03-01', 3, [3, 100, 210], [2, 66.7, 100], none, none, none]]);
    // jia visits an hour before midnight of Shanghai and buys half an hour after it: 15:00 and 16:30 in UTC.
    const asked = { grain: 'DAY', offsets: 1 };
    expect((await active({ period: day('2025-03-02'), ...asked }, context)).cohorts.map(shown)).toEqual([
      ['2025-03-02', 1, [1, 100, 0], [1, 100, 90]],
    ]);
    expect(
      (await active({ period: { ...day('2025-03-02'), timezone: 'UTC' }, ...asked }, context)).cohorts.map(shown),
    ).toEqual([['2025-03-02', 1, [1, 100, 90], none]]);
  });

  onFixture('by quarters of a fiscal year', async (context) => {
    const period = { ...between('2025-02-01', '2025-04-30'), fiscalYearStartMonth: 2 };
    // gao, lan, jia, nan and mo; lan buys in June, gao is there now.
    expect((await active({ period, grain: 'QUARTER' }, context)).cohorts.map(shown)).toEqual([
      ['2025-02-01', 5, [5, 100, 2760], [2, 40, 300]],
    ]);
  });

  onFixture('by weeks from Sunday', async (context) => {
    const period = { ...between('2025-03-02', '2025-03-08'), weekStart: 'SUNDAY' };
    expect((await active({ period, grain: 'WEEK', offsets: 1 }, context)).cohorts.map(shown)).toEqual([
      ['2025-03-02', 1, [1, 100, 90], [1, 100, 0]],
    ]);
  });

  onFixture('as of a day in between', async (context) => {
    // mo refers on the 30th, jia's second order is of the 31st.
    const { cohorts } = await active(
      { period: { ...between('2025-03-01', '2025-03-31'), asOf: '2025-03-20' } },
      context,
    );
    expect(cohorts.map(shown)).toEqual([['2025-03-01', 2, [2, 100, 90]]]);
    expect(cohorts[0]!.cells[0]!.mature).toBe(false);
  });
});

onFixture('a period that cuts a unit has cohorts of who enters inside it, and says so', async (context) => {
  const { cohorts, explain } = await active({ period: between('2025-03-10', '2025-03-31'), offsets: 1 }, context);
  // nan and mo; jia came on the 2nd.
  expect(cohorts.map(shown)).toEqual([['2025-03-01', 2, [2, 100, 0], [1, 50, 100]]]);
  expect(explain.warnings.map(({ code, message }) => [code, message.en, message.zh])).toEqual([
    [
      'COHORT_CUT',
      'The period from 2025-03-10 to 2025-03-31 cuts the cohort 2025-03: it holds first active facts from 2025-03-10 to 2025-03-31 only.',
      '查询期 2025-03-10 至 2025-03-31 截断了 2025年3月 这一批客户：其中只含 2025-03-10 至 2025-03-31 的首次活跃行为。',
    ],
  ]);
});

describe('slices', () => {
  const sized = async (question: Partial<RetentionQuestion>, context: AnswerContext): Promise<unknown> =>
    (await active({ period: firstQuarter, offsets: 0, ...question }, context)).cohorts.map(({ period, keys, size }) => [
      period.start,
      ...keys.map(({ value }) => value),
      size,
    ]);

  onFixture('by what the first active fact says', async (context) => {
    expect(await sized({ by: ['CHANNEL'] }, context)).toEqual([
      ['2025-01-01', 'app', 1],
      ['2025-01-01', 'shop', 1],
      ['2025-02-01', 'fair', 2],
      // nan answers in the app; jia visits the web, though she buys in the app, and mo refers there.
      ['2025-03-01', 'app', 1],
      ['2025-03-01', 'web', 2],
    ]);
    const jia = { dimension: 'CUSTOMER', in: ['jia'] };
    expect(await sized({ by: ['WEEKDAY', 'HOUR'], where: jia }, context)).toEqual([['2025-03-01', '7', '23', 1]]);
  });

  onFixture('by the customer as of it', async (context) => {
    expect(await sized({ by: ['TAG'], period: march }, context)).toEqual([
      ['2025-03-01', 'student', 1],
      ['2025-03-01', 'vip', 1],
      ['2025-03-01', null, 2],
    ]);
    expect(await sized({ where: { dimension: 'REGION', in: ['east'] } }, context)).toEqual([['2025-03-01', 2]]);
  });

  onFixture('restrict who enters, never what follows or what came before', async (context) => {
    const through = async (channel: string): Promise<unknown> => {
      const where = { dimension: 'CHANNEL', in: [channel] };
      return (await active({ period: march, where, offsets: 1 }, context)).cohorts.map(shown);
    };
    // jia and mo. jia buys in the app, for 90 and in April for 70; a line of 50 in March is of the web.
    expect(await through('web')).toEqual([['2025-03-01', 2, [2, 100, 140], [1, 50, 70]]]);
    // nan alone: jia was on the web before she came to the app, and anna on both for long.
    expect(await through('app')).toEqual([['2025-03-01', 1, [1, 100, 0], [1, 100, 100]]]);
  });
});

onFixture('customers are chosen by what a metric says of them', async (context) => {
  const bought = { metric: { metric: 'ORDERS', gte: 1, period: firstHalf } };
  const entered = async (where: RetentionQuestion['where']): Promise<unknown> =>
    (await active({ period: march, where, by: ['CUSTOMER'], offsets: 0 }, context)).cohorts.map(
      ({ keys }) => keys[0]!.value,
    );
  expect(await entered(bought)).toEqual(['jia', 'nan']);
  expect(await entered({ not: bought })).toEqual(['mo']);
});

describe('refusals', () => {
  const refused = (title: string, question: Partial<RetentionQuestion>, code: string, message: RegExp): void =>
    onFixture(title, async (context) => {
      const error = await active({ period: firstHalf, ...question }, context).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).code).toBe(code);
      expect((error as UserError).message).toMatch(message);
    });

  refused(
    'a dimension of purchases',
    { by: ['PRODUCT'] },
    'NOT_SLICEABLE',
    /Retention by active facts cannot .* PRODUCT/,
  );
  refused('who buys anew', { by: ['BUYER_TYPE'] }, 'NOT_SLICEABLE', /BUYER_TYPE/);
  refused('a dimension of interactions', { by: ['TOPIC'] }, 'NOT_SLICEABLE', /TOPIC/);
  refused('a filter on one', { where: { dimension: 'INTERACTION_KIND', in: ['login'] } }, 'NOT_SLICEABLE', /KIND/);
  refused(
    'an unknown activity',
    { activity: 'ACTIV' },
    'INVALID_ARGUMENT',
    /there is no ACTIV\b.*Did you mean ACTIVE/s,
  );
});

describe('edges', () => {
  let ids = 0;
  const bought = (customer: string | null, occurred_at: string, rest: Readonly<Record<string, string>> = {}) => {
    const id = rest.transaction_id ?? `t${++ids}`;
    return {
      transaction_id: id,
      order_id: id,
      customer_id: customer,
      occurred_at,
      kind: 'order',
      revenue: '10',
      ...rest,
    };
  };
  const did = (
    customer: string | null,
    occurred_at: string,
    kind: string,
    rest: Readonly<Record<string, string>> = {},
  ) => ({
    interaction_id: `i${++ids}`,
    customer_id: customer,
    occurred_at,
    kind,
    ...rest,
  });
  const first = '2025-02-10T10:00:00+08:00';
  const rows: CompanyRows = {
    customers: [
      { customer_id: 'mover', region: 'north' },
      { customer_id: 'mover', region: 'south', valid_from: '2025-05-10T00:00:00+08:00' },
    ],
    transactions: [
      // Ties of one instant, in February.
      bought('purchase', first, { transaction_id: 'a1', channel_id: 'bought' }),
      bought('interaction', first, { transaction_id: 'b1', channel_id: 'bought' }),
      bought('same', first, { transaction_id: 'c1', channel_id: 'bought' }),
      // March: what enters nobody.
      bought('returned', '2025-03-05T10:00:00+08:00', { kind: 'refund', revenue: '-3' }),
      bought('returned', '2025-04-05T10:00:00+08:00', { kind: 'renewal' }),
      bought(null, '2025-03-07T10:00:00+08:00'),
      // May
      bought('mover', '2025-05-12T10:00:00+08:00'),
      bought('mover', '2025-05-02T10:00:00+08:00', { kind: 'refund', revenue: '-4' }),
      // June, of which some were active before.
      bought('before', '2025-06-03T10:00:00+08:00'),
      bought('now', '2025-07-01T12:00:00+08:00'),
    ],
    interactions: [
      did('purchase', first, 'visit', { interaction_id: 'a2', channel_id: 'visited' }),
      did('interaction', first, 'visit', { interaction_id: 'b0', channel_id: 'visited' }),
      did('same', first, 'visit', { interaction_id: 'c1', channel_id: 'visited' }),
      did('points', first, 'visit', { interaction_id: 'd', channel_id: 'small' }),
      did('points', first, 'login', { interaction_id: 'D', channel_id: 'great' }),
      did(null, '2025-03-07T11:00:00+08:00', 'visit'),
      ...['lead', 'touch', 'impression', 'retention_offer'].map((kind) =>
        did('silent', '2025-03-06T10:00:00+08:00', kind),
      ),
      did('silent', '2025-03-06T11:00:00+08:00', 'stage', { opportunity_id: 'op', stage: 'qualified' }),
      ...['login', 'visit', 'content_view', 'event', 'click', 'inquiry', 'ticket', 'complaint', 'referral'].map(
        (kind) => did(`by ${kind}`, '2024-03-08T10:00:00+08:00', kind),
      ),
      did('by survey', '2024-03-08T10:00:00+08:00', 'survey', { question: 'nps', score: '9' }),
      did('mover', '2025-05-05T10:00:00+08:00', 'content_view'),
      did('before', '2025-05-31T23:59:59.999999+08:00', 'login'),
      did('before', '2025-06-02T10:00:00+08:00', 'login'),
      did('border', '2025-06-01T00:00:00+08:00', 'event'),
      did('border', '2025-07-01T12:00:00+08:00', 'event'),
      did('late', '2025-06-30T23:59:59.999999+08:00', 'click'),
      did('late', '2025-07-01T12:00:01+08:00', 'click'),
    ],
  };
  let company: Promise<OpenCompany> | undefined;
  const open = (): Promise<OpenCompany> => {
    company ??= openRows(rows, shanghai);
    return company;
  };
  afterAll(async () => (await company)?.close());
  const answered = async (context: AnswerContext, month: number, question: Partial<RetentionQuestion> = {}) =>
    (await active({ period: { year: 2025, month }, offsets: 1, ...question }, context)).cohorts.map(shown);

  on('of one instant the first by id enters, an interaction before a purchase of the same', open, async (context) => {
    const sliced = await active({ period: { year: 2025, month: 2 }, offsets: 0, by: ['CUSTOMER', 'CHANNEL'] }, context);
    expect(sliced.cohorts.map(({ keys, size }) => [...keys.map(({ value }) => value), size])).toEqual([
      ['interaction', 'visited', 1],
      ['points', 'great', 1],
      ['purchase', 'bought', 1],
      ['same', 'visited', 1],
    ]);
  });

  on('refunds, what the company does and facts of nobody enter nobody', open, async (context) => {
    expect(await answered(context, 3)).toEqual([]);
    expect(await answered(context, 4)).toEqual([['2025-04-01', 1, [1, 100, 10], none]]);
  });

  on('every kind that a customer starts does', open, async (context) => {
    const asked = { period: { year: 2024, month: 3 }, offsets: 0 };
    expect((await active(asked, context)).cohorts.map(shown)).toEqual([['2024-03-01', 10, [10, 100, 0]]]);
  });

  on('the attributes are those of the fact that enters; revenue is that of the whole unit', open, async (context) => {
    // before enters in the last microsecond of May.
    expect(await answered(context, 5)).toEqual([['2025-05-01', 2, [2, 100, 6], [1, 50, 10]]]);
    const by = ['REGION'];
    expect(await answered(context, 5, { by })).toEqual([
      ['2025-05-01', 'north', 1, [1, 100, 6], none],
      ['2025-05-01', null, 1, [1, 100, 0], [1, 100, 10]],
    ]);
    expect(await answered(context, 5, { by, activity: 'PURCHASE' })).toEqual([
      ['2025-05-01', 'south', 1, [1, 100, 6], none],
    ]);
  });

  on('borders of the unit, and now', open, async (context) => {
    // border and late; what happens exactly now exists, a second later it does not.
    expect(await answered(context, 6)).toEqual([['2025-06-01', 2, [2, 100, 0], [1, 50, 0]]]);
    // Exactly now is in no period.
    expect(await answered(context, 7)).toEqual([]);
  });
});
