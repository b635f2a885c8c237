// What the definitions say of a metric beside its formula, copied by hand: which direction is better, whether it adds up
// over slices and periods, and the targets shown until the user sets others.
import { parseDecimal } from '../exact';

export type Better = 'UP' | 'DOWN' | 'NEUTRAL';
export type DefaultTarget = { readonly bound: '<' | '>' | '>='; readonly value: bigint };

const down = [
  'ACQUISITION_SPEND',
  'CAC',
  'COST_PER_LEAD',
  'LEAD_FOLLOW_UP_TIME',
  'REFUND_RATE',
  'RETURN_RATE',
  'DEALS_LOST',
  'SALES_CYCLE_DAYS',
  'SALES_CYCLE_DAYS_MEDIAN',
  'DETRACTOR_RATE',
  'COMPLAINTS',
  'COMPLAINT_RATE',
  'FIRST_RESPONSE_TIME',
  'FIRST_RESPONSE_TIME_MEDIAN',
  'FIRST_RESPONSE_TIME_P90',
  'RESOLUTION_TIME',
  'HANDLE_TIME',
  'REPURCHASE_INTERVAL_DAYS',
  'LOST_CUSTOMERS',
  'CHURN_RATE',
  'DORMANT_CUSTOMERS',
  'RETENTION_SPEND',
  'RETENTION_COST',
  'CUSTOMERS_AT_RISK',
  'CHURN_RISK',
];
const neutral = ['OPEN_OPPORTUNITIES', 'TOUCHES_PER_CUSTOMER', 'TOP_CUSTOMER_SHARE', 'TICKETS', 'TICKETS_PER_AGENT'];

/** Files name a metric by its id (churnRate) or its enum value (CHURN_RATE), which is what it is called here. */
export const enumOf = (name: string): string =>
  /[a-z]/.test(name) ? name.replace(/[A-Z]/g, '_$&').toUpperCase() : name;

export function betterOf(metric: string): Better {
  if (neutral.includes(metric)) return 'NEUTRAL';
  return down.includes(metric) ? 'DOWN' : 'UP';
}

/** Sums and counts of facts, of which none stands in two slices or two periods. Customers and orders may. */
export const additive: ReadonlySet<string> = new Set([
  'ACQUISITION_SPEND',
  'RETENTION_SPEND',
  'REVENUE',
  'GROSS_PROFIT',
  'UNITS_SOLD',
  'DEALS_WON',
  'DEALS_LOST',
  'OPPORTUNITIES_CREATED',
  'SURVEY_RESPONSES',
  'COMPLAINTS',
  'TICKETS',
  'INTERACTIONS',
  'CONTENT_VIEWS',
]);

export const defaultTargets: Readonly<Record<string, DefaultTarget>> = {
  CHURN_RATE: { bound: '<', value: parseDecimal('10') },
  CSAT: { bound: '>', value: parseDecimal('80') },
  PROMOTER_RATE: { bound: '>', value: parseDecimal('30') },
  CLV_TO_CAC: { bound: '>=', value: parseDecimal('3') },
};
