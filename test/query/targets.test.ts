// Targets in whole answers, on both engines: beside values, and as what revenue is held against, in totals, comparisons,
// windows, open periods and among the top.
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import { type OpenCompany, openRows } from '../support/fixture';

const line = (id: string, at: string, revenue: string, channel?: string) => ({
  transaction_id: id,
  order_id: id,
  occurred_at: `${at}T10:00:00`,
  kind: 'order',
  revenue,
  ...(channel && { channel_id: channel }),
});
const target = (from: string, to: string, value: string, channel?: string) => ({
  metric: 'REVENUE',
  from,
  to,
  value,
  ...(channel && { dimension: 'CHANNEL', member: channel }),
});

const rows = {
  transactions: [
    line('a', '2025-01-05', '100', 'web'),
    line('b', '2025-01-20', '50', 'web'),
    line('c', '2025-02-10', '70', 'shop'),
    line('d', '2025-02-20', '30'),
  ],
  targets: [
    target('2024-12-01', '2024-12-31', '0'),
    target('2025-01-01', '2025-01-10', '80'),
    target('2025-01-11', '2025-01-31', '100'),
    target('2025-02-01', '2025-02-28', '300'),
    target('2025-02-01', '2025-02-20', '50'),
    target('2025-02-21', '2025-02-28', '60'),
    target('2025-03-01', '2025-12-31', '1000'),
    target('2025-01-01', '2025-01-31', '200', 'web'),
    target('2025-01-01', '2025-01-31', '10', 'fair'),
    { ...target('2025-02-01', '2025-02-25', '200'), metric: 'GROSS_PROFIT' },
    { ...target('2025-01-05', '2025-01-05', '25'), metric: 'GROSS_PROFIT' },
    { ...target('2025-02-24', '2025-02-28', '7'), metric: 'GROSS_PROFIT' },
    { ...target('2025-02-01', '2025-02-25', '3'), metric: 'ORDERS' },
    { ...target('2025-02-01', '2025-02-28', '4'), metric: 'ORDERS' },
  ],
};

let company: OpenCompany;
beforeAll(async () => {
  company = await openRows(rows, { now: '2025-02-25T12:00:00+08:00', timeZone: 'Asia/Shanghai' });
});
afterAll(() => company.close());

async function each(question: MetricQuestion, check: (result: MetricsResult) => void): Promise<void> {
  for (const context of company.contexts) check(await answer(question, context));
}

const january = { year: 2025, month: 1 };
const firstMonths = { from: '2025-01-01', to: '2025-02-28' };
const attainment = (row: MetricRow) => {
  const { value, status, numerator, denominator } = row.values.TARGET_ATTAINMENT!;
  return [...row.keys.map((key) => key.value), value === null ? status : [value, numerator, denominator]];
};
const beside = (row: MetricRow) => [...row.keys.map(({ value }) => value), row.values.REVENUE!.target];

describe('the target beside revenue', () => {
  test('is the sum of those that tile the days', () =>
    each({ metrics: ['REVENUE'], period: january }, ({ rows: [row] }) => {
      expect(row!.values.REVENUE!.target).toEqual({ value: 180, exact: '180', attainment: 150 / 1.8, met: false });
    }));

  test('is that of the member, and of the company in the total', () =>
    each({ metrics: ['REVENUE'], period: january, by: ['CHANNEL'], totals: 'GRAND' }, (result) => {
      expect(result.rows.map(beside)).toEqual([['web', { value: 200, exact: '200', attainment: 75, met: false }]]);
      expect(result.totals.map(beside)).toEqual([[{ value: 180, exact: '180', attainment: 150 / 1.8, met: false }]]);
    }));

  // Of February, 100 until the 25th at noon.
  test.each<[string, MetricQuestion['period']]>([
    ['a month', { year: 2025, month: 2 }],
    ['its days', { from: '2025-02-01', to: '2025-02-28' }],
    ['the month to date', { toDate: 'MONTH' }],
  ])('of %s that is not over is that of all the month', (_title, period) =>
    each({ metrics: ['REVENUE', 'ORDERS'], period }, ({ rows: [row] }) => {
      expect(row!.values.REVENUE!.target).toEqual({ value: 300, exact: '300', attainment: 100 / 3, met: false });
      expect(row!.values.ORDERS!.target).toEqual({ value: 4, exact: '4', attainment: 50, met: false });
    }),
  );

  test('of the month to date as of another day is that of its month', () =>
    each({ metrics: ['REVENUE'], period: { toDate: 'MONTH', asOf: '2025-01-15' } }, ({ rows: [row] }) => {
      expect(row!.values.REVENUE!.target).toEqual({ value: 180, exact: '180', attainment: 100 / 1.8, met: false });
    }));

  test('of the days until today is that of just these, which is none of the month', async () => {
    await each({ metrics: ['GROSS_PROFIT'], period: { from: '2025-02-01', to: '2025-02-25' } }, ({ rows: [row] }) => {
      expect(row!.values.GROSS_PROFIT!.target).toEqual({ value: 200, exact: '200', attainment: 50, met: false });
    });
    await each({ metrics: ['GROSS_PROFIT'], period: { year: 2025, month: 2 } }, ({ rows: [row] }) => {
      expect(row!.values.GROSS_PROFIT!.target).toBeNull();
    });
  });

  test('of the year to date by months is that of each month, and in the total that of the year', () =>
    each(
      { metrics: ['REVENUE'], period: { toDate: 'YEAR' }, grain: 'MONTH', totals: 'GRAND' },
      ({ rows: months, totals: [total] }) => {
        expect(months.map((row) => row.values.REVENUE!.target?.value)).toEqual([180, 300]);
        expect(total!.values.REVENUE!.target?.value).toBe(80 + 100 + 300 + 1000);
      },
    ));

  test('of the month to date by weeks is that of the days of the week in the month', () =>
    each({ metrics: ['GROSS_PROFIT'], period: { toDate: 'MONTH' }, grain: 'WEEK' }, ({ rows: weeks }) => {
      expect(weeks.map((row) => row.values.GROSS_PROFIT!.target?.value ?? null)).toEqual([null, null, null, null, 7]);
    }));

  test('of one day is that of the day', () =>
    each({ metrics: ['GROSS_PROFIT'], period: { from: '2025-01-05', to: '2025-01-05' } }, ({ rows: [row] }) => {
      expect(row!.values.GROSS_PROFIT!.target).toEqual({ value: 25, exact: '25', attainment: 400, met: true });
    }));

  test('is that of the longer period of a window', () =>
    each(
      {
        metrics: ['REVENUE'],
        period: { from: '2025-01-20', to: '2025-01-31' },
        grain: 'MONTH',
        window: { cumulative: 'MONTH' },
      },
      ({ rows: [row] }) => expect(row!.values.REVENUE!.target?.value).toBe(180),
    ));

  test('is none of a filtered part, where a default still stands', () =>
    each(
      { metrics: ['REVENUE', 'CSAT'], period: january, where: { dimension: 'CHANNEL', in: ['web'] } },
      ({ rows: [row] }) => {
        expect(row!.values.REVENUE!.target).toBeNull();
        expect(row!.values.CSAT!.target).toEqual({ value: 80, exact: '80', attainment: null, met: null });
      },
    ));
});

describe('the attainment', () => {
  const metrics = ['TARGET_ATTAINMENT'];

  test('adds up the targets that do not overlap', () =>
    each({ metrics, period: january }, (result) => {
      expect(result.rows.map(attainment)).toEqual([[[150 / 1.8, 150, 180]]]);
    }));

  test('is 0 where nothing came of a target, and no row has a target of another period', () =>
    each({ metrics, period: january, by: ['CHANNEL'] }, (result) => {
      expect(result.rows.map(attainment)).toEqual([
        ['fair', [0, 0, 10]],
        ['web', [75, 150, 200]],
      ]);
    }));

  test('has no data in slices without a target', () =>
    each({ metrics, period: firstMonths, by: ['CHANNEL'], totals: 'ROLLUP' }, (result) => {
      expect(result.rows.map(attainment)).toEqual([
        ['fair', [0, 0, 10]],
        ['shop', 'NO_DATA'],
        ['web', [75, 150, 200]],
        [null, 'NO_DATA'],
      ]);
      expect(result.totals.map(attainment)).toEqual([[[(100 * 250) / 230, 250, 230]]]);
    }));

  test('has no percent of a target of 0', () =>
    each({ metrics, period: { year: 2024, month: 12 } }, (result) => {
      expect(result.rows.map(attainment)).toEqual([['ZERO_DENOMINATOR']]);
    }));

  test('uses the targets of the days that have begun', () =>
    each({ metrics, period: { year: 2025, month: 2 } }, (result) => {
      expect(result.rows.map(attainment)).toEqual([[[200, 100, 50]]]);
    }));

  test('of another period uses the targets of its days', () =>
    each(
      {
        metrics,
        period: { year: 2025, month: 2 },
        compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }],
      },
      ({ rows: [row] }) => {
        expect(row!.values.TARGET_ATTAINMENT!.comparisons.before).toMatchObject({
          period: { start: '2025-01-01', end: '2025-01-25' },
          value: 125,
          change: 75,
        });
      },
    ));

  test('of a window uses the targets of all its days', () =>
    each({ metrics, period: { year: 2025 }, grain: 'MONTH', window: { cumulative: 'YEAR' } }, (result) => {
      expect(result.rows.map(attainment)).toEqual([[[150 / 1.8, 150, 180]], [[(100 * 250) / 230, 250, 230]]]);
    }));

  test('orders and chooses the top, and the other members have none', () =>
    each({ metrics, period: firstMonths, by: ['CHANNEL'], top: { n: 1, metric: 'TARGET_ATTAINMENT' } }, (result) => {
      expect(result.rows.map((row) => [row.level, ...attainment(row)])).toEqual([
        ['DETAIL', 'web', [75, 150, 200]],
        ['OTHER', null, 'NO_DATA'],
      ]);
    }));

  test('is measured with few statements, whatever the number of targets', () =>
    each({ metrics: ['REVENUE', ...metrics], period: firstMonths, grain: 'MONTH', by: ['CHANNEL'] }, (result) => {
      expect(result.explain.plan.split('\n')).toContain(
        'detail, days of targets: 2 measures of transaction rows, by CHANNEL x one bucket',
      );
      const ran = result.explain.plan.split('\n').filter((line) => !line.includes('added up'));
      expect(result.explain.sql).toHaveLength(ran.length);
    }));
});
