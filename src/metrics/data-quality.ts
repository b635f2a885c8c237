// Data quality: how many customers are on file, and how much is known of them.
import { and, choose, compare, isKnown, isNull, not, or, plus } from '../model/expression';
import { inState } from './building-blocks';
import type { AgentsMeasure, EachOfRows } from './measure';
import { metric, share, total } from './metric';

const onFile = inState('onFile', 'end');
const known = (name: string) => choose(isKnown(name), 1, 0);
const filledCells = [
  known('name'),
  choose(or(isKnown('email'), isKnown('phone')), 1, 0),
  known('region'),
  choose(compare('acquired_channel_no', '<>', 0), 1, 0),
  choose(not(and(isNull('gender'), isNull('industry'))), 1, 0),
];

const countOf = (family: 'interaction' | 'transaction'): EachOfRows[string] => ({
  family,
  aggregate: { kind: 'count' },
});
const lately: EachOfRows = {
  interactions: { ...countOf('interaction'), span: 'ninetyDaysBeforeEnd' },
  transactions: { ...countOf('transaction'), span: 'ninetyDaysBeforeEnd' },
  versions: { family: 'version', at: 'valid_from', span: 'ninetyDaysBeforeEnd', aggregate: { kind: 'count' } },
};
const agents: AgentsMeasure = { kind: 'agents', aggregate: { kind: 'count' } };
const agentsAtWork: AgentsMeasure = {
  ...agents,
  each: { interactions: countOf('interaction'), transactions: countOf('transaction') },
  where: or(compare('interactions', '>', 0), compare('transactions', '>', 0)),
};

export const dataQualityMetrics = [
  metric({
    id: 'customersOnFile',
    label: { en: 'Customers on file', zh: '在册客户数' },
    aliases: ['known customers', 'registered customers'],
    area: 'DATA_QUALITY',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition: {
      en: 'Customers on file at the end of the period: first contact, first fact or first version before it; a customer with none of the three is on file always.',
      zh: '期末在册客户数：首次接触、首条事实或首个资料版本早于期末；三者皆无的客户始终在册。',
    },
    formulaText: 'count of customers on file',
    formula: total(onFile),
  }),
  metric({
    id: 'dataCompleteness',
    label: { en: 'Data completeness', zh: '数据完整性' },
    aliases: ['profile completeness', '完整率'],
    area: 'DATA_QUALITY',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Filled cells among name, email or phone, region, acquired channel, gender or industry, over customers on file at the end of the period, as known then.',
      zh: '期末在册客户的姓名、邮箱或电话、地区、获客渠道、性别或行业这几项资料中已填写的占比，以当时的资料为准。',
    },
    formulaText: 'filled cells / (5 x customers on file) x 100',
    formula: share(inState('onFile', 'end', { aggregate: { kind: 'sum', of: filledCells.reduce(plus) } }), [
      { coefficient: filledCells.length, factors: [onFile] },
    ]),
    drivers: ['customersOnFile'],
  }),
  metric({
    id: 'dataFreshness',
    label: { en: 'Data freshness', zh: '数据时效性' },
    aliases: ['share of customers with recent data', '数据新鲜度'],
    area: 'DATA_QUALITY',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of customers on file at the end of the period, the share with an interaction, a transaction line or a new version of their data in the 90 days before that end.',
      zh: '期末在册客户中，期末前 90 天内有互动、交易行或资料新版本的占比。',
    },
    formulaText: 'customers with a fact or a version in the last 90 days / customersOnFile x 100',
    formula: share(
      inState('onFile', 'end', {
        each: lately,
        where: or(...Object.keys(lately).map((name) => compare(name, '>', 0))),
      }),
      onFile,
    ),
    drivers: ['customersOnFile', 'interactions', 'orders'],
  }),
  metric({
    id: 'systemUsageRate',
    label: { en: 'System usage rate', zh: '系统使用率' },
    aliases: ['CRM adoption rate', 'user adoption', '使用率'],
    area: 'DATA_QUALITY',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of agents employed at some time in the period (from their first to their last day, both included; without either day they were or are employed always), the share with an interaction or a transaction line in it. Teams, departments and roles are those of today.',
      zh: '期内在职过的员工（首日至末日，均含；两者皆无则视为一直在职）中，期内有互动或交易行的占比。团队、部门和角色以当前为准。',
    },
    formulaText: 'agents with a fact / agents employed x 100',
    formula: share(agentsAtWork, agents),
    drivers: ['interactions'],
  }),
];
