// Satisfaction: what customers say when asked, and what they say unasked.
import { and, column, compare } from '../model/expression';
import { activeCustomers, answersTo, countCustomers, countRows, inState, meanParts } from './building-blocks';
import type { Measure, Rows } from './measure';
import { type Formula, metric, once, share } from './metric';

const answersWhere = (question: string, operator: '>=' | '<=', score: number): Measure => {
  const rows = answersTo(question);
  return countRows({ ...rows, where: and(rows.where!, compare('scaled_score', operator, score)) });
};
const meanAnswer = (question: string): Formula => ({
  kind: 'mean',
  ...meanParts(answersTo(question), column('scaled_score'), 'scaled_score'),
  scale: 1,
});
const complaint = compare('kind', '=', { kind: 'literal', value: 'complaint' });
const referralsOfCustomer: Rows = {
  family: 'interaction',
  where: compare('kind', '=', { kind: 'literal', value: 'referral' }),
};

export const satisfactionMetrics = [
  metric({
    id: 'nps',
    label: { en: 'Net promoter score', zh: '净推荐值' },
    aliases: ['NPS'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Promoters (answers 9 and 10) minus detractors (0 to 6) as a percent of the answers to the question nps in the period, on the scale 0 to 10. From -100 to 100.',
    formulaText: '(promoters - detractors) / answers x 100',
    formula: share(
      [...once(answersWhere('nps', '>=', 9)), { coefficient: -1, factors: [answersWhere('nps', '<=', 6)] }],
      countRows(answersTo('nps')),
    ),
  }),
  metric({
    id: 'csat',
    label: { en: 'Customer satisfaction', zh: '客户满意度' },
    aliases: ['CSAT', 'satisfaction score'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Share of the answers to the question csat in the period that are 4 or 5, on the scale 1 to 5.',
    formulaText: 'answers of 4 or more / answers x 100',
    formula: share(answersWhere('csat', '>=', 4), countRows(answersTo('csat'))),
    defaultTarget: { operator: '>', value: 80 },
  }),
  metric({
    id: 'csi',
    label: { en: 'Customer satisfaction index', zh: '客户满意度指数' },
    aliases: ['CSI'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition:
      'Plain mean of the mean answers to csi_product, csi_service and csi_support in the period, each 1 to 5; all three are needed.',
    formulaText: '(mean csi_product + mean csi_service + mean csi_support) / 3',
    formula: {
      kind: 'composite',
      combine: 'mean',
      parts: [meanAnswer('csi_product'), meanAnswer('csi_service'), meanAnswer('csi_support')],
    },
  }),
  metric({
    id: 'complaintRate',
    label: { en: 'Complaint rate', zh: '客户投诉率' },
    aliases: ['share of customers complaining'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition:
      'Customers with a complaint in the period as a percent of customers with an active fact (a purchase or something they started) in it.',
    formulaText: 'customers complaining / active customers x 100',
    formula: share(countCustomers({ family: 'activity', where: complaint }), activeCustomers),
    drivers: ['activeCustomers'],
  }),
  metric({
    id: 'referralRate',
    label: { en: 'Referral rate', zh: '转介绍率' },
    aliases: ['recommendation rate', '推荐率'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Of customers with a purchase before the end of the period, the share with a referral in it.',
    formulaText: 'customers referring / customers with a purchase x 100',
    formula: share(
      inState('buyers', 'end', {
        each: { referrals: { ...referralsOfCustomer, aggregate: { kind: 'count' } } },
        where: compare('referrals', '>', 0),
      }),
      inState('buyers', 'end'),
    ),
  }),
];
