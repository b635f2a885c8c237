// Which statements answer a question: one per level of totals and source of rows, however many metrics share it.
import { Temporal } from 'temporal-polyfill';
import { parseQuestion, type QuerySettings } from '../../src/query/metric-query';
import type { MetricQuestion } from '../../src/query/metric-question';
import { describePlan, planQuery } from '../../src/query/plan';

const settings: QuerySettings = {
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  lostAfterDays: 180,
  dormantAfterDays: 90,
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  slaSeconds: 3600,
};
const now = Temporal.Instant.from('2025-07-01T12:00:00+08:00');
const planOf = (question: Partial<MetricQuestion>) =>
  planQuery(parseQuestion({ metrics: [], period: { year: 2025, quarter: 1 }, ...question }, settings, now));
const lines = (question: Partial<MetricQuestion>) => describePlan(planOf(question)).split('\n');

it('one metric is one statement', () => {
  expect(lines({ metrics: ['REVENUE'] })).toEqual(['detail: 2 measures of transaction rows, by one bucket']);
});

it('metrics of one family share its scan', () => {
  expect(
    lines({
      metrics: ['REVENUE', 'GROSS_PROFIT', 'ORDERS', 'AVERAGE_ORDER_VALUE', 'REFUND_RATE', 'BUYERS'],
      by: ['CHANNEL', 'REGION'],
      grain: 'MONTH',
    }),
  ).toEqual(['detail: 7 measures of transaction rows, by CHANNEL x REGION x 3 buckets']);
});

it('families have a statement each, so that none multiplies the other', () => {
  expect(lines({ metrics: ['CAC', 'REVENUE', 'NPS'], by: ['ACQUISITION_CHANNEL'] })).toEqual([
    'detail: 1 measure of spend rows, by ACQUISITION_CHANNEL x one bucket',
    'detail: 1 measure of order rows, by ACQUISITION_CHANNEL x one bucket',
    'detail: 2 measures of transaction rows, by ACQUISITION_CHANNEL x one bucket',
    'detail: 3 measures of interaction rows, by ACQUISITION_CHANNEL x one bucket',
  ]);
});

it('totals are measured at their own level', () => {
  expect(lines({ metrics: ['BUYERS', 'CHURN_RATE'], by: ['CITY'], grain: 'MONTH', totals: 'GRAND' })).toEqual([
    'detail: 1 measure of transaction rows, by CITY x 3 buckets',
    'detail: 2 measures of customers base at start, by CITY x 3 buckets',
    'grand total: 1 measure of transaction rows, by one bucket',
    'grand total: 2 measures of customers base at start, by one bucket',
  ]);
});

it('customers judged on their rows share a statement; ranking them takes one of its own', () => {
  expect(lines({ metrics: ['REPEAT_PURCHASE_RATE', 'CROSS_SELL_RATE', 'TOP_CUSTOMER_SHARE'] })).toEqual([
    'detail: 2 measures of customers by transaction rows, by one bucket',
    'detail: 3 measures of transaction rows, by one bucket',
    'detail: 1 measure of customers by transaction rows, by one bucket',
  ]);
});

it('customer states share a statement per state and instant', () => {
  expect(
    lines({
      metrics: [
        'CUSTOMERS_AT_START',
        'LOST_CUSTOMERS',
        'CHURN_RATE',
        'RETENTION_RATE',
        'CUSTOMERS_AT_END',
        'RECALL_RATE',
      ],
    }),
  ).toEqual([
    'detail: 3 measures of customers base at start, by one bucket',
    'detail: 1 measure of customers base at end, by one bucket',
    'detail: 2 measures of customers dormant at start, by one bucket',
  ]);
});

it('rows of the year before the end are not rows of the period', () => {
  expect(lines({ metrics: ['CLV', 'GROSS_PROFIT'] })).toEqual([
    'detail: 1 measure of transaction rows, by one bucket',
    'detail: 2 measures of customers base at yearBeforeEnd, by one bucket',
    'detail: 1 measure of customers base at end, by one bucket',
    'detail: 2 measures of transaction rows, by one bucket',
  ]);
});

it('opportunities are placed by one instant a statement', () => {
  expect(lines({ metrics: ['DEALS_WON', 'SALES_CYCLE_DAYS'] })).toEqual([
    'detail: 1 measure of opportunity rows, by one bucket',
    'detail: 2 measures of deal rows, by one bucket',
  ]);
});

it('the days of a period take no statement', () => {
  expect(lines({ metrics: ['STICKINESS'], grain: 'DAY' })).toEqual([
    'detail: 2 measures of activity rows, by 90 buckets',
  ]);
});

it('a metric asked twice, or refused, takes nothing more', () => {
  expect(lines({ metrics: ['ORDERS', 'orders', 'CHURN_RATE'], by: ['PRODUCT'] })).toEqual([
    'detail: 1 measure of transaction rows, by PRODUCT x one bucket',
  ]);
  expect(planOf({ metrics: ['CHURN_RATE'], by: ['PRODUCT'] }).statements).toEqual([]);
});
