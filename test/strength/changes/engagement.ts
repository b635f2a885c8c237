// Slips in the definitions of satisfaction, service, engagement and data quality.
import type { Change } from '../change';

const satisfaction = {
  kind: 'metric definition',
  file: 'src/metrics/satisfaction.ts',
  first: ['metrics/satisfaction'],
} as const;
const service = { kind: 'metric definition', file: 'src/metrics/service.ts', first: ['metrics/service'] } as const;
const engagement = {
  kind: 'metric definition',
  file: 'src/metrics/engagement.ts',
  first: ['metrics/engagement'],
} as const;
const dataQuality = {
  kind: 'metric definition',
  file: 'src/metrics/data-quality.ts',
  first: ['metrics/data-quality'],
} as const;

export const engagementChanges: readonly Change[] = [
  {
    ...satisfaction,
    kind: 'boundary',
    title: 'an answer of 9 is no promoter',
    from: `answersWhere('nps', '>=', 9)`,
    to: `answersWhere('nps', '>=', 10)`,
  },
  {
    ...satisfaction,
    kind: 'boundary',
    title: 'an answer of 6 is no detractor',
    from: `answersWhere('nps', '<=', 6)`,
    to: `answersWhere('nps', '<=', 5)`,
  },
  {
    ...satisfaction,
    title: 'complaintRate counts complaints, not customers',
    from: `countCustomers({ family: 'activity', where: complaint })`,
    to: `countRows({ family: 'activity', where: complaint })`,
  },
  {
    ...satisfaction,
    title: 'referralRate is of all customers on file',
    from: `      inState('buyers', 'end'),`,
    to: `      inState('onFile', 'end'),`,
  },
  {
    ...satisfaction,
    title: 'csi asks for csi_service twice',
    from: `meanOfAnswers('csi_product', 'csi_service', 'csi_support')`,
    to: `meanOfAnswers('csi_product', 'csi_service', 'csi_service')`,
  },
  {
    ...service,
    kind: 'boundary',
    title: 'an answer at the very end of the agreed time is late',
    from: `compare('response_seconds', '<=', parameter('slaSeconds'))`,
    to: `compare('response_seconds', '<', parameter('slaSeconds'))`,
  },
  { ...service, title: 'firstResponseTimeP90 is the 95th percentile', from: 'percentile(0.9)', to: 'percentile(0.95)' },
  {
    ...service,
    title: 'ticketsPerAgent counts tickets without an agent',
    from: 'quotient(countRows(handledTickets), countDistinct',
    to: 'quotient(countRows(tickets), countDistinct',
  },
  {
    ...service,
    title: 'resolutionRate is of cases with an outcome',
    from: 'share(countRows(resolvedCases), countRows(cases))',
    to: `share(countRows(resolvedCases), countRows({ ...cases, where: and(cases.where!, isKnown('outcome')) }))`,
  },
  {
    kind: 'metric definition',
    file: 'src/metrics/building-blocks.ts',
    title: 'response times leave out complaints',
    from: `interactionsOf('inquiry', 'ticket', 'complaint')`,
    to: `interactionsOf('inquiry', 'ticket')`,
    first: ['metrics/service'],
  },
  {
    ...engagement,
    title: 'interactions count stage rows',
    from: `not(oneOf('kind', 'impression', 'stage'))`,
    to: `not(oneOf('kind', 'impression'))`,
  },
  {
    ...engagement,
    title: 'touchesPerCustomer leaves out retention offers',
    from: `interactionsOf('touch', 'retention_offer')`,
    to: `interactionsOf('touch')`,
  },
  {
    ...engagement,
    title: 'omnichannelRate takes the unknown channel for one',
    from: `channels: { where: compare('channel_no', '<>', 0), aggregate`,
    to: 'channels: { aggregate',
  },
  {
    ...engagement,
    title: "stickiness counts nobody's days",
    from: `countDistinct({ family: 'activity', where: hasCustomer }, 'customer_no', 'local_date')`,
    to: `countDistinct({ family: 'activity' }, 'customer_no', 'local_date')`,
  },
  { ...engagement, title: 'averageUsageMinutes are seconds', from: 'scale: 1 / 60', to: 'scale: 1' },
  {
    ...engagement,
    title: 'interactionRate counts lines, not orders',
    from: `inState('onFile', 'end', { over: purchases, aggregate: { kind: 'countDistinct', of: ['order_id'] } })`,
    to: `inState('onFile', 'end', { over: purchases })`,
  },
  {
    ...engagement,
    kind: 'metric catalogue',
    title: 'omnichannelRate may be sliced by channel',
    from: `    withoutDimensions: ['CHANNEL'],\n`,
    to: '',
    first: ['metrics-catalog'],
  },
  {
    ...dataQuality,
    title: 'contact data are filled with email and phone only',
    from: `or(isKnown('email'), isKnown('phone'))`,
    to: `and(isKnown('email'), isKnown('phone'))`,
  },
  {
    ...dataQuality,
    title: 'gender and industry are both needed',
    from: `not(and(isNull('gender'), isNull('industry')))`,
    to: `not(or(isNull('gender'), isNull('industry')))`,
  },
  {
    ...dataQuality,
    title: 'dataFreshness looks at versions of P only',
    from: `versions: { family: 'version', at: 'valid_from', span: 'ninetyDaysBeforeEnd', aggregate`,
    to: `versions: { family: 'version', at: 'valid_from', aggregate`,
  },
  {
    kind: 'metric definition',
    file: 'src/model/families.ts',
    title: 'a survey is not started by the customer',
    from: `'complaint', 'survey', 'referral',`,
    to: `'complaint', 'referral',`,
    first: ['metrics/engagement'],
  },
  {
    kind: 'metric definition',
    file: 'src/model/families.ts',
    title: 'a refund is an active fact',
    from: `table: 'fact_transaction',\n          where: oneOf('kind', ...purchaseKinds),`,
    to: `table: 'fact_transaction',\n          where: oneOf('kind', ...purchaseKinds, 'refund'),`,
    first: ['metrics/engagement'],
  },
];
