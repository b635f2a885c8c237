// What it takes to ask for a metric, to slice or filter by a dimension, and to name another value of an enum. A metric takes what
// its measures are made of; every dimension has its own line.
import { enumValueOf, metricCatalog } from '../metrics/catalog';
import type { Measure, RowsMeasure } from '../metrics/measure';
import { type MetricDefinition, measuresOf } from '../metrics/metric';
import type { Rule } from './field-rules';
import type { Permission } from './permissions';

/** Several where a metric is made of several: each of them is needed. */
export type MemberRule = readonly Permission[];

const free: MemberRule = [];

/** Of what one measure is made. Whoever asks for metrics at all has what is no one's row but a customer's. */
function rulesOfMeasure(measure: Measure): MemberRule {
  switch (measure.kind) {
    case 'agents':
      return ['agents'];
    case 'target':
      return measure.of.kind === 'rows' ? ['targets', ...rulesOfMeasure(measure.of)] : ['targets'];
    case 'rows':
      return measure.family === 'spend' ? ['spend'] : countsAgents(measure) ? ['agents'] : free;
    case 'customers':
    case 'standing':
      return free;
    case 'population':
    case 'days':
      return free;
    default:
      return measure satisfies never;
  }
}

const countsAgents = ({ aggregate }: RowsMeasure): boolean =>
  aggregate.kind === 'countDistinct' && aggregate.of.includes('agent_no');

export const metricRule = ({ formula }: MetricDefinition): MemberRule => [
  ...new Set(measuresOf(formula).flatMap(rulesOfMeasure)),
];

const openDimensions = [
  'CHANNEL', 'CHANNEL_CATEGORY', 'ACQUISITION_CHANNEL', 'PRODUCT', 'PRODUCT_CATEGORY', 'CAMPAIGN', 'INTERACTION_KIND',
  'TRANSACTION_KIND', 'BUYER_TYPE', 'TOPIC', 'OUTCOME', 'COUNTRY', 'REGION', 'CITY', 'INDUSTRY', 'COMPANY_SIZE',
  'GENDER', 'AGE_BAND', 'TAG', 'ACQUISITION_CAMPAIGN', 'CHURN_REASON', 'COHORT_MONTH', 'WEEKDAY', 'HOUR',
  'TIER', 'LIFECYCLE_STAGE', 'HEALTH_BAND', 'RISK_BAND', 'RFM_SEGMENT', 'RFM_RECENCY', 'RFM_FREQUENCY', 'RFM_MONETARY',
  'NPS_GROUP', 'LEAD_SCORE_BAND',
] as const; // biome-ignore format: one list

const agentDimensions = ['AGENT', 'TEAM', 'DEPARTMENT', 'AGENT_ROLE'] as const;

const every = (rule: MemberRule, names: readonly string[]): readonly (readonly [string, MemberRule])[] =>
  names.map((name) => [name, rule]);

/** By enum type that an argument may hold, what each of its values takes; a type or a value without a rule is denied. */
export const enumRules: Readonly<Record<string, ReadonlyMap<string, MemberRule> | 'free'>> = {
  MetricId: new Map(metricCatalog.map((metric) => [enumValueOf(metric.id), metricRule(metric)])),
  Dimension: new Map([
    ...every(free, openDimensions),
    ...every(['agents'], agentDimensions),
    ...every(['customers'], ['CUSTOMER']),
  ]),
  TableExtra: new Map([
    ...every(['targets'], ['TARGET']),
    ...every(free, ['STATUS', 'N', 'INTERVAL', 'SHARE', 'NUMERATOR', 'DENOMINATOR']),
  ]),
  AttributeVersion: 'free',
  Area: 'free',
  CompareMode: 'free',
  CustomerOrder: 'free',
  Direction: 'free',
  Grain: 'free',
  Locale: 'free',
  Numbers: 'free',
  OrderField: 'free',
  RetentionActivity: 'free',
  Stage: 'free',
  Totals: 'free',
  Weekday: 'free',
};

/** The rule of a metric's field in a row. */
export const fieldOfMetric: ReadonlyMap<string, MemberRule> = new Map(
  metricCatalog.map((metric) => [metric.id, metricRule(metric)]),
);

export const permissionsOf = (rule: Rule): MemberRule => (rule === 'asParent' ? free : [rule]);
