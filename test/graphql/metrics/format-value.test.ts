import { decimalsOf, formatValue } from '../../../src/graphql/metrics/format-value';
import { findMetric } from '../../../src/metrics/catalog';

const plain = (value: number | null, exact: string | null = null) => ({ value, exact });

describe('a value as people read it', () => {
  test.each([
    ['COUNT', plain(1234567, '1234567'), '1,234,567', '1,234,567'],
    ['COUNT', plain(12.5, '12.5'), '12.5', '12.5'],
    ['MONEY', plain(1234.5, '1234.5000'), 'CN¥1,234.50', '¥1,234.50'],
    ['MONEY', plain(-20, '-20.0000'), '-CN¥20.00', '-¥20.00'],
    ['PERCENT', plain(12.25), '12.3%', '12.3%'],
    ['SCORE', plain(42.333), '42.33', '42.33'],
    ['RATIO', plain(3), '3', '3'],
    ['DAYS', plain(1), '1 day', '1天'],
    ['DAYS', plain(30.44), '30.4 days', '30.4天'],
    ['SECONDS', plain(59.94), '59.9 seconds', '59.9秒钟'],
    ['SECONDS', plain(5400), '90 minutes', '90分钟'],
    ['SECONDS', plain(9000), '2.5 hours', '2.5小时'],
    ['SECONDS', plain(259200), '3 days', '3天'],
    ['MINUTES', plain(12), '12 minutes', '12分钟'],
    ['YEARS', plain(2.5), '2.5 years', '2.5年'],
    ['PERCENT', plain(null), '–', '–'],
  ] as const)('%s %j is %s, in Chinese %s', (unit, reading, english, chinese) => {
    expect(formatValue(reading, unit, 'EN', 'CNY')).toBe(english);
    expect(formatValue(reading, unit, 'ZH', 'CNY')).toBe(chinese);
  });

  test('what is kept back is said in a word', () => {
    const kept = { ...plain(null), status: 'SUPPRESSED' };
    expect([formatValue(kept, 'COUNT', 'EN', 'CNY'), formatValue(kept, 'COUNT', 'ZH', 'CNY')]).toEqual([
      'suppressed',
      '已隐去',
    ]);
  });

  test('money keeps digits that a double would lose', () => {
    const reading = plain(90071992547409940, '90071992547409933.25');
    expect(formatValue(reading, 'MONEY', 'EN', 'USD')).toBe('$90,071,992,547,409,933.25');
  });

  test('a currency without minor units has none', () => {
    expect(formatValue(plain(1500, '1500'), 'MONEY', 'EN', 'JPY')).toBe('¥1,500');
  });
});

test('columns tell how many decimals to show: those of the currency, none of what is counted, some of quantities and means', () => {
  const of = (metric: string, currency = 'CNY') => {
    const { unit, formula } = findMetric(metric)!;
    return decimalsOf(unit, formula, currency);
  };
  expect([of('REVENUE'), of('REVENUE', 'JPY'), of('REVENUE', 'KWD')]).toEqual([2, 0, 3]);
  expect([of('ORDERS'), of('CUSTOMERS_AT_END'), of('UNITS_SOLD')]).toEqual([0, 0, 2]);
  expect([of('EXPECTED_PURCHASES'), of('CUSTOMERS_AT_RISK'), of('HEALTH_SCORE')]).toEqual([2, 0, 2]);
  expect([of('CHURN_RATE'), of('NPS'), of('PURCHASE_FREQUENCY')]).toEqual([1, 2, 2]);
  expect([of('FIRST_RESPONSE_TIME'), of('SALES_CYCLE_DAYS'), of('CUSTOMER_LIFETIME_YEARS')]).toEqual([0, 1, 1]);
});
