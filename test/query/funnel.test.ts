// Funnels and their literal answers, on the fixture company (its README tells who is who) and on customers made for one edge.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../src/errors';
import type { FunnelRow, FunnelStep } from '../../src/query/journeys/assemble-funnel';
import { funnel } from '../../src/query/journeys/funnel';
import type { FunnelQuestion } from '../../src/query/journeys/funnel-question';
import type { FilterInput } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import { february, firstHalf, july } from '../support/company-periods';
import { shanghai } from '../support/company-settings';
import { fixtureCompany, type OpenCompany, openRows } from '../support/fixture';

type Step = readonly [string, number, number | null, number | null, (number | null)?, (number | null)?];

/** Stage, reached, percent from the start and from the stage before, median and 90th percentile of days. */
const stepOf = ({ stage, reached, fromStart, fromPrevious, medianDays, p90Days }: FunnelStep): Step => [
  stage,
  reached,
  fromStart,
  fromPrevious,
  medianDays,
  p90Days,
];
const close = (value: number | null | undefined) =>
  typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 9) : (value ?? null);
const expected = ([stage, reached, fromStart, fromPrevious, median, p90]: Step) => [
  stage,
  reached,
  close(fromStart),
  close(fromPrevious),
  close(median),
  close(p90),
];
const steps = (row: FunnelRow | undefined) => row?.steps.map(stepOf);
const reached = (row: FunnelRow) => [...row.keys.map(({ value }) => value), ...row.steps.map((step) => step.reached)];

const on = (title: string, open: () => Promise<OpenCompany>, check: (context: AnswerContext) => Promise<void>): void =>
  it(title, async () => {
    for (const context of (await open()).contexts) await check(context);
  });
const onFixture = (title: string, check: (context: AnswerContext) => Promise<void>): void =>
  on(title, fixtureCompany, check);

describe('the funnel of the first half', () => {
  onFixture('takes lan, gao, jia, nan, mo and ivan through all stages but the trial', async (context) => {
    const { rows } = await funnel({ period: firstHalf }, context);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.keys).toEqual([]);
    const wanted: readonly Step[] = [
      ['LEAD', 6, 100, null],
      // Six hours (lan, mo) and a day (nan); gao was touched at the instant of his lead, which is not after it.
      ['CONTACTED', 6, 100, 100, 0.25, 0.85],
      // lan alone has both times; the others count because a later stage has one.
      ['QUALIFIED', 6, 100, 100, 9 + 4 / 24, 9 + 4 / 24],
      ['QUOTED', 6, 100, 100, 2, 2],
      // lan after 8 days, ivan after 21 days and two hours, in the very instant of now; mo's purchase is tomorrow.
      ['WON', 5, 500 / 6, 500 / 6, (8 + 21 + 2 / 24) / 2, 8 + 0.9 * (13 + 2 / 24)],
      // nan's first two orders fall on one instant, lan took 18 days, jia 28 days and 23 hours.
      ['REPURCHASED', 3, 50, 60, 18, 18 + 0.8 * (10 + 23 / 24)],
    ];
    expect(steps(rows[0])).toEqual(wanted.map(expected));
    expect(rows[0]!.bottleneck).toBe('REPURCHASED');
  });

  onFixture('goes through the stages asked for', async (context) => {
    const { rows } = await funnel({ period: firstHalf, stages: ['LEAD', 'TRIAL', 'WON'] }, context);
    expect(steps(rows[0])).toEqual(
      [
        ['LEAD', 6, 100, null],
        ['TRIAL', 5, 500 / 6, 500 / 6],
        ['WON', 5, 500 / 6, 100],
      ].map((step) => expected(step as unknown as Step)),
    );
    expect(rows[0]!.bottleneck).toBe('TRIAL');
  });

  onFixture('begins where its first stage begins', async (context) => {
    const { rows } = await funnel({ period: firstHalf, stages: ['QUOTED', 'WON', 'REPURCHASED'] }, context);
    // omar was quoted too, but had bought before.
    expect(rows.map(reached)).toEqual([[3, 2, 1]]);
    expect(rows[0]!.bottleneck).toBe('REPURCHASED');
  });

  onFixture('names the earlier bottleneck on a tie', async (context) => {
    // lan went all the way.
    const { rows } = await funnel({ period: firstHalf, where: { dimension: 'CUSTOMER', in: ['lan'] } }, context);
    expect(rows.map(reached)).toEqual([[1, 1, 1, 1, 1, 1]]);
    expect(rows[0]!.bottleneck).toBe('CONTACTED');
  });
});

describe('who enters', () => {
  onFixture('a purchase may begin a funnel', async (context) => {
    const { rows } = await funnel({ period: firstHalf, stages: ['WON', 'REPURCHASED'] }, context);
    // hui, eve, gao, lan, jia, nan, ping; ivan's purchase exactly now is in no period.
    const wanted: readonly Step[] = [
      ['WON', 7, 100, null],
      ['REPURCHASED', 4, 400 / 7, 400 / 7, (18 + 28 + 23 / 24) / 2, 28 + 23 / 24 + 0.7 * (51 - 1 / 24)],
    ];
    expect(steps(rows[0])).toEqual(wanted.map(expected));
  });

  onFixture(
    'by the clock of the question: jia in the last microsecond of February, lan in the first',
    async (context) => {
      const stages = ['LEAD', 'WON'];
      expect((await funnel({ period: february, stages }, context)).rows.map(reached)).toEqual([[3, 3]]);
      const inUtc = { ...february, timezone: 'UTC' };
      expect((await funnel({ period: inUtc, stages }, context)).rows.map(reached)).toEqual([[2, 2]]);
    },
  );

  onFixture('nobody: one row of nothing', async (context) => {
    const { rows } = await funnel({ period: july, stages: ['LEAD', 'WON'] }, context);
    expect(rows).toEqual([
      {
        keys: [],
        bottleneck: null,
        steps: ['LEAD', 'WON'].map((stage) => ({
          stage,
          reached: 0,
          fromStart: null,
          fromPrevious: null,
          medianDays: null,
          p90Days: null,
        })),
      },
    ]);
    expect((await funnel({ period: july, stages: ['LEAD', 'WON'], by: ['REGION'] }, context)).rows).toEqual([]);
  });
});

describe('a window', () => {
  const inWindow = async (question: Omit<FunnelQuestion, 'period'>, context: AnswerContext) =>
    (await funnel({ period: firstHalf, ...question }, context)).rows.map(reached);

  onFixture('leaves out what comes later', async (context) => {
    // lan and jia buy again later than 30 days after their leads, ivan buys later.
    expect(await inWindow({ windowDays: 30 }, context)).toEqual([[6, 6, 6, 6, 4, 1]]);
  });

  onFixture('ends exactly so many days after the entry', async (context) => {
    // nan was touched exactly a day after the lead.
    const stages = ['LEAD', 'CONTACTED', 'WON'];
    const { rows } = await funnel({ period: firstHalf, stages, windowDays: 1 }, context);
    const wanted: readonly Step[] = [
      ['LEAD', 6, 100, null],
      ['CONTACTED', 4, 400 / 6, 400 / 6, 0.25, 0.85],
      ['WON', 1, 100 / 6, 25],
    ];
    expect(steps(rows[0])).toEqual(wanted.map(expected));
  });

  onFixture('that is still open can be left out', async (context) => {
    const stages = ['LEAD', 'WON'];
    // ivan's lead of 20 May 10:00 is 42 days and two hours old; he buys now.
    expect(await inWindow({ stages, windowDays: 42 }, context)).toEqual([[6, 4]]);
    expect(await inWindow({ stages, windowDays: 42, matureOnly: true }, context)).toEqual([[6, 4]]);
    expect(await inWindow({ stages, windowDays: 43 }, context)).toEqual([[6, 5]]);
    expect(await inWindow({ stages, windowDays: 43, matureOnly: true }, context)).toEqual([[5, 4]]);
    const at = (now: string): AnswerContext => ({ ...context, now: () => Temporal.Instant.from(now) });
    const mature = { stages, windowDays: 42, matureOnly: true };
    expect(await inWindow(mature, at('2025-07-01T10:00:00+08:00'))).toEqual([[6, 4]]);
    expect(await inWindow(mature, at('2025-07-01T09:59:59+08:00'))).toEqual([[5, 4]]);
  });
});

describe('slices', () => {
  const sliced = async (
    by: readonly string[],
    context: AnswerContext,
    question: Partial<FunnelQuestion> = {},
  ): Promise<unknown> =>
    (await funnel({ period: firstHalf, stages: ['LEAD', 'WON'], by, ...question }, context)).rows.map(reached);

  onFixture('by what the entry fact says', async (context) => {
    expect(await sliced(['CHANNEL'], context)).toEqual([
      ['fair', 2, 2],
      ['web', 4, 3],
    ]);
    expect(await sliced(['AGENT'], context)).toEqual([
      ['jun', 1, 1],
      ['mei', 1, 1],
      [null, 4, 3],
    ]);
    expect(await sliced(['CAMPAIGN', 'CHANNEL_CATEGORY'], context)).toEqual([
      ['spring', 'online', 1, 1],
      ['spring', 'partner', 2, 2],
      ['summer', 'online', 1, 1],
      [null, 'online', 2, 1],
    ]);
    expect(await sliced(['WEEKDAY'], context)).toEqual([
      ['1', 1, 1],
      ['2', 1, 1],
      ['3', 1, 0],
      ['5', 2, 2],
      ['6', 1, 1],
    ]);
    expect(await sliced(['WEEKDAY'], context, { period: { ...firstHalf, timezone: 'UTC' } })).toEqual([
      ['1', 1, 1],
      ['2', 1, 1],
      ['3', 1, 0],
      ['5', 3, 3],
    ]);
  });

  onFixture('by the purchase that begins a funnel', async (context) => {
    expect(await sliced(['CHANNEL'], context, { stages: ['WON', 'REPURCHASED'] })).toEqual([
      ['app', 2, 1],
      ['fair', 2, 1],
      ['shop', 2, 2],
      [null, 1, 0],
    ]);
  });

  onFixture('by the touch or the stage row that begins a funnel', async (context) => {
    expect(await sliced(['INTERACTION_KIND'], context, { stages: ['CONTACTED', 'WON'] })).toEqual([
      ['stage', 1, 0],
      ['touch', 2, 2],
    ]);
  });

  onFixture('by the customer as of the entry', async (context) => {
    expect(await sliced(['REGION'], context)).toEqual([
      ['east', 2, 2],
      ['north', 2, 2],
      ['south', 1, 1],
      [null, 1, 0],
    ]);
    // jia has two tags and is not yet eighteen.
    expect(await sliced(['TAG', 'AGE_BAND'], context, { where: { dimension: 'TAG', isNull: false } })).toEqual([
      ['student', 'under 18', 1, 1],
      ['vip', 'under 18', 1, 1],
    ]);
  });

  onFixture('filtered by the entry fact and the customer', async (context) => {
    expect(await sliced([], context, { where: { dimension: 'CHANNEL', in: ['web'] } })).toEqual([[4, 3]]);
    const where = { all: [{ not: { dimension: 'CHANNEL', in: ['fair'] } }, { dimension: 'REGION', isNull: true }] };
    expect(await sliced([], context, { where })).toEqual([[1, 0]]);
  });
});

describe('customers', () => {
  onFixture('are chosen by what a metric says of them', async (context) => {
    const among = async (where: FilterInput): Promise<unknown> =>
      (await funnel({ period: firstHalf, stages: ['LEAD', 'WON'], where }, context)).rows.map(reached);
    // lan, jia and nan have two or more orders in the half year.
    expect(await among({ metric: { metric: 'ORDERS', gte: 2 } })).toEqual([[3, 3]]);
    expect(await among({ not: { metric: { metric: 'ORDERS', gte: 2 } } })).toEqual([[3, 2]]);
    const segments = async () => new Map([['big', { metric: { metric: 'REVENUE', gt: 1000 } }]]);
    const question = { period: firstHalf, stages: ['LEAD', 'WON'], by: ['CUSTOMER'], where: { segment: 'big' } };
    expect((await funnel(question, { ...context, segments })).rows.map(reached)).toEqual([['lan', 1, 1]]);
  });
});

describe('refusals', () => {
  const refused = (title: string, question: Partial<FunnelQuestion>, code: string, message: RegExp): void =>
    onFixture(title, async (context) => {
      const error = await funnel({ period: firstHalf, ...question }, context).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).code).toBe(code);
      expect((error as UserError).message).toMatch(message);
    });

  refused('one stage', { stages: ['LEAD'] }, 'INVALID_ARGUMENT', /at least two stages/);
  refused('no stage', { stages: [] }, 'INVALID_ARGUMENT', /at least two stages/);
  refused('a stage twice', { stages: ['LEAD', 'WON', 'WON'] }, 'INVALID_ARGUMENT', /WON is named twice/);
  refused('another order', { stages: ['WON', 'LEAD'] }, 'INVALID_ARGUMENT', /LEAD comes before WON/);
  refused('an unknown stage', { stages: ['LEAD', 'LOST'] }, 'INVALID_ARGUMENT', /there is no LOST/);
  refused('a window of no days', { windowDays: 0 }, 'INVALID_ARGUMENT', /1 to 36500/);
  refused('a window of half a day', { windowDays: 0.5 }, 'INVALID_ARGUMENT', /1 to 36500/);
  refused('maturity without a window', { matureOnly: true }, 'INVALID_ARGUMENT', /Give windowDays/);
  refused('a dimension of purchases', { by: ['PRODUCT'] }, 'NOT_SLICEABLE', /A funnel from LEAD .* PRODUCT/);
  refused('a filter on one', { where: { dimension: 'BUYER_TYPE', in: ['NEW'] } }, 'NOT_SLICEABLE', /BUYER_TYPE/);
  refused(
    'what only one of the entry facts has',
    { stages: ['WON', 'REPURCHASED'], by: ['TOPIC'] },
    'NOT_SLICEABLE',
    /A funnel from WON .* TOPIC/,
  );
  refused(
    'a kind that is always the same',
    { stages: ['QUOTED', 'WON'], by: ['INTERACTION_KIND'] },
    'NOT_SLICEABLE',
    /INTERACTION_KIND/,
  );
  refused('an unknown dimension', { by: ['CHANEL'] }, 'UNKNOWN_DIMENSION', /CHANNEL/);
  refused('a dimension twice', { by: ['REGION', 'REGION'] }, 'INVALID_ARGUMENT', /REGION twice/);
});

describe('edges', () => {
  const at = (day: string, time = '10:00'): string => `2025-${day}T${time}:00+08:00`;
  let ids = 0;
  const stage = (customer: string, name: string, occurredAt: string, more: Record<string, string> = {}) => ({
    interaction_id: `s${++ids}`,
    customer_id: customer,
    kind: 'stage',
    stage: name,
    opportunity_id: `op-${customer}`,
    occurred_at: occurredAt,
    ...more,
  });
  const contact = (customer: string, kind: string, occurredAt: string, more: Record<string, string> = {}) => ({
    interaction_id: `c${++ids}`,
    customer_id: customer,
    kind,
    occurred_at: occurredAt,
    ...more,
  });
  const buy = (customer: string, occurredAt: string, more: Record<string, string> = {}) => ({
    transaction_id: `t${++ids}`,
    order_id: `o${ids}`,
    customer_id: customer,
    kind: 'order',
    revenue: '10',
    occurred_at: occurredAt,
    ...more,
  });

  const rows = {
    customers: [
      { customer_id: 'moved', region: 'north', valid_from: null },
      { customer_id: 'moved', region: 'south', valid_from: at('01-05') },
      { customer_id: 'moved', region: 'east', valid_from: at('02-01') },
    ],
    interactions: [
      // Qualified before the lead and again after it: the own time is the first one, and it does not count.
      stage('early', 'qualified', at('01-01')),
      contact('early', 'lead', at('01-05')),
      stage('early', 'qualified', at('01-10')),
      // Won before the lead; the second order counts, and so WON is reached.
      stage('again', 'won', at('02-01')),
      contact('again', 'lead', at('02-05')),
      // Quoted before qualified, both after the lead.
      contact('swapped', 'lead', at('03-01')),
      stage('swapped', 'quoted', at('03-02')),
      stage('swapped', 'qualified', at('03-04')),
      // A touch and no lead; a contacted row and no lead.
      contact('touched', 'touch', at('04-01')),
      stage('called', 'contacted', at('04-01')),
      // Both at one instant: the smaller id is the entry.
      stage('both', 'lead', at('05-01'), { interaction_id: 'b2', channel_id: 'web' }),
      contact('both', 'lead', at('05-01'), { interaction_id: 'b10', channel_id: 'shop' }),
      // The version at the entry, not before and not today's.
      contact('moved', 'lead', at('01-05')),
      // A lead after a purchase, and one at its instant.
      contact('bought', 'lead', at('06-02')),
      contact('just', 'lead', at('06-01')),
      // Contacted exactly now, and a microsecond later.
      contact('late', 'lead', at('06-30')),
      stage('late', 'contacted', at('07-01', '12:00')),
      contact('later', 'lead', at('06-30')),
      stage('later', 'contacted', '2025-07-01T12:00:00.000001+08:00'),
      // A won row and a first purchase at one instant, either with the smaller id.
      stage('row', 'won', at('05-20'), { interaction_id: 'a1', channel_id: 'phone' }),
      stage('line', 'won', at('05-20'), { interaction_id: 'z2', channel_id: 'phone' }),
      // A won row before the first purchase.
      stage('deal', 'won', at('06-10'), { channel_id: 'phone' }),
    ],
    transactions: [
      buy('again', at('02-10')),
      buy('again', at('02-20')),
      buy('bought', at('06-01')),
      buy('just', at('06-01')),
      buy('row', at('05-20'), { transaction_id: 'z1', channel_id: 'web' }),
      buy('line', at('05-20'), { transaction_id: 'a2', channel_id: 'web' }),
      buy('deal', at('06-20'), { channel_id: 'web' }),
      buy('deal', at('07-01', '12:00')),
    ],
  };
  let company: Promise<OpenCompany> | undefined;
  const open = (): Promise<OpenCompany> => {
    company ??= openRows(rows, shanghai);
    return company;
  };
  afterAll(async () => (await company)?.close());
  const answered = async (
    context: AnswerContext,
    month: number,
    stages: readonly string[],
    by: readonly string[] = [],
  ): Promise<unknown> => (await funnel({ period: { year: 2025, month }, stages, by }, context)).rows.map(reached);

  on('a stage that was reached before the entry has no time, also when it comes again', open, async (context) => {
    expect(await answered(context, 1, ['LEAD', 'QUALIFIED'], ['CUSTOMER'])).toEqual([
      ['early', 1, 0],
      ['moved', 1, 0],
    ]);
  });

  on('a later stage stands for one without a time', open, async (context) => {
    expect(await answered(context, 2, ['LEAD', 'WON'])).toEqual([[1, 0]]);
    expect(await answered(context, 2, ['LEAD', 'WON', 'REPURCHASED'])).toEqual([[1, 1, 1]]);
  });

  on('days count in the order of the stages only', open, async (context) => {
    const period = { year: 2025, month: 3 };
    const { rows: answer } = await funnel({ period, stages: ['LEAD', 'QUALIFIED', 'QUOTED'] }, context);
    const wanted: readonly Step[] = [
      ['LEAD', 1, 100, null],
      ['QUALIFIED', 1, 100, 100, 3, 3],
      ['QUOTED', 1, 100, 100],
    ];
    expect(steps(answer[0])).toEqual(wanted.map(expected));
  });

  on('a touch without a lead contacts nobody', open, async (context) => {
    expect(await answered(context, 4, ['CONTACTED', 'WON'], ['CUSTOMER'])).toEqual([['called', 1, 0]]);
  });

  on('of two rows at one instant the smaller id is the entry', open, async (context) => {
    expect(await answered(context, 5, ['LEAD', 'WON'], ['CHANNEL', 'INTERACTION_KIND'])).toEqual([
      ['shop', 'lead', 1, 0],
    ]);
  });

  on('of a won row and a purchase at one instant too', open, async (context) => {
    expect(await answered(context, 5, ['WON', 'REPURCHASED'], ['CUSTOMER', 'CHANNEL'])).toEqual([
      ['line', 'web', 1, 0],
      ['row', 'phone', 1, 0],
    ]);
  });

  on('what happens exactly now exists, a later row does not', open, async (context) => {
    const question = { period: { from: '2025-06-30', to: '2025-06-30' }, stages: ['LEAD', 'CONTACTED'] };
    const { rows: answer } = await funnel({ ...question, by: ['CUSTOMER'] }, context);
    expect(answer.map(reached)).toEqual([
      ['late', 1, 1],
      ['later', 1, 0],
    ]);
  });

  on('attributes are those of the version at the entry', open, async (context) => {
    expect(await answered(context, 1, ['LEAD', 'WON'], ['REGION'])).toEqual([
      ['south', 1, 0],
      [null, 1, 0],
    ]);
  });

  on('a lead at the instant of the first purchase comes before it, a later one does not', open, async (context) => {
    expect(await answered(context, 6, ['LEAD', 'WON'], ['CUSTOMER'])).toEqual([
      ['just', 1, 1],
      ['late', 1, 0],
      ['later', 1, 0],
    ]);
  });

  on('a won row before the first purchase is the win; a second order exactly now exists', open, async (context) => {
    expect(await answered(context, 6, ['WON', 'REPURCHASED'], ['CUSTOMER', 'CHANNEL'])).toEqual([
      ['bought', null, 1, 0],
      ['deal', 'phone', 1, 1],
      ['just', null, 1, 0],
    ]);
  });
});
