// Which members are the top ones, and what target stands beside a value, on figures small enough to count by hand. The clock
// stands at noon of 10 March 2025.
import { type Company, companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveQuestion, NaiveSettings, TopInput } from '../support/naive/question';
import { OTHER } from '../support/naive/top';

const settings: NaiveSettings = {
  now: '2025-03-10T12:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const sold = (at: string, revenue: string, channel: string | null) => ({
  transaction_id: `${at} ${channel} ${revenue}`,
  order_id: at,
  customer_id: 'ada',
  occurred_at: at,
  kind: revenue.startsWith('-') ? 'refund' : 'order',
  revenue,
  channel_id: channel,
});

const rowsOf = (company: Partial<Company>, question: Partial<NaiveQuestion>) =>
  evaluate(companyOf(company), settings, { metrics: ['REVENUE'], period: { year: 2025 }, ...question }).rows.filter(
    (row) => row.required,
  );

describe('the top members', () => {
  const company = {
    transactions: [
      sold('2025-01-10', '64', null),
      sold('2025-01-11', '32', 'web'),
      sold('2025-01-12', '16', 'shop'),
      sold('2025-01-13', '8', 'app'),
      // A refund alone: no orders, so no value of an order.
      sold('2025-01-14', '-1', 'phone'),
    ],
  };
  const tops = (top: Partial<TopInput>, metrics = ['REVENUE']) =>
    Object.fromEntries(
      rowsOf(company, { metrics, by: ['CHANNEL'], top: { n: 2, metric: metrics[0] as string, ...top } }).map((row) => [
        row.keys[0] === OTHER ? 'Other' : row.keys[0],
        row.values.REVENUE?.value,
      ]),
    );

  test('are members: what has none stays in Other', () => {
    expect(tops({})).toEqual({ web: 32, shop: 16, Other: 64 + 8 - 1 });
    expect(tops({ n: 9 })).toEqual({ web: 32, shop: 16, app: 8, phone: -1, Other: 64 });
    expect(tops({ other: false })).toEqual({ web: 32, shop: 16 });
  });

  test('or the member none competes, if asked', () => {
    expect(tops({ none: true })).toEqual({ null: 64, web: 32, Other: 16 + 8 - 1 });
    expect(tops({ none: false })).toEqual({ web: 32, shop: 16, Other: 64 + 8 - 1 });
    expect(tops({ none: true, direction: 'ASC' })).toEqual({ phone: -1, app: 8, Other: 64 + 32 + 16 });
  });

  test('have a value: what has none stays in Other', () => {
    const metrics = ['AVERAGE_ORDER_VALUE', 'REVENUE'];
    expect(tops({ n: 9 }, metrics)).toEqual({ web: 32, shop: 16, app: 8, Other: 64 - 1 });
    expect(tops({ n: 1, direction: 'ASC' }, metrics)).toEqual({ app: 8, Other: 64 + 32 + 16 - 1 });
  });
});

describe('the target beside a value', () => {
  const target = (from: string, to: string, value: string, metric = 'revenue') => ({ metric, from, to, value });
  const months = [target('2025-01-01', '2025-01-31', '10'), target('2025-02-01', '2025-02-28', '20')];
  const march = target('2025-03-01', '2025-03-31', '40');
  const company = { targets: [...months, march] };
  const beside = (period: NaiveQuestion['period'], more: Partial<NaiveQuestion> = {}, of: Partial<Company> = company) =>
    rowsOf(of, { period, ...more }).map((row) => row.targets[more.metrics?.[0] ?? 'REVENUE']?.values ?? null);

  test('is that of the period asked for, not cut by now', () => {
    expect(beside({ year: 2025, month: 3 })).toEqual([[40]]);
    expect(beside({ year: 2025, quarter: 1 })).toEqual([[70]]);
    expect(beside({ year: 2025, month: 3, asOf: '2025-03-05' })).toEqual([[40]]);
    expect(beside({ year: 2025, quarter: 1, asOf: '2025-02-10' }, { grain: 'MONTH' })).toEqual([[10], [20], [40]]);
    expect(beside({ year: 2025, month: 2 }, { grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } })).toEqual([
      [30],
    ]);
  });

  test('tiles it exactly', () => {
    // This month so far stands beside the month's target.
    expect(beside({ toDate: 'MONTH' })).toEqual([[40]]);
    expect(beside({ year: 2025 })).toEqual([null]);
    expect(beside({ from: '2025-01-15', to: '2025-02-28' })).toEqual([null]);
    const toToday = { targets: [target('2025-03-01', '2025-03-10', '7'), target('2025-03-11', '2025-03-31', '50')] };
    expect(beside({ toDate: 'MONTH' }, {}, toToday)).toEqual([[57]]);
    expect(beside({ year: 2025, month: 3 }, {}, toToday)).toEqual([[57]]);
  });

  test('of a rate is the narrowest that covers it', () => {
    const rates = {
      targets: [
        target('2025-01-01', '2025-12-31', '70', 'csat'),
        target('2025-03-01', '2025-03-31', '75', 'csat'),
        target('2025-03-01', '2025-03-10', '99', 'csat'),
      ],
    };
    const csat = { metrics: ['CSAT'] };
    expect(beside({ year: 2025, month: 3 }, csat, rates)).toEqual([[75]]);
    expect(beside({ toDate: 'MONTH' }, csat, rates)).toEqual([[75]]);
    expect(beside({ year: 2025, quarter: 1 }, csat, rates)).toEqual([[70]]);
    expect(beside({ year: 2024 }, csat, rates)).toEqual([[80]]);
  });

  test('is not what targetAttainment goes by: targets in the days that have begun', () => {
    const transactions = [
      sold('2025-02-05', '5', 'web'),
      sold('2025-03-05', '6', 'web'),
      sold('2025-03-09', '7', 'web'),
    ];
    const attained = (targets: Company['targets'], period: NaiveQuestion['period']) =>
      rowsOf({ transactions, targets }, { metrics: ['TARGET_ATTAINMENT'], period })[0]?.values.TARGET_ATTAINMENT?.value;
    // 5 of 30 in January and February; March's target is not in the days up to the 10th.
    expect(attained(company.targets, { year: 2025, quarter: 1 })).toBeCloseTo((5 / 30) * 100, 9);
    expect(attained([march], { year: 2025, month: 3 })).toBeNull();
    expect(attained([target('2025-03-01', '2025-03-08', '12'), march], { year: 2025, month: 3 })).toBe(50);
    // Shortest first; what overlaps it is not used.
    const overlapping = [target('2025-03-05', '2025-03-05', '3'), target('2025-03-01', '2025-03-08', '12')];
    expect(attained(overlapping, { year: 2025, month: 3 })).toBe(200);
    expect(attained([march], { year: 2025, month: 3, asOf: '2025-03-31' })).toBeNull();
  });
});
