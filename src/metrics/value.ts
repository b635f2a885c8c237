// Loyalty and value: who buys again, what else, and what a customer is worth.
import { and, choose, column, compare, type Expression, isKnown, isNull, or, parameter } from '../model/expression';
import {
  buyers,
  countCustomers,
  countDistinct,
  countRows,
  customersWho,
  elapsedSince,
  existingBuyer,
  exists,
  grossProfit,
  hasCustomer,
  inState,
  isPurchase,
  meanParts,
  microsecondInDays,
  orders,
  profit,
  revenue,
  sumRows,
} from './building-blocks';
import type { CustomersMeasure, Each, Rows } from './measure';
import { type Formula, metric, once, quotient, share, total } from './metric';

const purchasedOrders: Each = { orders: { where: isPurchase, aggregate: { kind: 'countDistinct', of: ['order_id'] } } };
const orderAgain: Rows = { family: 'order', where: isKnown('previous_order_at') };

const existingBuyers = countCustomers({ family: 'transaction', where: existingBuyer });
/** A known category that the customer had never bought before the period. */
const isNewCategory = and(
  existingBuyer,
  isKnown('category'),
  or(isNull('category_first_purchased_at'), compare('category_first_purchased_at', '>=', parameter('periodStart'))),
);

/** A price tier that the customer had never reached before the period in a category where it had bought one. */
const isHigherTier = and(
  existingBuyer,
  compare('tier_first_reached_at', '>=', parameter('periodStart')),
  compare('category_first_tiered_at', '<', parameter('periodStart')),
);
const terms: Rows = { family: 'term', at: 'term_end' };

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

const baseYearAgo = inState('base', 'yearBeforeEnd');
const lostInYear = inState('base', 'yearBeforeEnd', { where: compare('in_base_at_end', '=', false) });
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

export const valueMetrics = [
  metric({
    id: 'buyers',
    label: { en: 'Buyers', zh: '购买客户数' },
    aliases: ['purchasing customers'],
    area: 'VALUE',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'DISTINCT',
    definition: 'Distinct customers with a purchase in the period.',
    formulaText: 'count of distinct buyers',
    formula: total(buyers),
    perCustomer: true,
    drivers: ['newCustomers', 'returningBuyerRate'],
  }),
  metric({
    id: 'repeatPurchaseRate',
    label: { en: 'Repeat purchase rate', zh: '重复购买率' },
    aliases: ['RPR', 'repurchase rate', '复购率'],
    area: 'VALUE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Buyers with two or more orders in the period, as a percent of buyers; both judged on the slice alone.',
    formulaText: 'buyers with 2 or more orders / buyers x 100',
    formula: share(customersWho('transaction', purchasedOrders, compare('orders', '>=', 2)), buyers),
    drivers: ['buyers', 'orders'],
  }),
  metric({
    id: 'returningBuyerRate',
    label: { en: 'Returning buyer rate', zh: '老客复购占比' },
    aliases: ['share of existing buyers', 'returning customer rate', '老客占比'],
    area: 'VALUE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Existing buyers (buyers in the period who had also bought before it) as a percent of the buyers in the period.',
    formulaText: 'existing buyers / buyers x 100',
    formula: share(existingBuyers, buyers),
    drivers: ['buyers', 'newCustomers'],
  }),
  metric({
    id: 'purchaseFrequency',
    label: { en: 'Purchase frequency', zh: '购买频次' },
    aliases: ['orders per buyer', '人均订单数'],
    area: 'VALUE',
    unit: 'RATIO',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Orders in the period divided by the buyers in it; guest orders count among the orders.',
    formulaText: 'orders / buyers',
    formula: quotient(orders, buyers),
    drivers: ['orders', 'buyers'],
  }),
  metric({
    id: 'repurchaseIntervalDays',
    label: { en: 'Repurchase interval', zh: '复购间隔' },
    aliases: ['days between orders', 'interpurchase time'],
    area: 'VALUE',
    unit: 'DAYS',
    better: 'DOWN',
    additivity: 'RATIO',
    definition:
      "Mean days from the customer's previous order (ever) to the order, over orders whose first line is in the period and that have a previous one.",
    formulaText: 'sum of days since the previous order / orders with one',
    formula: {
      kind: 'mean',
      ...meanParts(orderAgain, elapsedSince('previous_order_at', 'occurred_at'), 'previous_order_at'),
      scale: microsecondInDays,
    },
    perCustomer: true,
    drivers: ['repeatPurchaseRate'],
  }),
  metric({
    id: 'crossSellRate',
    label: { en: 'Cross-sell rate', zh: '交叉销售率' },
    aliases: ['cross sales rate'],
    area: 'VALUE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Of existing buyers (buyers in the period who also bought before it), the share who bought in it a product category they had never bought before it. A line without a known product has no category.',
    formulaText: 'existing buyers of a new category / existing buyers x 100',
    formula: share(countCustomers({ family: 'transaction', where: isNewCategory }), existingBuyers),
    drivers: ['returningBuyerRate'],
  }),
  metric({
    id: 'upSellRate',
    label: { en: 'Up-sell rate', zh: '追加销售率' },
    aliases: ['upsell rate', 'upgrade rate', '升级销售率'],
    area: 'VALUE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Of existing buyers (buyers in the period who also bought before it), the share who bought in it a higher price tier than any they had bought before it in the same product category, of a category in which they had bought a tier before. Tiers and categories are those of the products today.',
    formulaText: 'existing buyers of a higher price tier / existing buyers x 100',
    formula: share(countCustomers({ family: 'transaction', where: isHigherTier }), existingBuyers),
    drivers: ['returningBuyerRate'],
  }),
  metric({
    id: 'renewalRate',
    label: { en: 'Renewal rate', zh: '续约率' },
    aliases: ['contract renewal rate', 'subscription renewal rate', '续费率'],
    area: 'VALUE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Of the terms that end in the period, the share followed by a purchase of the customer in another order, of kind renewal or with a term of its own, made after the row of the term and from 60 days before its end to 30 days after (24 hours each), known by now. Immature until 30 days after the period.',
    formulaText: 'terms renewed / terms ending x 100',
    formula: share(countRows({ ...terms, where: exists('renewed_at') }), countRows(terms)),
    drivers: ['retentionRate'],
    matureAfterDays: 30,
  }),
  metric({
    id: 'categoriesPerBuyer',
    label: { en: 'Categories per buyer', zh: '人均购买品类数' },
    aliases: ['product breadth', '人均品类数'],
    area: 'VALUE',
    unit: 'RATIO',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Mean over the buyers of the period of the distinct known product categories each bought in it; a buyer of none counts 0.',
    formulaText: 'sum of distinct categories of each buyer / buyers',
    formula: {
      kind: 'mean',
      sum: countDistinct(
        { family: 'transaction', where: and(hasCustomer, isPurchase, isKnown('category')) },
        'customer_no',
        'category',
      ),
      count: buyers,
      scale: 1,
    },
    perCustomer: true,
    drivers: ['crossSellRate'],
  }),
  metric({
    id: 'revenuePerCustomer',
    label: { en: 'Revenue per customer', zh: '客户贡献度' },
    aliases: ['ARPU', 'ARPC', 'average revenue per customer', '客均收入'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Revenue of the period, refunds and guest orders included, divided by the buyers in it.',
    formulaText: 'revenue / buyers',
    formula: quotient(revenue, buyers),
    drivers: ['revenue', 'buyers', 'purchaseFrequency', 'averageOrderValue'],
  }),
  metric({
    id: 'profitPerCustomer',
    label: { en: 'Profit per customer', zh: '客户利润贡献' },
    aliases: ['gross profit per customer', '客均毛利'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Gross profit of the period, refunds and guest orders included, divided by the buyers in it.',
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
    definition:
      "Of the buyers' positive gross profits in the period (refunds included), the percent earned with the top 20 % of buyers (rounded up) by gross profit.",
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
    definition:
      'One divided by the churn rate (as a share) of the year that ends with the period, at most 10 years: CAPPED when it would be 10 or more or nobody was lost; null when nobody was in the base a year before.',
    formulaText: '1 / churn rate of the year, at most 10',
    formula: lifetimeYears,
    drivers: ['churnRate'],
  }),
  metric({
    id: 'clv',
    label: { en: 'Customer lifetime value', zh: '客户生命周期价值' },
    aliases: ['CLV', 'LTV', 'CLTV', 'lifetime value'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition:
      'Annual contribution times customer lifetime. Annual contribution: gross profit of the year that ends with the period, customers placed as their facts are, divided by the mean of the customer bases at the start and the end of that year.',
    formulaText: 'gross profit of the year / mean base x customerLifetimeYears',
    formula: lifetimeValue,
    drivers: ['grossProfit', 'customerLifetimeYears'],
  }),
  metric({
    id: 'clvRevenue',
    label: { en: 'Customer lifetime revenue', zh: '客户生命周期收入' },
    aliases: ['lifetime revenue', 'LTR', '生命周期收入'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition:
      'Annual revenue of a customer times customer lifetime. Annual revenue: revenue of the year that ends with the period, customers placed as their facts are, divided by the mean of the customer bases at the start and the end of that year.',
    formulaText: 'revenue of the year / mean base x customerLifetimeYears',
    formula: forLifetime(column('revenue')),
    drivers: ['averageOrderValue', 'purchaseFrequency', 'customerLifetimeYears'],
  }),
  metric({
    id: 'clvHistoric',
    label: { en: 'Historic customer value', zh: '历史客户价值' },
    aliases: ['historic CLV', 'realised LTV'],
    area: 'VALUE',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Gross profit before the end of the period of the customers with a purchase before it, divided by their number; placed at that end.',
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
];
