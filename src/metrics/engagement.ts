// Engagement: who is active, and how much.
import { compare, not, oneOf } from '../model/expression';
import { activeCustomers, countCustomers, countDistinct, countRows, hasCustomer, inState } from './building-blocks';
import type { Rows } from './measure';
import { metric, quotient, share, total } from './metric';

const contacts: Rows = { family: 'interaction', where: not(oneOf('kind', 'impression', 'stage')) };

export const engagementMetrics = [
  metric({
    id: 'activeCustomers',
    label: { en: 'Active customers', zh: '活跃客户数' },
    aliases: ['MAU', 'DAU', 'active users'],
    area: 'ENGAGEMENT',
    unit: 'COUNT',
    better: 'UP',
    additivity: 'DISTINCT',
    definition: 'Customers with an active fact in the period: a purchase, or an interaction that the customer started.',
    formulaText: 'count of distinct active customers',
    formula: total(activeCustomers),
  }),
  metric({
    id: 'activeRate',
    label: { en: 'Active rate', zh: '活跃客户比例' },
    aliases: ['activity rate', '活跃率'],
    area: 'ENGAGEMENT',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition: 'Of customers on file at the end of the period, the share with an active fact in it.',
    formulaText: 'active customers on file / customers on file x 100',
    formula: share(
      inState('onFile', 'end', {
        each: { activities: { family: 'activity', aggregate: { kind: 'count' } } },
        where: compare('activities', '>', 0),
      }),
      inState('onFile', 'end'),
    ),
    drivers: ['activeCustomers', 'customersOnFile'],
  }),
  metric({
    id: 'interactionsPerCustomer',
    label: { en: 'Interactions per customer', zh: '人均互动次数' },
    aliases: ['contacts per customer'],
    area: 'ENGAGEMENT',
    unit: 'RATIO',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Interactions in the period other than impressions and stage rows, divided by the customers having one.',
    formulaText: 'interactions / customers with one',
    formula: quotient(countRows(contacts), countCustomers(contacts)),
  }),
  metric({
    id: 'stickiness',
    label: { en: 'Stickiness', zh: '活跃黏性' },
    aliases: ['DAU/MAU'],
    area: 'ENGAGEMENT',
    unit: 'PERCENT',
    better: 'UP',
    additivity: 'RATIO',
    definition:
      'Distinct customer-days with an active fact in the period, as a percent of active customers times the days of the period.',
    formulaText: 'customer-days active / (days x active customers) x 100',
    formula: share(countDistinct({ family: 'activity', where: hasCustomer }, 'customer_no', 'local_date'), [
      { coefficient: 1, factors: [{ kind: 'days' }, activeCustomers] },
    ]),
    drivers: ['activeCustomers'],
  }),
];
