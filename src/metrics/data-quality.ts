// Data quality: how many customers are on file, and how much is known of them.
import { and, choose, compare, isKnown, isNull, not, or, plus } from '../model/expression';
import { inState } from './building-blocks';
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

export const dataQualityMetrics = [
  metric({
    id: 'customersOnFile',
    label: { en: 'Customers on file', zh: '在册客户数' },
    aliases: ['known customers', 'registered customers'],
    area: 'DATA_QUALITY',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'SEMI_ADDITIVE',
    definition:
      'Customers on file at the end of the period: first contact, first fact or first version before it; a customer with none of the three is on file always.',
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
    definition:
      'Filled cells among name, email or phone, region, acquired channel, gender or industry, over customers on file at the end of the period, as known then.',
    formulaText: 'filled cells / (5 x customers on file) x 100',
    formula: share(inState('onFile', 'end', { aggregate: { kind: 'sum', of: filledCells.reduce(plus) } }), [
      { coefficient: filledCells.length, factors: [onFile] },
    ]),
    drivers: ['customersOnFile'],
  }),
];
