// Acquisition: from the first lead to the first purchase, and what that cost.
import { and, compare, oneOf, parameter } from '../model/expression';
import { countRows, exists, leads, newCustomers, profit, spendOn, sumRows } from './building-blocks';
import { metric, once, quotient, share, total } from './metric';

const isNewInPeriod = and(
  compare('first_purchase_at', '>=', parameter('periodStart')),
  compare('first_purchase_at', '<', parameter('periodEnd')),
);
const profitOfNewCustomers = sumRows({ family: 'transaction', where: isNewInPeriod }, profit);
const marketingSpend = spendOn('marketing');

export const acquisitionMetrics = [
  metric({
    id: 'leads',
    label: { en: 'Leads', zh: '潜在客户数量' },
    aliases: ['new leads', 'prospects', '线索数'],
    area: 'ACQUISITION',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'DISTINCT',
    definition: 'Customers whose first lead interaction is in the period and who had no purchase before it.',
    formulaText: 'count of customers by first lead',
    formula: total(countRows(leads)),
  }),
  metric({
    id: 'newCustomers',
    label: { en: 'New customers', zh: '新增客户数' },
    aliases: ['customers acquired', '新客数'],
    area: 'ACQUISITION',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'DISTINCT',
    definition: 'Customers whose first purchase ever is in the period; sliced by that purchase.',
    formulaText: 'count of customers by first purchase',
    formula: total(newCustomers),
    drivers: ['leads', 'leadConversionRate'],
  }),
  metric({
    id: 'leadConversionRate',
    label: { en: 'Lead conversion rate', zh: '销售转化率' },
    aliases: ['conversion rate', 'CVR', '转化率'],
    area: 'ACQUISITION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Of the leads of the period, the share with a purchase at or after that lead, known by now. Immature until 90 days after the period.',
    formulaText: 'leads with a purchase since / leads x 100',
    formula: share(countRows({ ...leads, where: and(leads.where!, exists('first_purchase_at')) }), countRows(leads)),
    drivers: ['leads'],
    matureAfterDays: 90,
  }),
  metric({
    id: 'acquisitionSpend',
    label: { en: 'Acquisition spend', zh: '获客费用' },
    aliases: ['sales and marketing spend', '获客支出'],
    area: 'ACQUISITION',
    unit: 'MONEY',
    better: 'DOWN',
    additivity: 'ADDITIVE',
    definition:
      'Spend in the period with purpose marketing or sales. Spend belongs to its calendar day in every time zone.',
    formulaText: 'sum of marketing and sales spend',
    formula: total(
      spendOn('marketing', 'sales'),
      countRows({ family: 'spend', where: oneOf('purpose', 'marketing', 'sales') }),
    ),
  }),
  metric({
    id: 'cac',
    label: { en: 'Customer acquisition cost', zh: '客户获取成本' },
    aliases: ['CAC', 'cost per acquisition', '获客成本'],
    area: 'ACQUISITION',
    unit: 'MONEY',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: 'Acquisition spend divided by new customers.',
    formulaText: 'acquisitionSpend / newCustomers',
    formula: quotient(spendOn('marketing', 'sales'), newCustomers),
    drivers: ['acquisitionSpend', 'newCustomers'],
  }),
  metric({
    id: 'marketingRoi',
    label: { en: 'Marketing ROI', zh: '营销费用投入产出比' },
    aliases: ['return on marketing investment', 'ROMI', 'ROI'],
    area: 'ACQUISITION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Gross profit in the period of the customers new in it (all their transaction lines, refunds included) minus marketing spend, as a percent of marketing spend.',
    formulaText: '(gross profit of new customers - marketing spend) / marketing spend x 100',
    formula: quotient([...once(profitOfNewCustomers), { coefficient: -1, factors: [marketingSpend] }], marketingSpend, {
      scale: 100,
      behind: newCustomers,
    }),
    drivers: ['newCustomers', 'grossProfit', 'acquisitionSpend'],
  }),
];
