// Like with like, from load to answer, on both engines: small companies on which unlike was once set beside unlike. Every
// figure is a power of two, so that each sum says what it is of.
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import { type OpenCompany, openRows } from '../support/fixture';
import { before, compared, numbers, onEachEngine } from './on-fixture';

type Sale = readonly [occurredAt: string, revenue: number];

function withSales(
  title: string,
  now: string,
  sales: readonly Sale[],
  define: (asks: (title: string, question: MetricQuestion, check: (result: MetricsResult) => void) => void) => void,
): void {
  describe(title, () => {
    let company: OpenCompany;
    beforeAll(async () => {
      const transactions = sales.map(([occurred_at, revenue], index) => ({
        transaction_id: `t${index}`,
        order_id: `o${index}`,
        occurred_at,
        kind: 'order',
        revenue: String(revenue),
        customer_id: 'a',
      }));
      company = await openRows({ transactions }, { now, timeZone: 'UTC' });
    });
    afterAll(() => company.close());
    define((asked, question, check) =>
      it(asked, async () => {
        for (const context of company.contexts) check(await answer(question, context));
      }));
  });
}

/** The value of each row, the days compared with and the value there. */
const beside = (rows: readonly MetricRow[], name: string): readonly unknown[] =>
  rows.map((row) => [...numbers(row), ...compared(row, 'REVENUE', name).slice(0, 2)]);

const revenue = { metrics: ['REVENUE'] };
const lastYear = { name: 'year', mode: 'PREVIOUS_YEAR' };

withSales(
  '29 February is in exactly one year',
  '2026-07-01T00:00:00Z',
  [
    ['2023-12-30T00:00:00Z', 64],
    ['2024-02-10T00:00:00Z', 2],
    ['2024-02-29T23:59:59Z', 8],
    ['2025-02-10T00:00:00Z', 1],
  ],
  (asks) => {
    asks(
      'the months compared with add up to their year',
      {
        ...revenue,
        period: { last: 12, unit: 'MONTH', asOf: '2025-03-10' },
        grain: 'MONTH',
        totals: 'GRAND',
        compare: [lastYear],
      },
      ({ rows, totals }) => {
        expect(beside(totals, 'year')).toEqual([[1, '2023-03-01..2024-02-29', 74]]);
        expect(beside(rows.slice(-3), 'year')).toEqual([
          [0, '2023-12-01..2023-12-31', 64],
          [0, '2024-01-01..2024-01-31', 0],
          [1, '2024-02-01..2024-02-29', 10],
        ]);
      },
    );
    asks(
      'a window is laid anew before the whole months',
      {
        ...revenue,
        period: { from: '2025-01-01', to: '2025-02-28' },
        grain: 'MONTH',
        window: { trailing: 2, unit: 'MONTH' },
        totals: 'GRAND',
        compare: [lastYear],
      },
      ({ rows, totals }) => {
        expect(beside(rows, 'year')).toEqual([
          [0, '2024-01-01..2024-01-31', 64],
          [1, '2024-02-01..2024-02-29', 10],
        ]);
        expect(beside(totals, 'year')).toEqual([[1, '2024-01-01..2024-02-29', 10]]);
      },
    );
    asks(
      'a fiscal year that ends with February',
      {
        ...revenue,
        period: { from: '2024-03-01', to: '2025-02-28', fiscalYearStartMonth: 3 },
        compare: [lastYear, before],
      },
      ({ rows }) => {
        expect(beside(rows, 'year')).toEqual([[1, '2023-03-01..2024-02-29', 74]]);
        expect(beside(rows, 'before')).toEqual([[1, '2023-03-01..2024-02-29', 74]]);
      },
    );
    asks(
      'a year to the end of February',
      { ...revenue, period: { toDate: 'YEAR', asOf: '2025-02-28' }, compare: [lastYear] },
      ({ rows }) => expect(beside(rows, 'year')).toEqual([[1, '2024-01-01..2024-02-29', 10]]),
    );
    asks(
      'a year to the day before',
      { ...revenue, period: { toDate: 'YEAR', asOf: '2025-02-27' }, compare: [lastYear] },
      ({ rows }) => expect(beside(rows, 'year')).toEqual([[1, '2024-01-01..2024-02-27', 2]]),
    );
  },
);

withSales(
  'a month to date stands beside as much of the month before',
  '2026-06-18T12:00:00Z',
  [
    ['2026-03-17T00:00:00Z', 64],
    ['2026-04-30T23:59:59Z', 32],
    ['2026-05-10T00:00:00Z', 2],
    ['2026-05-18T23:59:59Z', 16],
    ['2026-05-20T00:00:00Z', 8],
    ['2026-06-10T00:00:00Z', 1],
    ['2026-06-18T11:59:59Z', 4],
  ],
  (asks) => {
    const question = { ...revenue, grain: 'MONTH', totals: 'GRAND', compare: [before] } as const;
    asks('until yesterday', { ...question, period: { toDate: 'QUARTER', asOf: '2026-06-17' } }, ({ rows, totals }) => {
      expect(beside(rows, 'before')).toEqual([
        [32, '2026-03-01..2026-03-31', 64],
        [26, '2026-04-01..2026-04-30', 32],
        [1, '2026-05-01..2026-05-17', 2],
      ]);
      expect(beside(totals, 'before')).toEqual([[59, '2026-01-01..2026-03-17', 64]]);
    });
    asks('today with all of the other day', { ...question, period: { toDate: 'QUARTER' } }, ({ rows }) => {
      expect(beside(rows, 'before').at(-1)).toEqual([5, '2026-05-01..2026-05-18', 18]);
    });
    asks('in a year cut by now', { ...question, period: { year: 2026 } }, ({ rows, totals }) => {
      expect(beside(rows, 'before').at(-1)).toEqual([5, '2026-05-01..2026-05-18', 18]);
      expect(beside(totals, 'before')).toEqual([[127, '2025-01-01..2025-06-18', 0]]);
    });
    asks(
      'by weeks',
      { ...question, grain: 'WEEK', period: { from: '2026-06-16', to: '2026-06-21' }, compare: [before, lastYear] },
      ({ rows }) => {
        // Tuesday to Thursday; the 18th is a Thursday.
        expect(beside(rows, 'before')).toEqual([[4, '2026-06-09..2026-06-11', 1]]);
        expect(beside(rows, 'year')).toEqual([[4, '2025-06-17..2025-06-19', 0]]);
      },
    );
  },
);

describe('netRevenueRetention', () => {
  const retained = (
    title: string,
    question: Omit<MetricQuestion, 'metrics'>,
    expected: readonly (readonly number[])[],
  ): void =>
    onEachEngine(title, { ...question, metrics: ['NET_REVENUE_RETENTION'] }, ({ rows }) =>
      expect(
        rows.map(({ values: { NET_REVENUE_RETENTION: value } }) => [value!.numerator, value!.denominator, value!.n]),
      ).toEqual(expected),
    );

  retained(
    'follows the buyers of the same part of the month before',
    { period: { from: '2025-02-10', to: '2025-04-15' }, grain: 'MONTH' },
    [
      [0, 260, 3], // anna, hui and eve from 10 January on
      [300, 2150, 2], // gao and lan, all of February
      [70, 590, 3], // anna 200, jia 90 and lan 300 until 15 March; jia's 70 are of the first instant of April
    ],
  );
  retained('and of the month before a month to date', { period: { toDate: 'MONTH', asOf: '2025-03-15' } }, [
    [0, 150, 1], // gao; eve's 80 back are no purchase
  ]);
  // 13 days of two weeks, so 13 days of April, beside 13 days of March: anna's 200, jia's 90 and lan's 300. Jia bought for 70 again.
  onEachEngine(
    'of days given with a comparison goes by how these are given',
    {
      metrics: ['NET_REVENUE_RETENTION'],
      period: { last: 1, unit: 'WEEK', includeCurrent: true, asOf: '2025-05-17' },
      compare: [{ name: 'given', mode: 'CUSTOM', from: '2025-04-01', to: '2025-04-30' }],
    },
    ({ rows }) => {
      const { period, value } = rows[0]!.values.NET_REVENUE_RETENTION!.comparisons.given!;
      expect([period.start, period.end, value]).toEqual(['2025-04-01', '2025-04-13', (100 * 70) / 590]);
    },
  );
  // As many months as April and May are: February and March, so that eve's purchase of 31 January is none of them.
  retained(
    'and of the equally long window before all of a window',
    { period: { year: 2025, month: 5 }, grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } },
    [[70, 3370, 5]],
  );
});
