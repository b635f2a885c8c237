// Service: how fast customers are answered.
import { and, column, isKnown } from '../model/expression';
import { countRows, meanParts, responseTime } from './building-blocks';
import type { Rows } from './measure';
import { type Formula, metric } from './metric';

const answered: Rows = { ...responseTime, where: and(responseTime.where!, isKnown('response_seconds')) };
const percentile = (fraction: number): Formula => ({
  kind: 'percentile',
  of: { kind: 'rows', ...answered, aggregate: { kind: 'percentile', of: column('response_seconds'), fraction } },
  count: countRows(answered),
  scale: 1,
});

export const serviceMetrics = [
  metric({
    id: 'firstResponseTime',
    label: { en: 'First response time', zh: '平均响应时间' },
    aliases: ['FRT', 'response time', '首次响应时间'],
    area: 'SERVICE',
    unit: 'SECONDS',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: 'Mean response time in seconds of the inquiries, tickets and complaints of the period that have one.',
    formulaText: 'sum of response seconds / answered contacts',
    formula: { kind: 'mean', ...meanParts(responseTime, column('response_seconds'), 'response_seconds'), scale: 1 },
  }),
  metric({
    id: 'firstResponseTimeMedian',
    label: { en: 'First response time, median', zh: '响应时间中位数' },
    aliases: ['median FRT'],
    area: 'SERVICE',
    unit: 'SECONDS',
    better: 'DOWN',
    additivity: 'NON_ADDITIVE',
    definition:
      'Median response time in seconds of the inquiries, tickets and complaints of the period that have one, interpolated linearly.',
    formulaText: 'median of response seconds',
    formula: percentile(0.5),
  }),
  metric({
    id: 'firstResponseTimeP90',
    label: { en: 'First response time, 90th percentile', zh: '响应时间P90' },
    aliases: ['P90 FRT'],
    area: 'SERVICE',
    unit: 'SECONDS',
    better: 'DOWN',
    additivity: 'NON_ADDITIVE',
    definition:
      '90th percentile of the response time in seconds of the inquiries, tickets and complaints of the period that have one, interpolated linearly.',
    formulaText: '90th percentile of response seconds',
    formula: percentile(0.9),
  }),
];
