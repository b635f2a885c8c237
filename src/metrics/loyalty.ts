// Loyalty: who buys again, how soon, and what else.
import { and, column, compare, isKnown, isNull, or, parameter } from '../model/expression';
import {
  buyers,
  countCustomers,
  countDistinct,
  countRows,
  customersWho,
  elapsedSince,
  existingBuyer,
  exists,
  hasCustomer,
  isPurchase,
  meanParts,
  microsecondInDays,
  orders,
} from './building-blocks';
import type { Each, Rows } from './measure';
import { metric, quotient, share, total } from './metric';

const boughtAgain: Each = { again: { where: isPurchase, aggregate: { kind: 'several', of: 'order_id' } } };
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

export const loyaltyMetrics = [
  metric({
    id: 'buyers',
    label: { en: 'Buyers', zh: '购买客户数' },
    aliases: ['purchasing customers'],
    area: 'VALUE',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'DISTINCT',
    definition: {
      en: 'Distinct customers with a purchase in the period.',
      zh: '期内有购买的客户数（去重）。',
    },
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
    definition: {
      en: 'Buyers with two or more orders in the period, as a percent of buyers; both judged on the slice alone.',
      zh: '期内有两个及以上订单的购买客户占购买客户的百分比；两者都只看当前切片内的订单。',
    },
    formulaText: 'buyers with 2 or more orders / buyers x 100',
    formula: share(customersWho('transaction', boughtAgain, column('again')), buyers),
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
    definition: {
      en: 'Existing buyers (buyers in the period who had also bought before it) as a percent of the buyers in the period.',
      zh: '老客（期内购买且期前也购买过的客户）占期内购买客户的百分比。',
    },
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
    definition: {
      en: 'Orders in the period divided by the buyers in it; guest orders count among the orders.',
      zh: '期内订单数除以期内购买客户数；订单数含散客订单。',
    },
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
    definition: {
      en: "Mean days from the customer's previous order (ever) to the order, over orders whose first line is in the period and that have a previous one.",
      zh: '客户上一订单（不限时间）到本订单的平均天数；只计首行在期内且有上一订单的订单。',
    },
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
    definition: {
      en: 'Of existing buyers (buyers in the period who also bought before it), the share who bought in it a product category they had never bought before it. A line without a known product has no category.',
      zh: '老客（期内购买且期前也购买过的客户）中，在期内购买了期前从未买过的产品类别的占比。没有已知产品的交易行不算任何类别。',
    },
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
    definition: {
      en: 'Of existing buyers (buyers in the period who also bought before it), the share who bought in it a higher price tier than any they had bought before it in the same product category, of a category in which they had bought a tier before. Tiers and categories are those of the products today.',
      zh: '老客（期内购买且期前也购买过的客户）中，在期内购买了比其期前在同一产品类别中买过的更高价格档位的占比；该类别须在期前买过有档位的产品。档位和类别以产品当前所属为准。',
    },
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
    definition: {
      en: 'Of the terms that end in the period, the share followed by a purchase of the customer in another order, of kind renewal or with a term of its own, made after the row of the term and from 60 days before its end to 30 days after (24 hours each), known by now. Immature until 30 days after the period.',
      zh: '期内到期的合约中，客户另有订单续约的占比：类型为续约或自带合约期，晚于原合约的交易行，且在到期前 60 天至到期后 30 天之内（每天按 24 小时计），以目前所知为准。期末后 30 天内数据尚未成熟。',
    },
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
    definition: {
      en: 'Mean over the buyers of the period of the distinct known product categories each bought in it; a buyer of none counts 0.',
      zh: '期内每位购买客户所购已知产品类别数（去重）的平均值；没有已知类别的购买客户按 0 计。',
    },
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
];
