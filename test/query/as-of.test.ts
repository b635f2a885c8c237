// asOf goes with every form of period: the answer is that of the end of that day, with answers counted by hand on the fixture
// company (test/support/company/README.md), on both engines. The clock there stands at noon of 1 July 2025.
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import { funnel } from '../../src/query/journeys/funnel';
import { retention } from '../../src/query/journeys/retention';
import type { MetricQuestion, PeriodInput } from '../../src/query/question/metric-question';
import { february, firstHalf, firstQuarter, july, march } from '../support/company-periods';
import { fixtureCompany } from '../support/fixture';
import { about, before, compared, members, numbers, onEachEngine } from './on-fixture';

const year: PeriodInput = { year: 2025 };
const asOf = (period: PeriodInput, day: string): PeriodInput => ({ ...period, asOf: day });

/** One number a row. */
const gives = (title: string, question: MetricQuestion, expected: readonly unknown[]): void =>
  onEachEngine(title, question, ({ rows }) => expect(rows.map((row) => numbers(row)[0])).toEqual(expected));

async function refusal(question: MetricQuestion): Promise<string> {
  const [context] = (await fixtureCompany()).contexts;
  const error = await answer(question, context!).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return `${(error as UserError).code}: ${(error as UserError).message}`;
}

describe('facts are those until then', () => {
  const revenue = (title: string, period: PeriodInput, expected: number): void =>
    gives(title, { metrics: ['REVENUE'], period }, [expected]);

  // January 260, February 2070, March 1260: jia's second line of that order is of the first instant of April.
  revenue('of a year', asOf(year, '2025-03-31'), 3590);
  // anna 200, jia 90, the guest 40 and lan 300
  revenue('of a month', asOf(march, '2025-03-15'), 630);
  revenue('of days', asOf(firstHalf, '2025-03-15'), 260 + 2070 + 630);
  revenue('of the last month, which is over by then', { last: 1, unit: 'MONTH', asOf: '2025-03-31' }, 1260);
  revenue('of the last month before one that is open then', { last: 1, unit: 'MONTH', asOf: '2025-03-30' }, 2070);
  // jia's 50 are of 31 March.
  revenue('with the open month', { last: 1, unit: 'MONTH', includeCurrent: true, asOf: '2025-03-30' }, 2070 + 1210);
  revenue('with no month that is open then', { last: 1, unit: 'MONTH', includeCurrent: true, asOf: '2025-03-31' }, 1260);
  // eve's 80 back, gao's 150
  revenue('of the quarter to date', { toDate: 'QUARTER', asOf: '2025-02-14' }, 260 - 80 + 150);
  // At the end of 31 March in UTC it is 8 in Shanghai: jia's 70 of midnight count.
  revenue('in the zone of the question', { toDate: 'YEAR', asOf: '2025-03-31', timezone: 'UTC' }, 3590 + 70);
  revenue('but not after the clock', asOf(july, '2025-07-02'), 75);

  onEachEngine('and resolved says so', { metrics: ['REVENUE'], period: asOf(year, '2025-03-31') }, ({ resolved, rows }) => {
    expect([resolved.from, resolved.to, resolved.asOf]).toEqual(['2025-01-01', '2025-12-31', '2025-03-31T16:00:00Z']);
    expect(rows[0]!.period).toMatchObject({ start: '2025-01-01', end: '2025-12-31', complete: false });
  });

  onEachEngine('and of a day to come, the clock', { metrics: ['REVENUE'], period: asOf(july, '2025-07-02') }, ({ resolved }) => {
    expect(resolved.asOf).toBe('2025-07-01T04:00:00Z');
  });

  it('of a period that begins after it there is nothing to ask', async () => {
    expect(await refusal({ metrics: ['REVENUE'], period: asOf(march, '2025-02-28') })).toBe(
      'INVALID_PERIOD: The period starts on 2025-03-01, which has not begun. By the clock or asOf, today is 2025-02-28 in Asia/Shanghai; facts after now do not exist yet.',
    );
  });

  // Last closed in March: OPP-2 and OPP-3 won, OPP-6 lost; OPP-4 lost until it is won with the first instant of April.
  const winRate = { metrics: ['WIN_RATE'] };
  gives('what a later row says is not known then', { ...winRate, period: asOf(march, '2025-03-30') }, [50]);
  gives('and is, without asOf', { ...winRate, period: march }, [about((100 * 2) / 3)]);
}); // biome-ignore format: a line each

describe('states are those of then', () => {
  const customers = { metrics: ['CUSTOMERS_AT_END'] };
  // anna, bao, dina, eve, gao, hui, kong, lan; chen, who left in February, comes back in May
  gives('at the end of a year', { ...customers, period: asOf(year, '2025-02-28') }, [8]);
  gives('at the end of the year before', { ...customers, period: { year: 2024, asOf: '2024-06-30' } }, [5]);
  gives('at the end of the last months', { ...customers, period: { last: 2, unit: 'MONTH', asOf: '2025-03-31' }, grain: 'MONTH' }, [8, 9]);
  gives('at the end of the year to date', { ...customers, period: { toDate: 'YEAR', asOf: '2025-04-30' } }, [10]);
  // eve and gao
  gives('dormant', { metrics: ['DORMANT_CUSTOMERS'], period: asOf(year, '2025-05-31') }, [2]);
  gives('on file', { metrics: ['CUSTOMERS_ON_FILE'], period: asOf(year, '2025-02-28') }, [12]);
}); // biome-ignore format: a line each

describe('what is immature is so then', () => {
  const conversion = (title: string, period: PeriodInput, expected: object): void =>
    onEachEngine(title, { metrics: ['LEAD_CONVERSION_RATE'], period }, ({ rows }) =>
      expect(rows[0]!.values.LEAD_CONVERSION_RATE).toMatchObject(expected),
    );
  // The 90 days after February end with 29 May.
  conversion('while the window is open', asOf(february, '2025-05-28'), { value: 100, denominator: 3, status: 'IMMATURE' });
  conversion('no longer once it is over', asOf(february, '2025-05-29'), { value: 100, denominator: 3, status: 'LOW_SAMPLE' });
  // lan becomes a lead on the 1st and buys on the 20th, gao does both on the 14th; jia becomes one on the 28th.
  conversion('and what comes after is unknown', asOf(february, '2025-02-19'), { numerator: 1, denominator: 2, status: 'IMMATURE' });
  conversion('until it has come', asOf(february, '2025-02-20'), { numerator: 2, denominator: 2, status: 'IMMATURE' });
}); // biome-ignore format: a line each

describe('CURRENT attributes are of then', () => {
  const regions = (title: string, period: PeriodInput, expected: readonly (readonly [string, number])[]): void =>
    onEachEngine(title, { metrics: ['REVENUE'], period, by: ['REGION'], attributes: 'CURRENT' }, ({ rows }) =>
      expect(rows.map((row) => [...members(row), ...numbers(row)])).toEqual(expected),
    );
  const january = { year: 2025, month: 1 };
  // In January anna spent 120, eve 80 and hui 60.
  regions('before anna moves', asOf(january, '2025-03-13'), [['north', 200], ['south', 60]]);
  regions('after anna moved', asOf(january, '2025-03-15'), [['east', 120], ['north', 80], ['south', 60]]);
  const september = { year: 2024, month: 9 };
  // kong spent 700 and omar 90; kong moves at noon of 15 April.
  regions('before kong moves', asOf(september, '2025-04-14'), [['north', 90], ['south', 700]]);
  regions('on the day that kong moves', asOf(september, '2025-04-15'), [['north', 790]]);
}); // biome-ignore format: a line each

describe('nothing in the question looks beyond it: a condition', () => {
  const buyers = (title: string, period: PeriodInput, where: MetricQuestion['where'], expected: number): void =>
    gives(title, { metrics: ['BUYERS'], period, where }, [expected]);
  const orders = (gte: number, period?: PeriodInput, where?: MetricQuestion['where']) => ({
    metric: { metric: 'ORDERS', gte, period, where },
  });
  const untilMarch = asOf(firstHalf, '2025-03-31');

  // anna three, jia and lan two; hui, kong and nan order twice only later
  buyers('of the period asked for', untilMarch, orders(2), 3);
  buyers('of a longer period', untilMarch, orders(2, year), 3);
  buyers('of a period as of a later day', untilMarch, orders(2, asOf(year, '2025-06-30')), 3);
  buyers('of that period in a question without asOf', firstHalf, orders(2, asOf(year, '2025-06-30')), 6);
  // anna, jia, lan and omar
  buyers('of the last month', asOf(year, '2025-03-31'), orders(1, { last: 1, unit: 'MONTH' }), 4);
  // anna, eve, hui, gao and lan; what they did later is asked all the same
  buyers('may look less far', firstHalf, orders(1, asOf(year, '2025-02-28')), 5);
  // Nobody had ordered twice by then; of the five anna, hui and lan did later.
  buyers('nor does what it rests on', firstHalf, orders(1, asOf(year, '2025-02-28'), orders(2, year)), 0);
  buyers('which sees as far without its asOf', firstHalf, orders(1, year, orders(2, year)), 6);

  it('cannot rest on days that have not begun by then', async () => {
    const notBegun =
      'INVALID_PERIOD: The period starts on 2025-03-01, which has not begun. By the clock or asOf, today is 2025-02-28 in Asia/Shanghai; facts after now do not exist yet.';
    const metrics = ['BUYERS'];
    const early = asOf(year, '2025-02-28');
    expect(await refusal({ metrics, period: firstHalf, where: orders(1, early, orders(1, march)) })).toBe(notBegun);
    expect(await refusal({ metrics, period: march, where: orders(1, early, orders(1)) })).toBe(notBegun);
  });
}); // biome-ignore format: a line each

describe('windows end with it', () => {
  const revenue = { metrics: ['REVENUE'], grain: 'MONTH' };
  const sinceNewYear = { ...revenue, window: { cumulative: 'YEAR' } };
  gives('cumulative', { ...sinceNewYear, period: asOf(year, '2025-02-14') }, [260, 260 - 80 + 150]);
  // December 400
  const twoMonths = { ...revenue, window: { trailing: 2, unit: 'MONTH' } };
  gives('rolling', { ...twoMonths, period: asOf(firstHalf, '2025-03-15') }, [400 + 260, 260 + 2070, 2070 + 630]);
  // Seven days that end with 14 February have eve's of the 3rd no more.
  const week = { ...revenue, window: { trailing: 7, unit: 'DAY' } };
  gives('rolling, shorter than what is open', { ...week, period: asOf(february, '2025-02-14') }, [150]);
}); // biome-ignore format: a line each

onEachEngine(
  'comparisons are with the same part',
  { metrics: ['REVENUE'], period: asOf(march, '2025-03-15'), grain: 'MONTH', compare: [before], totals: 'GRAND' },
  ({ rows, totals }) => {
    // eve's 80 back and gao's 150
    for (const row of [...rows, ...totals])
      expect(compared(row, 'REVENUE', 'before')).toEqual(['2025-02-01..2025-02-15', 70, 560, 800, true]);
  },
);

describe('journeys', () => {
  const onFixture = (
    title: string,
    check: (context: Awaited<ReturnType<typeof fixtureCompany>>['contexts'][number]) => Promise<void>,
  ): void =>
    it(title, async () => {
      for (const context of (await fixtureCompany()).contexts) await check(context);
    });

  const cells = async (
    period: PeriodInput,
    context: Parameters<typeof retention>[1],
  ): Promise<readonly (readonly unknown[])[]> => {
    const { cohorts } = await retention({ period }, context);
    return cohorts.map((cohort) => cohort.cells.map((cell) => [cell.customers, Number(cell.revenue), cell.mature]));
  };

  onFixture('follow cohorts up to the unit of then, which may just be over', async (context) => {
    expect(await cells(asOf(firstQuarter, '2025-03-31'), context)).toEqual([
      [[2, 140, true], [0, -80, true], [0, 0, true]], // hui and eve
      [[2, 2150, true], [1, 300, true]], // gao and lan
      [[1, 140, true]], // jia
    ]);
  }); // biome-ignore format: a cohort a line

  onFixture('or is not over', async (context) => {
    expect(await cells(asOf(firstQuarter, '2025-03-30'), context)).toEqual([
      [[2, 140, true], [0, -80, true], [0, 0, false]],
      [[2, 2150, true], [1, 300, false]],
      [[1, 90, false]], // 50 of jia's are of the 31st
    ]);
  }); // biome-ignore format: a cohort a line

  onFixture('know no stage that comes later', async (context) => {
    const reached = async (day: string) => {
      const { rows } = await funnel({ period: asOf(february, day), stages: ['LEAD', 'WON'] }, context);
      return rows.map(({ steps }) => steps.map((step) => step.reached));
    };
    // lan is won on the 20th; jia becomes a lead on the 28th.
    expect(await reached('2025-02-13')).toEqual([[1, 0]]);
    expect(await reached('2025-02-19')).toEqual([[2, 1]]);
    expect(await reached('2025-02-20')).toEqual([[2, 2]]);
  });
});
