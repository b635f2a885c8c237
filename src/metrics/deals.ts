// Deals: how opportunities begin, stand open with what they are worth, and close.
import { and, column, compare, isKnown } from '../model/expression';
import {
  countRows,
  countStanding,
  elapsedSince,
  exists,
  meanParts,
  microsecondInDays,
  sumRows,
  sumStanding,
} from './building-blocks';
import type { Rows, StandingMeasure } from './measure';
import { metric, share, total } from './metric';

const won: Rows = { family: 'opportunity', at: 'first_won_at' };
const closed: Rows = { family: 'opportunity', at: 'last_close_at' };
const quoted: Rows = { family: 'opportunity', at: 'first_quoted_at' };
const deals: Rows = { family: 'deal', at: 'closed_at', where: isKnown('cycle_started_at') };
const daysToClose = elapsedSince('cycle_started_at', 'closed_at');
const isOpen = compare('is_open', '=', true);
const open: Pick<StandingMeasure, 'family' | 'where'> = { family: 'openOpportunity', where: isOpen };
const priced: typeof open = { ...open, where: and(isOpen, isKnown('amount')) };

export const dealMetrics = [
  metric({
    id: 'dealsWon',
    label: { en: 'Deals won', zh: '成交数' },
    aliases: ['won opportunities', 'closed won', '成单数'],
    area: 'SALES',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Opportunities whose first won row is in the period.',
      zh: '首次赢单记录在期内的商机数。',
    },
    formulaText: 'count of opportunities by first won',
    formula: total(countRows(won)),
    perCustomer: true,
    drivers: ['winRate', 'signingRate', 'averageDealValue'],
  }),
  metric({
    id: 'dealsLost',
    label: { en: 'Deals lost', zh: '丢单数' },
    aliases: ['lost opportunities', 'closed lost', '输单数'],
    area: 'SALES',
    unit: 'COUNT',
    better: 'DOWN',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Opportunities whose last close (their last won or lost row, as known now) is in the period and lost. One that is opened again and won later is not lost.',
      zh: '最近一次关单（以目前所知的最后一条赢单或丢单记录为准）在期内且结果为丢单的商机数；后来重新打开并赢单的不算丢单。',
    },
    formulaText: 'count of opportunities by last close, lost',
    formula: total(countRows({ ...closed, where: compare('last_close_won', '=', false) })),
    perCustomer: true,
    drivers: ['winRate'],
  }),
  metric({
    id: 'opportunitiesCreated',
    label: { en: 'Opportunities created', zh: '新增商机数' },
    aliases: ['new opportunities', 'new deals', 'deals created', '新建商机数'],
    area: 'SALES',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Opportunities whose first stage row is in the period.',
      zh: '首条阶段记录在期内的商机数。',
    },
    formulaText: 'count of opportunities by first stage row',
    formula: total(countRows({ family: 'opportunity', at: 'first_stage_at' })),
    perCustomer: true,
    drivers: ['leads'],
  }),
  metric({
    id: 'openOpportunities',
    label: { en: 'Open opportunities', zh: '在途商机数' },
    aliases: ['open deals', 'deals in progress', '未关闭商机数'],
    area: 'SALES',
    unit: 'COUNT',
    better: 'NEUTRAL',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Opportunities with a stage row before the end of the period, the last of which before it is neither won nor lost; of rows at one instant the one with the greatest id is the last. Placed at the end of the period; agent and product are those known now.',
      zh: '期末之前有阶段记录、且期末之前最后一条阶段记录既非赢单也非丢单的商机数；同一时刻的多条记录以编号最大者为最后。按期末时点归属；员工和产品以目前所知为准。',
    },
    formulaText: 'count of opportunities open at the end',
    formula: total(countStanding(open)),
    perCustomer: true,
    drivers: ['opportunitiesCreated', 'dealsWon', 'dealsLost'],
  }),
  metric({
    id: 'pipelineValue',
    label: { en: 'Pipeline value', zh: '在途商机金额' },
    aliases: ['pipeline', 'sales pipeline', 'open pipeline value', '商机总额', '管道金额'],
    area: 'SALES',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Over the opportunities open at the end of the period, the sum of the last amount that a stage row before that end names; those without any are left out. Placed as open opportunities are.',
      zh: '期末在途商机在期末之前最后一次记录的金额之和；没有金额的不计。归属方式与在途商机数相同。',
    },
    formulaText: 'sum of the amounts of opportunities open at the end',
    formula: total(sumStanding(priced, column('amount')), countStanding(priced)),
    perCustomer: true,
    drivers: ['openOpportunities', 'averageDealValue'],
  }),
  metric({
    id: 'averageDealValue',
    label: { en: 'Average deal value', zh: '平均成交金额' },
    aliases: ['average deal size', 'deal size', '平均单值'],
    area: 'SALES',
    unit: 'MONEY',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Mean over the opportunities whose first won row is in the period of the last amount that a stage row at or before that row names; those without any are left out. What is named after the first win does not count.',
      zh: '首次赢单记录在期内的商机，在该记录当时或之前最后一次记录的金额的平均值；没有金额的不计，首次赢单之后记录的金额不计。',
    },
    formulaText: 'sum of amounts when first won / deals won with one',
    formula: { kind: 'mean', ...meanParts(won, column('won_amount'), 'won_amount'), scale: 1 },
    perCustomer: true,
    drivers: ['dealsWon'],
  }),
  metric({
    id: 'winRate',
    label: { en: 'Win rate', zh: '赢单率' },
    aliases: ['close rate', 'win ratio', '成单率'],
    area: 'SALES',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of the opportunities whose last close (their last won or lost row, as known now) is in the period, the share whose last close is won.',
      zh: '最近一次关单（以目前所知的最后一条赢单或丢单记录为准）在期内的商机中，结果为赢单的占比。',
    },
    formulaText: 'opportunities closed as won / opportunities closed x 100',
    formula: share(countRows({ ...closed, where: compare('last_close_won', '=', true) }), countRows(closed)),
    drivers: ['signingRate', 'salesCycleDays'],
  }),
  metric({
    id: 'signingRate',
    label: { en: 'Signing rate', zh: '签约率' },
    aliases: ['quote-to-win rate', 'quote conversion rate', '成约率'],
    area: 'SALES',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of the opportunities whose first quoted row is in the period, the share with a won row at or after it, known by now. Immature until 90 days after the period.',
      zh: '首次报价在期内的商机中，在报价当时或之后有赢单记录的占比，以目前所知为准。期末后 90 天内数据尚未成熟。',
    },
    formulaText: 'quoted opportunities won since / opportunities quoted x 100',
    formula: share(countRows({ ...quoted, where: exists('won_after_quote_at') }), countRows(quoted)),
    matureAfterDays: 90,
  }),
  metric({
    id: 'salesCycleDays',
    label: { en: 'Sales cycle', zh: '销售周期' },
    aliases: ['sales cycle length', 'time to close'],
    area: 'SALES',
    unit: 'DAYS',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Mean days over deals closed in the period. A deal is an opportunity at its first won row, from its first stage row (or the first contact, if earlier and the customer had not bought before that row); or the first purchase of a customer with no opportunity begun before it, from the first contact where known and not after it.',
      zh: '期内成交的平均天数。成交包括：商机首次赢单，从其首条阶段记录算起（若该客户在此之前未曾购买且首次接触更早，则从首次接触算起）；以及此前没有商机的客户的首次购买，从首次接触算起（首次接触须已知且不晚于该次购买）。',
    },
    formulaText: 'sum of days to close / deals closed',
    formula: {
      kind: 'mean',
      sum: sumRows(deals, daysToClose),
      count: countRows(deals),
      scale: microsecondInDays,
    },
    perCustomer: true,
    drivers: ['dealsWon', 'newCustomers'],
  }),
  metric({
    id: 'salesCycleDaysMedian',
    label: { en: 'Sales cycle, median', zh: '销售周期中位数' },
    aliases: ['median sales cycle', 'median time to close'],
    area: 'SALES',
    unit: 'DAYS',
    better: 'DOWN',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'Median days over deals closed in the period, interpolated linearly. Deals and their beginning are those of the sales cycle.',
      zh: '期内成交天数的中位数（线性插值）。成交及其起点与“销售周期”相同。',
    },
    formulaText: 'median of days to close',
    formula: {
      kind: 'percentile',
      of: { kind: 'rows', ...deals, aggregate: { kind: 'percentile', of: daysToClose, fraction: 0.5 } },
      count: countRows(deals),
      scale: microsecondInDays,
    },
    drivers: ['salesCycleDays'],
  }),
];
