// What giving an argument takes beyond the field it belongs to. The same name means the same thing everywhere, so it stands here
// once; Type.field.argument wins where a place means something else. An argument without a rule keeps the schema from being
// built. What the values of an argument take is told by their types (member-rules.ts).
import type { Rule } from './field-rules';

const free = (...names: readonly string[]): Readonly<Record<string, Rule>> =>
  Object.fromEntries(names.map((name) => [name, 'asParent']));

export const argumentRules: Readonly<Record<string, Rule>> = {
  ...free('period', 'grain', 'by', 'where', 'attributes', 'compare', 'window', 'totals', 'having', 'orderBy', 'top'),
  ...free('fill', 'first', 'after', 'minDataVersion', 'metrics', 'labels', 'with', 'numbers', 'locale', 'name'),
  ...free('dimension', 'search', 'asOf', 'id', 'ids', 'stages', 'windowDays', 'matureOnly', 'offsets', 'activity'),
  ...free('to', 'from', 'metric', 'area', 'sliceableBy', 'kinds', 'into', 'idempotencyKey', 'rows', 'title', 'input'),
  ...free('member'),
  // Finds by name, e-mail address and phone number: what may not be read may not be guessed.
  text: 'contacts',
};

/** By input type, its fields. */
export const inputRules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  FilterInput: {
    ...free('all', 'any', 'not', 'metric', 'dimension', 'in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt', 'isNull'),
    segment: 'segments',
  },
  MetricConditionInput: free('metric', 'gte', 'gt', 'lte', 'lt', 'eq', 'period', 'where'),
  PeriodInput: {
    ...free('from', 'to', 'year', 'quarter', 'month', 'last', 'unit', 'includeCurrent', 'toDate', 'asOf', 'timezone'),
    ...free('weekStart', 'fiscalYearStartMonth'),
  },
  CompareInput: free('name', 'mode', 'from', 'to'),
  WindowInput: free('trailing', 'unit', 'cumulative'),
  HavingInput: free('metric', 'compare', 'by', 'gte', 'gt', 'lte', 'lt'),
  OrderInput: free('metric', 'dimension', 'compare', 'by', 'direction'),
  TopInput: free('n', 'metric', 'direction', 'other', 'none'),
  CustomerRow: {
    ...free('customerId', 'name', 'email', 'phone', 'gender', 'birthDate', 'country', 'region', 'city', 'industry'),
    ...free('companySize', 'acquiredChannel', 'acquiredCampaign', 'referredBy', 'firstContactAt', 'churnedAt'),
    ...free('churnReason', 'tags', 'validFrom'),
  },
  InteractionRow: {
    ...free('interactionId', 'occurredAt', 'kind', 'customerId', 'channelId', 'agentId', 'campaign', 'topic'),
    ...free('opportunityId', 'stage', 'amount', 'productId', 'question', 'score', 'scaleMax', 'responseSeconds'),
    ...free('resolutionSeconds', 'durationSeconds', 'outcome'),
  },
  TransactionRow: {
    ...free('transactionId', 'orderId', 'occurredAt', 'kind', 'revenue', 'customerId', 'cost', 'quantity', 'productId'),
    ...free('channelId', 'agentId', 'campaign', 'opportunityId', 'termEnd'),
  },
  TargetInput: free('metric', 'from', 'to', 'value', 'dimension', 'member'),
};
