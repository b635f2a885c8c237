// Health and prediction: how customers are judged to stand, and what they are expected to do (JUDGEMENTS.md).
import { meanJudged } from './building-blocks';
import { metric } from './metric';

export const healthMetrics = [
  metric({
    id: 'healthScore',
    label: { en: 'Health score', zh: '客户健康评分' },
    aliases: ['customer health', '健康度'],
    area: 'HEALTH',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean health score (0 to 100) of the customers in the base at the end of the period who have one, as judged at the last month-end by then, or now.',
      zh: '期末有效客户中有健康评分（0 至 100）的客户的平均分；以当时最近一次月末的评定为准，期末为当前时取最新评定。',
    },
    formulaText: 'sum of health scores / customers with one',
    formula: meanJudged('health_score'),
    perCustomer: true,
    drivers: ['churnRisk', 'complaintRate', 'csatAverage', 'purchaseFrequency'],
  }),
  metric({
    id: 'churnRisk',
    label: { en: 'Churn risk', zh: '流失风险' },
    aliases: ['churn probability', 'predicted churn', '流失概率'],
    area: 'HEALTH',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Mean churn risk, in percent, of the customers in the base at the end of the period who have one, as judged at the last month-end by then, or now.',
      zh: '期末有效客户中有流失风险值的客户的平均流失风险（百分比）；以当时最近一次月末的评定为准，期末为当前时取最新评定。',
    },
    formulaText: 'sum of churn risks / customers with one x 100',
    formula: meanJudged('churn_risk', 100),
    perCustomer: true,
    drivers: ['healthScore', 'dormantCustomers'],
  }),
  metric({
    id: 'expectedPurchases',
    label: { en: 'Expected purchases', zh: '预期复购次数' },
    aliases: ['predicted purchases', 'expected repeat purchases', '预期购买次数'],
    area: 'HEALTH',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean number of purchase days expected within 90 days of the customers in the base at the end of the period who have one, as judged at the last month-end by then, or now.',
      zh: '期末有效客户中有预期值的客户在其后 90 天内的平均预期购买天数；以当时最近一次月末的评定为准，期末为当前时取最新评定。',
    },
    formulaText: 'sum of expected purchases / customers with them',
    formula: meanJudged('expected_purchases'),
    perCustomer: true,
    drivers: ['purchaseFrequency', 'repurchaseIntervalDays'],
  }),
];
