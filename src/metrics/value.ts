// Value: what customers bring, and what a customer is worth.
import { microsecondsPerDay } from '../model/day-length';
import { choose, column, compare, type Expression, elapsed, prorated } from '../model/expression';
import {
  buyers,
  countStanding,
  grossProfit,
  inState,
  isPurchase,
  meanJudged,
  profit,
  revenue,
  sumRows,
  sumStanding,
} from './building-blocks';
import type { CustomersMeasure } from './measure';
import { type Formula, metric, once, quotient, total } from './metric';

const profitOfBuyers = (top: Pick<CustomersMeasure, 'top'>): CustomersMeasure => ({
  kind: 'customers',
  family: 'transaction',
  each: {
    purchases: { where: isPurchase, aggregate: { kind: 'count' } },
    profit: { aggregate: { kind: 'sum', of: profit } },
  },
  where: compare('purchases', '>', 0),
  aggregate: { kind: 'sum', of: choose(compare('profit', '>', 0), 'profit', 0) },
  ...top,
});

const runningTerms = { family: 'runningTerm' } as const;
const monthInDays = 30.4375;
/** What a month of the term comes to. */
const ofMonth = prorated('revenue', monthInDays * microsecondsPerDay, elapsed('occurred_at', 'term_end'));

const baseYearAgo = inState('base', 'yearBeforeEnd');
const lostInYear = inState('lost', 'yearBeforeEnd');
const lifetimeYears: Formula = {
  kind: 'capped',
  numerator: once(baseYearAgo),
  denominator: once(lostInYear),
  most: 10,
};

const meanBase = [baseYearAgo, inState('base', 'end')].map((measure) => ({ coefficient: 0.5, factors: [measure] }));
/** What a customer brings in a year, for as long as customers stay. */
const forLifetime = (amount: Expression): Formula => ({
  kind: 'composite',
  combine: 'product',
  parts: [quotient(sumRows({ family: 'transaction', span: 'yearBeforeEnd' }, amount), meanBase), lifetimeYears],
});
export const lifetimeValue = forLifetime(profit);
/** A lifetime is read from a churn rate, and one customer has none: no slice and no list of customers, but any condition on them. */
const oneCustomer = ['CUSTOMER'];

export const valueMetrics = [
  metric({
    id: 'revenuePerCustomer',
    label: { en: 'Revenue per customer', zh: '客户贡献度' },
    aliases: ['ARPU', 'ARPC', 'average revenue per customer', '客均收入'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Revenue of the period, refunds and guest orders included, divided by the buyers in it.',
      zh: '期内销售额（含退款和散客订单）除以期内购买客户数。',
    },
    formulaText: 'revenue / buyers',
    formula: quotient(revenue, buyers),
    drivers: ['revenue', 'buyers', 'purchaseFrequency', 'averageOrderValue'],
  }),
  metric({
    id: 'mrr',
    label: { en: 'Monthly recurring revenue', zh: '月度经常性收入' },
    aliases: ['MRR', 'recurring revenue', 'subscription revenue', '月经常性收入', '订阅收入'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Over the purchases of customers whose term covers the end of the period, the sum of their revenue for 30.4375 days of the term, each rounded half up to four digits (a negative one away from zero). A term that begins exactly then covers it, one that ends exactly then does not. Refunds take nothing off; what nobody known bought is no term. Placed at the end of the period.',
      zh: '合约期覆盖期末时点的客户购买行，按合约长度折算为 30.4375 天的收入之和，每行四舍五入到四位小数（负数按绝对值）。合约恰在期末时点开始的计入，恰在该时点到期的不计。退款不冲减；无客户身份的购买不构成合约。按期末时点归属。',
    },
    formulaText: 'sum of revenue x 30.4375 days / length of the term, over terms that cover the end',
    formula: total(sumStanding(runningTerms, ofMonth), countStanding(runningTerms)),
    perCustomer: true,
    drivers: ['renewalRate', 'customersAtEnd'],
  }),
  metric({
    id: 'profitPerCustomer',
    label: { en: 'Profit per customer', zh: '客户利润贡献' },
    aliases: ['gross profit per customer', '客均毛利'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Gross profit of the period, refunds and guest orders included, divided by the buyers in it.',
      zh: '期内毛利（含退款和散客订单）除以期内购买客户数。',
    },
    formulaText: 'grossProfit / buyers',
    formula: quotient(grossProfit, buyers),
    drivers: ['grossProfit', 'buyers'],
  }),
  metric({
    id: 'topCustomerShare',
    label: { en: 'Share of top customers', zh: '头部客户贡献占比' },
    aliases: ['Pareto share', '80/20', '二八占比'],
    area: 'VALUE',
    unit: 'PERCENT',
    better: 'NEUTRAL',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: "Of the buyers' positive gross profits in the period (refunds included), the percent earned with the top 20 % of buyers (rounded up) by gross profit.",
      zh: '期内购买客户的正毛利（含退款）合计中，来自毛利排名前 20%（人数向上取整）的购买客户的百分比。',
    },
    formulaText: 'positive gross profit of the top 20 % of buyers / positive gross profit of buyers x 100',
    formula: quotient(profitOfBuyers({ top: { by: 'profit', oneIn: 5 } }), profitOfBuyers({}), {
      scale: 100,
      behind: buyers,
    }),
    drivers: ['grossProfit', 'buyers'],
  }),
  metric({
    id: 'customerLifetimeYears',
    label: { en: 'Customer lifetime', zh: '客户关系维持时间' },
    aliases: ['relationship length', 'customer lifespan'],
    area: 'VALUE',
    unit: 'YEARS',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'One divided by the churn rate (as a share) of the year that ends with the period, at most 10 years: CAPPED when it would be 10 or more or nobody was lost; null when nobody was in the base a year before. One customer has no churn rate: no slice or filter by CUSTOMER, but conditions on customers and segments of them.',
      zh: '1 除以截至期末一年的客户流失率（以小数计），最长 10 年：达到 10 年或无人流失时取 10，并标记 CAPPED；一年前没有有效客户时无值。单个客户没有流失率：不能按 CUSTOMER 切分或筛选，但可使用针对客户的条件和客群。',
    },
    formulaText: '1 / churn rate of the year, at most 10',
    formula: lifetimeYears,
    drivers: ['churnRate'],
    withoutDimensions: oneCustomer,
  }),
  metric({
    id: 'clv',
    label: { en: 'Customer lifetime value', zh: '客户生命周期价值' },
    aliases: ['CLV', 'LTV', 'CLTV', 'lifetime value'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'Annual contribution times customer lifetime. Annual contribution: gross profit of the year that ends with the period, customers placed as their facts are, divided by the mean of the customer bases at the start and the end of that year. Goes with what customer lifetime goes with.',
      zh: '年均贡献乘以客户关系维持时间。年均贡献：截至期末一年的毛利（客户按各笔事实发生时的归属计），除以该年年初与年末有效客户数的平均值。可用的切分与客户关系维持时间相同。',
    },
    formulaText: 'gross profit of the year / mean base x customerLifetimeYears',
    formula: lifetimeValue,
    drivers: ['grossProfit', 'customerLifetimeYears'],
    withoutDimensions: oneCustomer,
  }),
  metric({
    id: 'clvRevenue',
    label: { en: 'Customer lifetime revenue', zh: '客户生命周期收入' },
    aliases: ['lifetime revenue', 'LTR', '生命周期收入'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'Annual revenue of a customer times customer lifetime. Annual revenue: revenue of the year that ends with the period, customers placed as their facts are, divided by the mean of the customer bases at the start and the end of that year. Goes with what customer lifetime goes with.',
      zh: '客户年均收入乘以客户关系维持时间。年均收入：截至期末一年的销售额（客户按各笔事实发生时的归属计），除以该年年初与年末有效客户数的平均值。可用的切分与客户关系维持时间相同。',
    },
    formulaText: 'revenue of the year / mean base x customerLifetimeYears',
    formula: forLifetime(column('revenue')),
    drivers: ['averageOrderValue', 'purchaseFrequency', 'customerLifetimeYears'],
    withoutDimensions: oneCustomer,
  }),
  metric({
    id: 'clvHistoric',
    label: { en: 'Historic customer value', zh: '历史客户价值' },
    aliases: ['historic CLV', 'realised LTV'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Gross profit before the end of the period of the customers with a purchase before it, divided by their number; placed at that end.',
      zh: '期末前购买过的客户在期末前的累计毛利，除以这些客户的人数；按期末时的客户属性归属。',
    },
    formulaText: 'gross profit to date / customers with a purchase',
    formula: quotient(
      inState('buyers', 'end', {
        each: { profit: { family: 'transaction', span: 'everBeforeEnd', aggregate: { kind: 'sum', of: profit } } },
        aggregate: { kind: 'sum', of: column('profit') },
      }),
      inState('buyers', 'end'),
    ),
    perCustomer: true,
    drivers: ['grossProfit'],
  }),
  metric({
    id: 'clvPredicted',
    label: { en: 'Predicted customer value', zh: '预测客户价值' },
    aliases: ['predicted CLV', 'predicted LTV', 'expected customer value'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean predicted value (gross profit expected of the next 12 months, discounted) of the customers in the base at the end of the period who have one, as judged at the last month-end by then, or now.',
      zh: '期末有效客户中有预测值的客户的平均预测价值（未来 12 个月的预期毛利，经折现）；以当时最近一次月末的评定为准，期末为当前时取最新评定。',
    },
    formulaText: 'sum of predicted values / customers with one',
    formula: meanJudged('predicted_value'),
    perCustomer: true,
    drivers: ['expectedPurchases', 'churnRisk'],
  }),
];
