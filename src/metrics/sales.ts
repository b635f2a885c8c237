// Sales: money and orders as they are booked, what comes back, and what agents bring.
import { and, column, compare, literal, oneOf } from '../model/expression';
import { countDistinct, countRows, grossProfit, isPurchase, orders, revenue, sumRows, units } from './building-blocks';
import { dealMetrics } from './deals';
import type { Rows } from './measure';
import { metric, quotient, total } from './metric';

const refundRows: Rows = { family: 'transaction', where: oneOf('kind', 'refund') };
const refunds = sumRows(refundRows, column('revenue'));
const lines = countRows({ family: 'transaction' });
const purchaseRevenue = sumRows({ family: 'transaction', where: isPurchase }, column('revenue'));
const soldBySales = compare('agent_role', '=', literal('sales'));
const salesAgentLines: Rows = { family: 'transaction', where: soldBySales };

export const salesMetrics = [
  metric({
    id: 'revenue',
    label: { en: 'Revenue', zh: '销售额' },
    aliases: ['sales', 'turnover', 'net revenue', '营业额', '收入'],
    area: 'SALES',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Sum of the revenue of transaction lines in the period, refunds included.',
      zh: '期内全部交易行的收入之和，退款已冲减。',
    },
    formulaText: 'sum of revenue',
    formula: total(revenue, lines),
    perCustomer: true,
    drivers: ['orders', 'averageOrderValue', 'refundRate', 'unitsSold'],
  }),
  metric({
    id: 'grossProfit',
    label: { en: 'Gross profit', zh: '毛利' },
    aliases: ['margin', 'GP'],
    area: 'SALES',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Sum of revenue minus cost of transaction lines in the period, refunds included; a line without cost has cost 0.',
      zh: '期内全部交易行的收入减成本之和，退款已冲减；没有成本的交易行按成本 0 计。',
    },
    formulaText: 'sum of revenue - cost',
    formula: total(grossProfit, lines),
    perCustomer: true,
    drivers: ['revenue', 'grossMargin'],
  }),
  metric({
    id: 'grossMargin',
    label: { en: 'Gross margin', zh: '毛利率' },
    aliases: ['gross margin rate', 'margin percent', 'GM'],
    area: 'SALES',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Gross profit of the period as a percent of its revenue, refunds included in both.',
      zh: '期内毛利占销售额的百分比，两者均已冲减退款。',
    },
    formulaText: 'grossProfit / revenue x 100',
    formula: quotient(grossProfit, revenue, { scale: 100, behind: lines }),
    drivers: ['grossProfit', 'revenue'],
  }),
  metric({
    id: 'orders',
    label: { en: 'Orders', zh: '订单数' },
    aliases: ['number of orders', 'order count'],
    area: 'SALES',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'DISTINCT',
    definition: {
      en: 'Distinct orders with a purchase line in the period; guest orders count.',
      zh: '期内有购买行的订单数（按订单号去重）；含无客户身份的散客订单。',
    },
    formulaText: 'count of distinct orders',
    formula: total(orders),
    perCustomer: true,
    drivers: ['buyers', 'purchaseFrequency'],
  }),
  metric({
    id: 'unitsSold',
    label: { en: 'Units sold', zh: '销量' },
    aliases: ['units', 'quantity sold', 'sales volume', '销售数量'],
    area: 'SALES',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Sum of the quantity of transaction lines in the period, refunds taken off; a line without a quantity counts 1, a refund without one -1.',
      zh: '期内交易行的数量之和，退货已扣减；没有数量的交易行按 1 件计，没有数量的退货按 -1 件计。',
    },
    formulaText: 'sum of quantity',
    formula: total(sumRows({ family: 'transaction' }, units), lines),
    perCustomer: true,
    drivers: ['orders'],
  }),
  metric({
    id: 'averageOrderValue',
    label: { en: 'Average order value', zh: '客单价' },
    aliases: ['AOV', 'average basket'],
    area: 'SALES',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Revenue of purchases in the period divided by orders; refunds are left out.',
      zh: '期内购买收入除以订单数；不含退款。',
    },
    formulaText: 'revenue of purchases / orders',
    formula: quotient(purchaseRevenue, orders),
    drivers: ['revenue', 'orders'],
  }),
  metric({
    id: 'refundRate',
    label: { en: 'Refund rate', zh: '退款率' },
    aliases: ['refund ratio', '退款占比'],
    area: 'SALES',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Money refunded in the period as a percent of the revenue of purchases in it.',
      zh: '期内退款金额占期内购买收入的百分比。',
    },
    formulaText: '-(revenue of refunds) / revenue of purchases x 100',
    formula: quotient([{ coefficient: -1, factors: [refunds] }], purchaseRevenue, { scale: 100, behind: lines }),
    drivers: ['revenue'],
  }),
  metric({
    id: 'returnRate',
    label: { en: 'Return rate', zh: '退货率' },
    aliases: ['product return rate', 'units returned', '退货占比'],
    area: 'SALES',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Units refunded in the period as a percent of the units of purchases in it; a refund without a quantity takes back 1, a purchase without one counts 1. Refunds count when they happen, whenever their purchase was.',
      zh: '期内退回的数量占期内购买数量的百分比；没有数量的退款行按退回 1 件计，没有数量的购买行按 1 件计。退款按其发生时间计入，与原购买时间无关。',
    },
    formulaText: '-(quantity of refunds) / quantity of purchases x 100',
    formula: quotient(
      [{ coefficient: -1, factors: [sumRows(refundRows, units)] }],
      sumRows({ family: 'transaction', where: isPurchase }, units),
      { scale: 100, behind: lines },
    ),
    drivers: ['unitsSold', 'refundRate'],
  }),
  ...dealMetrics,
  metric({
    id: 'revenuePerAgent',
    label: { en: 'Revenue per sales agent', zh: '人均业绩' },
    aliases: ['sales per rep', 'revenue per salesperson', '人均销售额'],
    area: 'SALES',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Revenue in the period on transaction lines (refunds included) whose agent has the role sales, divided by the agents of that role with a purchase in the period. Roles are those of today.',
      zh: '期内经手员工角色为销售的交易行收入（含退款），除以期内有购买成交的销售人数。角色以当前为准。',
    },
    formulaText: 'revenue of sales agents / sales agents with a purchase',
    formula: quotient(
      sumRows(salesAgentLines, column('revenue')),
      countDistinct({ ...salesAgentLines, where: and(soldBySales, isPurchase) }, 'agent_no'),
      { behind: countRows(salesAgentLines) },
    ),
    drivers: ['revenue'],
  }),
  metric({
    id: 'targetAttainment',
    label: { en: 'Target attainment', zh: '销售目标完成度' },
    aliases: ['quota attainment', 'revenue against target', '目标达成率'],
    area: 'SALES',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: "Revenue of the days covered by the revenue targets used, as a percent of their sum. Used are the slice's targets (of its dimension and member; of neither: the whole company) that lie within the period, shortest first (then earliest), skipping any that overlaps one already used. Nothing without one.",
      zh: '所用销售额目标覆盖日期内的销售额，占这些目标之和的百分比。所用目标为该切片（其维度成员；未切片则为全公司）完全落在期内的目标，先短后长（同长取先开始者），与已选目标重叠的跳过。没有目标则无值。',
    },
    formulaText: 'revenue of the days of the targets / sum of the targets x 100',
    formula: quotient(
      { kind: 'target', metric: 'revenue', of: revenue },
      { kind: 'target', metric: 'revenue', of: { kind: 'sum' } },
      {
        scale: 100,
        behind: { kind: 'target', metric: 'revenue', of: lines },
        needs: { kind: 'target', metric: 'revenue', of: { kind: 'count' } },
      },
    ),
    drivers: ['revenue'],
  }),
];
