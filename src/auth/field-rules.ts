// What each field of the API takes. `asParent`: whoever may have its object may have it. A field without a rule here keeps the
// schema from being built; fields of metrics have theirs by what the metric measures (member-rules.ts).
import type { Permission } from './permissions';

export type Rule = Permission | 'asParent';
type Rules = Readonly<Record<string, Rule>>;

const each = (rule: Rule, ...fields: readonly string[]): Rules =>
  Object.fromEntries(fields.map((field) => [field, rule]));

/** By object type. */
export const fieldRules: Readonly<Record<string, Rules>> = {
  Query: {
    ...each('metrics', 'metrics', 'table', 'funnel', 'retention', 'transitions', 'dimensionValues'),
    ...each('customers', 'customer', 'customers', 'searchCustomers'),
    ...each('asParent', 'catalog', 'dataStatus'),
    segments: 'segments',
    targets: 'targets',
  },
  Mutation: {
    ...each('ingest', 'ingestCustomers', 'ingestInteractions', 'ingestTransactions'),
    ...each('ingest', 'deleteInteractions', 'deleteTransactions', 'mergeCustomers'),
    ...each('saveSegments', 'saveSegment', 'deleteSegment'),
    ...each('setTargets', 'setTarget', 'deleteTarget'),
    eraseCustomer: 'erase',
  },
  Customer: {
    id: 'asParent',
    name: 'names',
    ...each('contacts', 'email', 'phone'),
    ...each('customers', 'tags', 'stage', 'tier', 'npsGroup', 'leadScore', 'preferredChannel', 'rfm', 'churnRisk'),
    ...each('customers', 'expectedPurchases', 'clv', 'attributes', 'health', 'tierHistory', 'segments', 'judgedAt'),
    ...each('customers', 'reasons', 'metrics', 'timeline'),
  },
  CustomerAttributes: {
    ...each('asParent', 'gender', 'country', 'region', 'city', 'industry', 'companySize', 'acquisitionChannel'),
    ...each('asParent', 'firstContactAt', 'firstPurchaseAt', 'lastPurchaseAt'),
    birthDate: 'contacts',
  },
  TimelineEvent: { ...each('asParent', 'at', 'kind', 'channel', 'amount', 'score'), summary: 'freeText' },
  TimelineConnection: each('asParent', 'nodes', 'pageInfo'),
  CustomerConnection: each('asParent', 'nodes', 'pageInfo', 'totalCount'),
  Rfm: each('asParent', 'recency', 'frequency', 'monetary'),
  CustomerClv: each('asParent', 'historic', 'predicted', 'horizonMonths', 'discountRate', 'currency', 'model', 'asOf'),
  Health: each('asParent', 'score', 'band', 'parts'),
  HealthPart: each('asParent', 'name', 'weight', 'score', 'reason'),
  TierChange: each('asParent', 'tier', 'from', 'to'),
  JudgementReason: each('asParent', 'judgement', 'code', 'message'),
  Segment: { ...each('asParent', 'name', 'title', 'where'), customers: 'metrics' },
  DimensionValueConnection: each('asParent', 'nodes', 'pageInfo'),
  DimensionValue: each('asParent', 'value', 'count', 'label'),
  PageInfo: each('asParent', 'hasNextPage', 'endCursor'),
  Catalog: each('asParent', 'currency', 'dimensions', 'metrics'),
  DimensionDefinition: { ...each('asParent', 'id', 'metrics', 'label', 'description'), members: 'metrics' },
  MetricDefinition: {
    ...each('asParent', 'id', 'field', 'area', 'formula', 'unit', 'better', 'additivity', 'aliases', 'perCustomer'),
    ...each('asParent', 'drivers', 'dimensions', 'exampleQuery', 'label', 'definition'),
    defaultTarget: 'targets',
  },
  SliceKey: each('asParent', 'dimension', 'value', 'label'),
  MetricRow: each('asParent', 'period', 'level', 'rolledUp', 'periodRolledUp', 'keys', 'key'),
  Period: each('asParent', 'start', 'end', 'complete', 'label'),
  MetricValue: {
    ...each('asParent', 'value', 'exact', 'status', 'numerator', 'denominator', 'n', 'interval', 'share', 'formatted'),
    compare: 'asParent',
    target: 'targets',
  },
  Interval: each('asParent', 'low', 'high'),
  TargetStatus: each('asParent', 'value', 'attainment', 'met'),
  Comparison: each('asParent', 'period', 'value', 'change', 'changePercent', 'better'),
  MetricsResult: { ...each('asParent', 'rows', 'totals', 'pageInfo', 'groupCount', 'resolved'), explain: 'explain' },
  FunnelResult: { ...each('asParent', 'rows', 'resolved'), explain: 'explain' },
  FunnelRow: each('asParent', 'keys', 'steps', 'bottleneck'),
  FunnelStep: each('asParent', 'stage', 'reached', 'fromStart', 'fromPrevious', 'medianDays', 'p90Days'),
  RetentionResult: { ...each('asParent', 'cohorts', 'resolved'), explain: 'explain' },
  Cohort: each('asParent', 'period', 'keys', 'size', 'cells'),
  CohortCell: each('asParent', 'offset', 'customers', 'rate', 'revenue', 'mature'),
  Transition: each('asParent', 'from', 'to', 'customers'),
  ResolvedQuery: {
    ...each('asParent', 'from', 'to', 'asOf', 'timezone', 'weekStart', 'fiscalYearStartMonth', 'dataVersion', 'engine'),
    ...each('asParent', 'cached', 'elapsedMs', 'currency', 'warnings'),
  },
  Warning: each('asParent', 'code', 'message'),
  Explain: each('asParent', 'sql', 'plan', 'scannedFacts', 'warnings', 'estimate'),
  Estimate: each('asParent', 'cells', 'bytes', 'cost'),
  DataStatus: {
    ...each('asParent', 'dataVersion', 'loadedAt', 'currency', 'simulated', 'scoredAt', 'scoredVersion', 'firstDate'),
    ...each('asParent', 'lastDate', 'customers', 'interactions', 'transactions', 'quarantined'),
    transactionsWithoutCost: 'asParent',
    models: 'models',
  },
  ModelFit: each('asParent', 'model', 'asOf', 'parameters', 'logLikelihood', 'customers', 'reason'),
  Target: each('asParent', 'metric', 'from', 'to', 'value', 'dimension', 'member', 'warnings'),
  Table: { ...each('asParent', 'columns', 'data', 'totals', 'pageInfo', 'groupCount', 'resolved'), explain: 'explain' },
  Column: {
    ...each('asParent', 'name', 'type', 'metric', 'dimension', 'compare', 'extra', 'unit', 'currency', 'decimals'),
    ...each('asParent', 'better', 'label'),
  },
  IngestResult: {
    ...each('asParent', 'loadId', 'dataVersion', 'inserted', 'updated', 'unchanged', 'quarantined', 'filtered'),
    ...each('asParent', 'deleted', 'rejections'),
  },
  Rejection: each('asParent', 'row', 'column', 'code', 'message'),
};
