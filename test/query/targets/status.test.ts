// Which target stands beside a value, and whether it is met: literal cases of METRICS.md, Comparisons and targets.
import { findMetric } from '../../../src/metrics/catalog';
import { type TargetRow, targetSliceOf, targetsOf } from '../../../src/model/target';
import { targetOf } from '../../../src/query/targets/status';

const row = (
  metric: string,
  from: string,
  to: string,
  value: string,
  dimension: string | null = null,
  member: string | null = null,
): TargetRow => ({ metric, from, to, value, dimension, member });

const company = { kind: 'company' } as const;
const first = '2025-01-01';
const last = '2025-03-31';

const of = (
  metric: string,
  rows: readonly TargetRow[],
  value: number | null = 0,
  period = { first, last },
  slice: ReturnType<typeof targetSliceOf> = company,
) => targetOf(findMetric(metric)!, value, { period, slice, targets: targetsOf(rows) });

const january = row('revenue', '2025-01-01', '2025-01-31', '900.1');
const february = row('revenue', '2025-02-01', '2025-02-28', '1000.2');
const march = row('revenue', '2025-03-01', '2025-03-31', '1000');

describe('of an additive metric', () => {
  test('is the row of exactly its period', () => {
    expect(of('revenue', [january, february, march], 500, { first, last: '2025-01-31' })?.value).toBe(900.1);
  });

  test('is the sum of the rows that tile the period', () => {
    expect(of('revenue', [march, january, february], 1450.15)).toEqual({
      value: 2900.3,
      exact: '2900.3',
      attainment: 50,
      met: false,
    });
  });

  test('is nothing where the rows leave a gap, overlap or stand out', () => {
    const late = row('revenue', '2025-02-02', '2025-02-28', '1000');
    const early = row('revenue', '2025-01-31', '2025-02-28', '1000');
    const long = row('revenue', '2025-03-01', '2025-04-01', '1000');
    expect(of('revenue', [january, late, march])).toBeNull();
    expect(of('revenue', [january, early, march])).toBeNull();
    expect(of('revenue', [january, february, long])).toBeNull();
    expect(of('revenue', [january, february])).toBeNull();
    expect(of('revenue', [row('revenue', '2024-12-01', '2025-04-30', '9000')])).toBeNull();
  });

  test('is of the fewest rows where several tilings fit, the longest first', () => {
    const quarter = row('revenue', first, last, '3000');
    expect(of('revenue', [january, february, march, quarter])?.value).toBe(3000);
    const twoMonths = row('revenue', '2025-01-01', '2025-02-28', '1');
    const lastTwo = row('revenue', '2025-02-01', '2025-03-31', '2');
    expect(of('revenue', [january, lastTwo, march, twoMonths])?.value).toBe(1001);
  });
});

describe('of any other metric', () => {
  const year = row('nps', '2025-01-01', '2025-12-31', '30');
  const half = row('nps', '2025-01-01', '2025-06-30', '35');

  test('is the narrowest row that covers the period, the earliest of equally narrow ones', () => {
    expect(of('nps', [year, half])?.value).toBe(35);
    expect(of('nps', [year, half], 0, { first: '2025-07-01', last: '2025-07-31' })?.value).toBe(30);
    const before = row('nps', '2024-12-30', '2025-03-31', '1');
    const after = row('nps', '2024-12-31', '2025-04-01', '2');
    expect(of('nps', [after, before])?.value).toBe(1);
  });

  test('is nothing where no row covers every day', () => {
    expect(of('nps', [half], 0, { first: '2025-06-01', last: '2025-07-01' })).toBeNull();
    expect(of('nps', [row('nps', '2025-01-02', last, '1')])).toBeNull();
  });

  test('rows do not add up', () => {
    expect(of('orders', [row('orders', first, '2025-01-31', '5'), row('orders', '2025-02-01', last, '6')])).toBeNull();
    expect(of('orders', [row('orders', first, last, '11')], 11)).toEqual({
      value: 11,
      exact: '11',
      attainment: 100,
      met: true,
    });
  });
});

describe('the slice', () => {
  const web = row('revenue', first, last, '700', 'CHANNEL', 'web');
  const whole = row('revenue', first, last, '1200');
  const period = { first, last };
  const key = (dimension: string, value: string | null) => ({ dimension, value });

  test('has the target of its dimension and member', () => {
    expect(of('revenue', [web, whole], 0, period, targetSliceOf([key('CHANNEL', 'web')], false))?.value).toBe(700);
    expect(of('revenue', [web, whole], 0, period, targetSliceOf([key('TEAM', 'web')], false))).toBeNull();
    expect(of('revenue', [web, whole], 0, period, targetSliceOf([key('CHANNEL', 'app')], false))).toBeNull();
    expect(of('revenue', [web, whole], 0, period, targetSliceOf([], false))?.value).toBe(1200);
  });

  test('has none of its own without a member, with a filter, and of two dimensions', () => {
    const slices = [
      targetSliceOf([key('CHANNEL', null)], false),
      targetSliceOf([], true),
      targetSliceOf([key('CHANNEL', 'web')], true),
      targetSliceOf([key('CHANNEL', 'web'), key('TEAM', 'a')], false),
    ];
    for (const slice of slices) expect(of('revenue', [web, whole], 0, period, slice)).toBeNull();
  });

  test('has the default where it has none of its own', () => {
    const churn = [row('churnRate', first, last, '8')];
    const east = targetSliceOf([key('REGION', 'east')], false);
    expect(of('churnRate', churn, 9, period, east)).toEqual({ value: 10, exact: '10', attainment: 90, met: true });
    expect(of('churnRate', churn, 9, period)).toEqual({ value: 8, exact: '8', attainment: 112.5, met: false });
  });
});

describe('a target is met', () => {
  test.each([
    ['churnRate', 10, false],
    ['churnRate', 9.99, true],
    ['csat', 80, false],
    ['csat', 80.01, true],
    ['promoterRate', 30, false],
    ['promoterRate', 31, true],
    ['clvToCac', 3, true],
    ['clvToCac', 2.99, false],
  ])('by default: %s at %d is %s', (metric, value, met) => {
    expect(of(metric, [], value)?.met).toBe(met);
  });

  test('when it is reached from the better side, if people have set it', () => {
    const churn = [row('churnRate', first, last, '10')];
    expect([10, 10.01].map((value) => of('churnRate', churn, value)?.met)).toEqual([true, false]);
    const csat = [row('csat', first, last, '80')];
    expect([80, 79.99].map((value) => of('csat', csat, value)?.met)).toEqual([true, false]);
  });

  test('or not, is not said without a value or a better side, and no percent of 0 is taken', () => {
    expect(of('csat', [], null)).toEqual({ value: 80, exact: '80', attainment: null, met: null });
    expect(of('tickets', [row('tickets', first, last, '4')], 2)).toEqual({
      value: 4,
      exact: '4',
      attainment: 50,
      met: null,
    });
    expect(of('complaints', [row('complaints', first, last, '0')], 0)).toEqual({
      value: 0,
      exact: '0',
      attainment: null,
      met: true,
    });
    expect(of('nps', [row('nps', first, last, '-20')], -10)).toEqual({
      value: -20,
      exact: '-20',
      attainment: 50,
      met: true,
    });
  });

  test('and keeps its last digit, which a number may not hold', () => {
    expect(of('revenue', [row('revenue', first, last, '12345678901234.5678')])?.exact).toBe('12345678901234.5678');
  });

  test('and a metric without targets has none', () => {
    expect(of('revenue', [january], 5)).toBeNull();
    expect(of('nps', [], 5)).toBeNull();
  });
});
