// Satisfaction: what customers say when asked, and what they say unasked.
import { and, column, compare, literal } from '../model/expression';
import {
  activeCustomers,
  answersTo,
  countCustomers,
  countRows,
  inState,
  interactionsOf,
  meanParts,
} from './building-blocks';
import type { Measure } from './measure';
import { type Formula, metric, once, share, total } from './metric';

const answersWhere = (question: string, operator: '>=' | '<=', score: number): Measure => {
  const rows = answersTo(question);
  return countRows({ ...rows, where: and(rows.where!, compare('scaled_score', operator, score)) });
};
const meanAnswer = (question: string): Formula => ({
  kind: 'mean',
  ...meanParts(answersTo(question), column('scaled_score'), 'scaled_score'),
  scale: 1,
});
const meanOfAnswers = (...questions: readonly string[]): Formula => ({
  kind: 'composite',
  combine: 'mean',
  parts: questions.map(meanAnswer),
});
const promoters = answersWhere('nps', '>=', 9);
const detractors = answersWhere('nps', '<=', 6);
const npsAnswers = countRows(answersTo('nps'));
const complaint = compare('kind', '=', literal('complaint'));

export const satisfactionMetrics = [
  metric({
    id: 'nps',
    label: { en: 'Net promoter score', zh: '净推荐值' },
    aliases: ['NPS'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Promoters (answers 9 and 10) minus detractors (0 to 6) as a percent of the answers to the question nps in the period, on the scale 0 to 10. From -100 to 100.',
      zh: '期内 nps 问题的回答中，推荐者（9 至 10 分）占比减去贬损者（0 至 6 分）占比，按 0 至 10 分制。取值范围 -100 至 100。',
    },
    formulaText: '(promoters - detractors) / answers x 100',
    formula: share([...once(promoters), { coefficient: -1, factors: [detractors] }], npsAnswers),
    drivers: ['promoterRate', 'detractorRate'],
  }),
  metric({
    id: 'promoterRate',
    label: { en: 'Promoter rate', zh: '客户推荐率（推荐者占比）' },
    aliases: ['share of promoters', '推荐者占比'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Share of the answers to the question nps in the period that are 9 or 10 (promoters), on the scale 0 to 10.',
      zh: '期内 nps 问题的回答中打 9 或 10 分（推荐者）的占比，按 0 至 10 分制。',
    },
    formulaText: 'promoters / answers x 100',
    formula: share(promoters, npsAnswers),
    defaultTarget: { operator: '>', value: 30 },
  }),
  metric({
    id: 'detractorRate',
    label: { en: 'Detractor rate', zh: '贬损者占比' },
    aliases: ['share of detractors'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Share of the answers to the question nps in the period that are 0 to 6 (detractors), on the scale 0 to 10.',
      zh: '期内 nps 问题的回答中打 0 至 6 分（贬损者）的占比，按 0 至 10 分制。',
    },
    formulaText: 'detractors / answers x 100',
    formula: share(detractors, npsAnswers),
    drivers: ['complaintRate'],
  }),
  metric({
    id: 'csat',
    label: { en: 'Customer satisfaction', zh: '客户满意度' },
    aliases: ['CSAT', 'satisfaction score'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Share of the answers to the question csat in the period that are 4 or 5, on the scale 1 to 5.',
      zh: '期内 csat 问题的回答中打 4 或 5 分的占比，按 1 至 5 分制。',
    },
    formulaText: 'answers of 4 or more / answers x 100',
    formula: share(answersWhere('csat', '>=', 4), countRows(answersTo('csat'))),
    drivers: ['csatAverage'],
    defaultTarget: { operator: '>', value: 80 },
  }),
  metric({
    id: 'csatAverage',
    label: { en: 'Average satisfaction', zh: '满意度均分' },
    aliases: ['average CSAT', 'CSAT average', '平均满意度'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean of the answers to the question csat in the period, on the scale 1 to 5.',
      zh: '期内 csat 问题的平均得分，按 1 至 5 分制。',
    },
    formulaText: 'sum of csat answers / answers',
    formula: meanAnswer('csat'),
    perCustomer: true,
  }),
  metric({
    id: 'ces',
    label: { en: 'Customer effort score', zh: '客户努力得分' },
    aliases: ['CES', 'effort score', '客户费力度'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean of the answers to the question ces in the period, on the scale 1 to 7 where 7 is very easy.',
      zh: '期内 ces 问题的平均得分，按 1 至 7 分制，7 分表示非常轻松。',
    },
    formulaText: 'sum of ces answers / answers',
    formula: meanAnswer('ces'),
    perCustomer: true,
  }),
  metric({
    id: 'csi',
    label: { en: 'Customer satisfaction index', zh: '客户满意度指数' },
    aliases: ['CSI'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'Plain mean of the mean answers to csi_product, csi_service and csi_support in the period, each 1 to 5; all three are needed.',
      zh: '期内 csi_product、csi_service、csi_support 三项平均得分（各 1 至 5 分）的简单平均；三项缺一不可。',
    },
    formulaText: '(mean csi_product + mean csi_service + mean csi_support) / 3',
    formula: meanOfAnswers('csi_product', 'csi_service', 'csi_support'),
  }),
  metric({
    id: 'cli',
    label: { en: 'Customer loyalty index', zh: '客户忠诚度指数' },
    aliases: ['CLI', 'loyalty index'],
    area: 'SATISFACTION',
    unit: 'SCORE',
    better: 'UP',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'Plain mean of the mean answers to cli_repurchase, cli_recommend and cli_overall in the period, each 1 to 10; all three are needed.',
      zh: '期内 cli_repurchase、cli_recommend、cli_overall 三项平均得分（各 1 至 10 分）的简单平均；三项缺一不可。',
    },
    formulaText: '(mean cli_repurchase + mean cli_recommend + mean cli_overall) / 3',
    formula: meanOfAnswers('cli_repurchase', 'cli_recommend', 'cli_overall'),
  }),
  metric({
    id: 'surveyResponses',
    label: { en: 'Survey responses', zh: '调查回收数' },
    aliases: ['survey answers', '问卷回收数'],
    area: 'SATISFACTION',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Survey answers in the period, whatever the question; each answered question is one.',
      zh: '期内回收的问卷回答数，不限问题；每回答一题计一条。',
    },
    formulaText: 'count of survey answers',
    formula: total(countRows(interactionsOf('survey'))),
    perCustomer: true,
  }),
  metric({
    id: 'complaints',
    label: { en: 'Complaints', zh: '投诉数' },
    aliases: ['number of complaints', '投诉量'],
    area: 'SATISFACTION',
    unit: 'COUNT',
    better: 'DOWN',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Complaints in the period; those of nobody known count too.',
      zh: '期内的投诉数；含无法识别客户的投诉。',
    },
    formulaText: 'count of complaints',
    formula: total(countRows(interactionsOf('complaint'))),
    perCustomer: true,
  }),
  metric({
    id: 'complaintRate',
    label: { en: 'Complaint rate', zh: '客户投诉率' },
    aliases: ['share of customers complaining'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Customers with a complaint in the period as a percent of customers with an active fact (a purchase or something they started) in it.',
      zh: '期内有投诉的客户，占期内有活跃行为（购买，或客户主动发起的互动）的客户的百分比。',
    },
    formulaText: 'customers complaining / active customers x 100',
    formula: share(countCustomers({ family: 'activity', where: complaint }), activeCustomers),
    drivers: ['complaints', 'activeCustomers'],
  }),
  metric({
    id: 'referralRate',
    label: { en: 'Referral rate', zh: '转介绍率' },
    aliases: ['recommendation rate', '推荐率'],
    area: 'SATISFACTION',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of customers with a purchase before the end of the period, the share with a referral in it.',
      zh: '期末前有过购买的客户中，期内有转介绍的占比。',
    },
    formulaText: 'customers referring / customers with a purchase x 100',
    formula: share(
      inState('buyers', 'end', {
        each: { referrals: { ...interactionsOf('referral'), aggregate: { kind: 'count' } } },
        where: compare('referrals', '>', 0),
      }),
      inState('buyers', 'end'),
    ),
  }),
];
