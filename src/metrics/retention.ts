// Retention: who was a customer at the start, who still is at the end, and who came back.
import { microsecondsPerDay } from '../model/day-length';
import { and, choose, column, compare, elapsed, isKnown, literal, parameter } from '../model/expression';
import { customersWho, exists, inState, isPurchase, spendOn, totalSpendOn } from './building-blocks';
import type { CustomersMeasure, Each } from './measure';
import { metric, quotient, share, total } from './metric';

const baseAtStart = inState('base', 'start');
const baseAtEnd = inState('base', 'end');
const daysOfYear = 365.25;
const sinceFirstPurchase = inState('base', 'end', {
  timed: true,
  aggregate: { kind: 'sum', of: elapsed('first_purchase_at', parameter('periodEnd')) },
});
const lost = inState('lost', 'start');
const kept = inState('kept', 'start');
const reactivated = inState('reactivated', 'end');
const dormantAtStart = inState('dormant', 'start');
const recalled = inState('dormant', 'start', {
  each: { purchases: { family: 'transaction', where: isPurchase, aggregate: { kind: 'count' } } },
  where: compare('purchases', '>', 0),
});

/** The first offer of the period decides; the next purchase after the first offer is the earliest of all next purchases. */
const firstOffer: Each = {
  offered_at: { where: column('follows_purchase'), aggregate: { kind: 'first', of: 'occurred_at' } },
  bought_at: { where: column('follows_purchase'), aggregate: { kind: 'first', of: 'next_purchase_at' } },
};
const offered = customersWho('offer', firstOffer, isKnown('offered_at'));
const wonBack = customersWho(
  'offer',
  firstOffer,
  and(exists('bought_at'), compare(elapsed('offered_at', 'bought_at'), '<=', 90 * microsecondsPerDay)),
);

const isPrevious = compare('is_previous', '=', 1);
/** Customers with a purchase in the period before P, and their revenue in one of the two. */
const followed = (aggregate: CustomersMeasure['aggregate']): CustomersMeasure => ({
  kind: 'customers',
  family: 'transaction',
  withPrevious: true,
  each: {
    bought: { where: and(isPurchase, isPrevious), aggregate: { kind: 'count' } },
    before: { aggregate: { kind: 'sum', of: choose(isPrevious, 'revenue', 0) } },
    now: { aggregate: { kind: 'sum', of: choose(isPrevious, 0, column('revenue')) } },
  },
  where: compare('bought', '>', 0),
  aggregate,
});
const revenueOf = (period: 'before' | 'now'): CustomersMeasure => followed({ kind: 'sum', of: column(period) });

export const retentionMetrics = [
  metric({
    id: 'customersAtStart',
    label: { en: 'Customers at start', zh: '期初客户数' },
    aliases: ['opening customers'],
    area: 'RETENTION',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers in the base at the start of the period: with a purchase before it, and not lost.',
      zh: '期初有效客户数：期初前有过购买且未流失。',
    },
    formulaText: 'count of the base at the start',
    formula: total(baseAtStart),
  }),
  metric({
    id: 'customersAtEnd',
    label: { en: 'Customers at end', zh: '期末客户数' },
    aliases: ['closing customers', 'customer base'],
    area: 'RETENTION',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers in the base at the end of the period: with a purchase before it, and not lost.',
      zh: '期末有效客户数：期末前有过购买且未流失。',
    },
    formulaText: 'count of the base at the end',
    formula: total(baseAtEnd),
    drivers: ['customersAtStart', 'lostCustomers', 'reactivatedCustomers', 'newCustomers'],
  }),
  metric({
    id: 'customerTenureYears',
    label: { en: 'Customer tenure', zh: '平均客户年限' },
    aliases: ['tenure', 'average tenure', '客龄'],
    area: 'RETENTION',
    unit: 'YEARS',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean time from the first purchase to the end of the period, in years of 365.25 days, over the customers in the base at that end. How long customers have been there, not how long they will stay.',
      zh: '期末有效客户从首次购买到期末的平均时长，按每年 365.25 天折算。说明客户已合作多久，而非还将合作多久。',
    },
    formulaText: 'sum of years since the first purchase / customersAtEnd',
    formula: { kind: 'mean', sum: sinceFirstPurchase, count: baseAtEnd, scale: 1 / (daysOfYear * microsecondsPerDay) },
    drivers: ['customersAtEnd', 'newCustomers'],
  }),
  metric({
    id: 'lostCustomers',
    label: { en: 'Lost customers', zh: '流失客户数' },
    aliases: ['churned customers'],
    area: 'RETENTION',
    unit: 'COUNT',
    better: 'DOWN',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers in the base at the start of the period and not at its end; placed at the start.',
      zh: '期初有效、期末已不再有效的客户数；按期初时的客户属性归属。',
    },
    formulaText: 'count of the base at the start that left',
    formula: total(lost),
  }),
  metric({
    id: 'reactivatedCustomers',
    label: { en: 'Reactivated customers', zh: '回流客户数' },
    aliases: ['returned customers', 'resurrected customers', '召回客户数'],
    area: 'RETENTION',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers in the base at the end of the period and not at its start who had bought before its start; placed at the end.',
      zh: '期初前购买过、期初已流失而期末恢复有效的客户数；按期末时的客户属性归属。',
    },
    formulaText: 'count of the base at the end that had been lost at the start',
    formula: total(reactivated),
    drivers: ['winBackRate'],
  }),
  metric({
    id: 'churnRate',
    label: { en: 'Churn rate', zh: '客户流失率' },
    aliases: ['CCR', 'customer churn', 'attrition rate', '流失率'],
    area: 'RETENTION',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Lost customers as a percent of customers at the start of the period.',
      zh: '流失客户数占期初客户数的百分比。',
    },
    formulaText: 'lostCustomers / customersAtStart x 100',
    formula: share(lost, baseAtStart),
    drivers: ['lostCustomers', 'customersAtStart'],
    defaultTarget: { operator: '<', value: 10 },
  }),
  metric({
    id: 'retentionRate',
    label: { en: 'Retention rate', zh: '客户留存率' },
    aliases: ['CRR', 'customer retention', '留存率'],
    area: 'RETENTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Customers in the base both at the start and at the end of the period, as a percent of customers at its start.',
      zh: '期初和期末都有效的客户占期初客户数的百分比。',
    },
    formulaText: 'customers kept / customersAtStart x 100',
    formula: share(kept, baseAtStart),
    drivers: ['churnRate'],
  }),
  metric({
    id: 'netRevenueRetention',
    label: { en: 'Net revenue retention', zh: '净收入留存率' },
    aliases: ['NRR', 'net dollar retention', 'NDR', '净收入留存'],
    area: 'RETENTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Revenue in the period of the customers with a purchase in the period before it, as a percent of their revenue then (refunds included in both). Facts of both periods are restricted to the slice; customers are placed at the start of the period. The period before is that of the comparison PREVIOUS_PERIOD; of a window it is the equally long one before all of it.',
      zh: '上期有购买的客户在本期的销售额，占其上期销售额的百分比（两期均含退款）。两期的事实都限于当前切片；客户按本期期初时的属性归属。上期即对比方式 PREVIOUS_PERIOD 所指的期间；使用滚动窗口时，为整个窗口之前等长的期间。',
    },
    formulaText: 'revenue of the customers of the period before / their revenue then x 100',
    formula: quotient(revenueOf('now'), revenueOf('before'), { scale: 100, behind: followed({ kind: 'count' }) }),
    drivers: ['retentionRate', 'revenuePerCustomer', 'refundRate'],
  }),
  metric({
    id: 'dormantCustomers',
    label: { en: 'Dormant customers', zh: '沉睡客户数' },
    aliases: ['sleeping customers', 'inactive customers', '沉默客户数'],
    area: 'RETENTION',
    unit: 'COUNT',
    better: 'DOWN',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers in the base at the end of the period without a purchase for longer than the dormancy limit (DORMANT_AFTER_DAYS, by default 90 days) and not under a term.',
      zh: '期末有效客户中，超过沉睡时限（DORMANT_AFTER_DAYS，默认 90 天）未购买且不在合约期内的客户数。',
    },
    formulaText: 'count of the base at the end that is dormant',
    formula: total(inState('dormant', 'end')),
    drivers: ['recallRate'],
  }),
  metric({
    id: 'recallRate',
    label: { en: 'Recall rate', zh: '召回率' },
    aliases: ['reactivation of dormant customers', '唤醒率'],
    area: 'RETENTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of customers dormant at the start of the period, the share with a purchase in it.',
      zh: '期初沉睡的客户中，期内有购买的占比。',
    },
    formulaText: 'dormant customers who bought / dormant customers at start x 100',
    formula: share(recalled, dormantAtStart),
    drivers: ['dormantCustomers'],
  }),
  metric({
    id: 'winBackRate',
    label: { en: 'Win-back rate', zh: '挽留成功率' },
    aliases: ['save rate', '挽回率'],
    area: 'RETENTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of customers with a retention offer in the period that follows a purchase, the share that purchased within 90 days (90 x 24 hours) from the first such offer. Immature until 90 days after the period.',
      zh: '期内收到挽留、且在该次挽留之前购买过的客户中，自首次此类挽留起 90 天（90 × 24 小时）内有购买的占比。期末后 90 天内数据尚未成熟。',
    },
    formulaText: 'customers won back / customers with an offer x 100',
    formula: share(wonBack, offered),
    matureAfterDays: 90,
  }),
  metric({
    id: 'retentionSpend',
    label: { en: 'Retention spend', zh: '挽留成本' },
    aliases: ['spend on retention', '挽留费用'],
    area: 'RETENTION',
    unit: 'MONEY',
    better: 'DOWN',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Spend in the period with purpose retention. Spend belongs to its calendar day in every time zone.',
      zh: '期内用途为客户挽留的费用。无论按哪个时区查询，费用都归属其记账日期。',
    },
    formulaText: 'sum of retention spend',
    formula: totalSpendOn('retention'),
  }),
  metric({
    id: 'retentionCost',
    label: { en: 'Retention cost per customer', zh: '单客挽留成本' },
    aliases: ['cost per customer won back', 'win-back cost'],
    area: 'RETENTION',
    unit: 'MONEY',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Retention spend in the period divided by the customers won back: those with an offer in it that follows a purchase, who purchased within 90 days from the first such offer. Immature until 90 days after the period.',
      zh: '期内挽留费用除以挽留成功的客户数：期内收到挽留、且在该次挽留之前购买过，并自首次此类挽留起 90 天内有购买的客户。期末后 90 天内数据尚未成熟。',
    },
    formulaText: 'retentionSpend / customers won back',
    formula: quotient(spendOn('retention'), wonBack),
    drivers: ['retentionSpend', 'winBackRate'],
    matureAfterDays: 90,
  }),
  metric({
    id: 'customersAtRisk',
    label: { en: 'Customers at risk', zh: '高流失风险客户数' },
    aliases: ['customers at high churn risk', '高风险客户数'],
    area: 'RETENTION',
    unit: 'COUNT',
    better: 'DOWN',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers in the base at the end of the period whose churn risk is in the band HIGH, as judged at the last month-end by then, or now.',
      zh: '期末有效客户中流失风险分段为 HIGH 的客户数；以当时最近一次月末的评定为准，期末为当前时取最新评定。',
    },
    formulaText: 'count of the base at the end with risk band HIGH',
    formula: total(
      inState('base', 'end', { judged: ['risk_band'], where: compare('risk_band', '=', literal('HIGH')) }),
    ),
    drivers: ['churnRisk', 'customersAtEnd'],
  }),
];
