// What rests on judgements of customers, which the evaluator does not make: questions drawn at random leave it out until it does.
import { metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';

export const judgedMetrics: readonly string[] = [
  'CLV_PREDICTED',
  'CUSTOMERS_AT_RISK',
  'HEALTH_SCORE',
  'CHURN_RISK',
  'EXPECTED_PURCHASES',
];

export const judgedDimensions: readonly string[] = [
  'TIER',
  'LIFECYCLE_STAGE',
  'HEALTH_BAND',
  'RISK_BAND',
  'RFM_SEGMENT',
  'RFM_RECENCY',
  'RFM_FREQUENCY',
  'RFM_MONETARY',
  'NPS_GROUP',
  'LEAD_SCORE_BAND',
];

export const unjudgedMetrics = metricEnumValues.filter((metric) => !judgedMetrics.includes(metric));
export const unjudgedDimensions = dimensions.map(({ id }) => id).filter((id) => !judgedDimensions.includes(id));
