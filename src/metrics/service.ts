// Service: how fast customers are answered, and how much of it is solved.
import { and, column, compare, isKnown, literal, parameter } from '../model/expression';
import { countDistinct, countRows, interactionsOf, meanParts, responseTime } from './building-blocks';
import type { Rows } from './measure';
import { type Formula, metric, quotient, share, total } from './metric';

const answered: Rows = { ...responseTime, where: and(responseTime.where!, isKnown('response_seconds')) };
const percentile = (fraction: number): Formula => ({
  kind: 'percentile',
  of: { kind: 'rows', ...answered, aggregate: { kind: 'percentile', of: column('response_seconds'), fraction } },
  count: countRows(answered),
  scale: 1,
});

const withinSla = compare('response_seconds', '<=', parameter('slaSeconds'));
const tickets = interactionsOf('ticket');
const handledTickets: Rows = { ...tickets, where: and(tickets.where!, compare('agent_no', '<>', 0)) };
const cases = interactionsOf('ticket', 'complaint');
const resolvedCases: Rows = { ...cases, where: and(cases.where!, compare('outcome', '=', literal('resolved'))) };

export const serviceMetrics = [
  metric({
    id: 'tickets',
    label: { en: 'Tickets', zh: '工单数' },
    aliases: ['number of tickets', 'ticket volume', '工单量'],
    area: 'SERVICE',
    unit: 'COUNT',
    better: 'NEUTRAL',
    additivity: 'ADDITIVE',
    definition: {
      en: 'Tickets opened in the period; those of nobody known count too.',
      zh: '期内新建的工单数；含无法识别客户的工单。',
    },
    formulaText: 'count of tickets',
    formula: total(countRows(tickets)),
    perCustomer: true,
  }),
  metric({
    id: 'firstResponseTime',
    label: { en: 'First response time', zh: '平均响应时间' },
    aliases: ['FRT', 'response time', '首次响应时间'],
    area: 'SERVICE',
    unit: 'SECONDS',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Mean response time in seconds of the inquiries, tickets and complaints of the period that have one.',
      zh: '期内有响应时长的咨询、工单和投诉的平均响应时长（秒）。',
    },
    formulaText: 'sum of response seconds / answered contacts',
    formula: { kind: 'mean', ...meanParts(responseTime, column('response_seconds'), 'response_seconds'), scale: 1 },
    perCustomer: true,
    drivers: ['slaAttainment'],
  }),
  metric({
    id: 'firstResponseTimeMedian',
    label: { en: 'First response time, median', zh: '响应时间中位数' },
    aliases: ['median FRT'],
    area: 'SERVICE',
    unit: 'SECONDS',
    better: 'DOWN',
    additivity: 'NON_ADDITIVE',
    definition: {
      en: 'Median response time in seconds of the inquiries, tickets and complaints of the period that have one, interpolated linearly.',
      zh: '期内有响应时长的咨询、工单和投诉的响应时长中位数（秒，线性插值）。',
    },
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
    definition: {
      en: '90th percentile of the response time in seconds of the inquiries, tickets and complaints of the period that have one, interpolated linearly.',
      zh: '期内有响应时长的咨询、工单和投诉的响应时长第 90 百分位数（秒，线性插值）。',
    },
    formulaText: '90th percentile of response seconds',
    formula: percentile(0.9),
  }),
  metric({
    id: 'slaAttainment',
    label: { en: 'SLA attainment', zh: '响应达标率' },
    aliases: ['SLA compliance', 'response within target', 'SLA达标率'],
    area: 'SERVICE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Of the inquiries, tickets and complaints of the period that have a response time, the share answered within the agreed time (SLA_SECONDS, by default 3600 seconds), that time included.',
      zh: '期内有响应时长的咨询、工单和投诉中，在约定时限内（含时限本身；SLA_SECONDS，默认 3600 秒）响应的占比。',
    },
    formulaText: 'contacts answered within the agreed time / answered contacts x 100',
    formula: share(countRows({ ...answered, where: and(answered.where!, withinSla) }), countRows(answered)),
    drivers: ['firstResponseTime'],
  }),
  metric({
    id: 'resolutionTime',
    label: { en: 'Resolution time', zh: '平均解决时间' },
    aliases: ['time to resolution', 'TTR', 'MTTR', '解决时长'],
    area: 'SERVICE',
    unit: 'SECONDS',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Mean time to resolution in seconds of the tickets and complaints of the period that have one.',
      zh: '期内有解决时长的工单和投诉的平均解决时长（秒）。',
    },
    formulaText: 'sum of resolution seconds / tickets and complaints with one',
    formula: { kind: 'mean', ...meanParts(cases, column('resolution_seconds'), 'resolution_seconds'), scale: 1 },
    perCustomer: true,
    drivers: ['firstResponseTime'],
  }),
  metric({
    id: 'resolutionRate',
    label: { en: 'Resolution rate', zh: '解决率' },
    aliases: ['share resolved', '工单解决率'],
    area: 'SERVICE',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: {
      en: 'Tickets and complaints of the period with the outcome resolved, as a percent of all of them; without an outcome they are open.',
      zh: '期内工单和投诉中结果为已解决（resolved）的占比；没有结果的视为未解决。',
    },
    formulaText: 'tickets and complaints resolved / tickets and complaints x 100',
    formula: share(countRows(resolvedCases), countRows(cases)),
    drivers: ['resolutionTime'],
  }),
  metric({
    id: 'handleTime',
    label: { en: 'Handle time', zh: '平均处理时长' },
    aliases: ['AHT', 'average handle time', 'talk time', 'call duration', '通话时长'],
    area: 'SERVICE',
    unit: 'MINUTES',
    better: 'DOWN',
    additivity: 'RATIO',
    definition: {
      en: 'Mean duration in minutes of the inquiries, tickets and complaints of the period that have one.',
      zh: '期内有处理时长的咨询、工单和投诉的平均处理时长（分钟）。',
    },
    formulaText: 'sum of duration minutes / contacts with a duration',
    formula: {
      kind: 'mean',
      ...meanParts(responseTime, column('duration_seconds'), 'duration_seconds'),
      scale: 1 / 60,
    },
    perCustomer: true,
    drivers: ['resolutionTime'],
  }),
  metric({
    id: 'ticketsPerAgent',
    label: { en: 'Tickets per agent', zh: '人均工单' },
    aliases: ['agent workload', '人均工单量'],
    area: 'SERVICE',
    unit: 'RATIO',
    better: 'NEUTRAL',
    additivity: 'RATIO',
    definition: {
      en: 'Tickets of the period that name an agent, divided by the distinct agents they name.',
      zh: '期内有经手员工的工单数，除以这些员工的人数（去重）。',
    },
    formulaText: 'tickets with an agent / agents with a ticket',
    formula: quotient(countRows(handledTickets), countDistinct(handledTickets, 'agent_no'), {
      behind: countRows(handledTickets),
    }),
    drivers: ['tickets'],
  }),
];
