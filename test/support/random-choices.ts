// Random choices of customers: by conditions on a metric, with a period, an asOf and a filter of their own, and by saved segments
// of such conditions and of customers' attributes, some of which list a member that nothing has.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { PeriodInput } from '../../src/query/question/metric-question';
import type { Company } from './naive/company';
import { allowed } from './naive/dimensions';
import { naiveMetrics } from './naive/metrics';
import type { MetricCondition, NaiveFilter, NaiveSettings } from './naive/question';
import { arbitraryFilter } from './random-filter';

/** Metrics that have a value for one customer, with bounds near what one customer reaches. */
const perCustomer: readonly (readonly [string, readonly string[]])[] = [
  ['REVENUE', ['0', '20', '250.5', '1000']],
  ['GROSS_PROFIT', ['0', '10', '500']],
  ['ORDERS', ['0', '1', '2', '5']],
  ['INTERACTIONS', ['0', '1', '3']],
  ['COMPLAINTS', ['0', '1']],
  ['CSAT_AVERAGE', ['3', '4']],
  ['FIRST_RESPONSE_TIME', ['3600']],
  ['RESOLUTION_TIME', ['7200']],
  ['LEADS', ['0', '1']],
  ['NEW_CUSTOMERS', ['0', '1']],
  ['LEAD_FOLLOW_UP_TIME', ['0', '86400']],
  ['REFERRED_CUSTOMERS', ['1']],
  ['UNITS_SOLD', ['0', '2', '10']],
  ['DEALS_WON', ['0', '1']],
  ['DEALS_LOST', ['0', '1']],
  ['OPPORTUNITIES_CREATED', ['0', '1']],
  ['OPEN_OPPORTUNITIES', ['0', '1']],
  ['PIPELINE_VALUE', ['0', '100', '250.5']],
  ['AVERAGE_DEAL_VALUE', ['100', '5000']],
  ['SALES_CYCLE_DAYS', ['10']],
  ['CES', ['4']],
  ['SURVEY_RESPONSES', ['0', '2']],
  ['TICKETS', ['0', '1']],
  ['HANDLE_TIME', ['1', '30']],
  ['ACTIVE_CUSTOMERS', ['0', '1']],
  ['CONTENT_VIEWS', ['0']],
  ['AVERAGE_USAGE_MINUTES', ['10']],
  ['BUYERS', ['0', '1']],
  ['MRR', ['0', '10.5']],
  ['REPURCHASE_INTERVAL_DAYS', ['30']],
  ['CATEGORIES_PER_BUYER', ['0', '1', '2']],
  ['CLV_HISTORIC', ['0', '100']],
];

export type Choice = { readonly where: NaiveFilter; readonly segments: Readonly<Record<string, NaiveFilter>> };
type Of = { readonly company: Company; readonly settings: NaiveSettings };

/** A choice of customers that goes with the metrics, and with a filter that is there already. */
export function arbitraryChoice(of: Of, metrics: readonly string[], where: NaiveFilter | null): fc.Arbitrary<Choice> {
  const condition = arbitraryCondition(of);
  const several = arbitraryConditions(condition);
  const attributes = allowed.C.filter((id) => metrics.every((metric) => naiveMetrics[metric]?.dimensions.includes(id)));
  const attribute: fc.Arbitrary<NaiveFilter> =
    attributes.length === 0 ? condition : arbitraryFilter(fc.constantFrom(...attributes), of.company);
  const saved = fc.oneof(
    condition,
    several,
    attribute,
    fc.tuple(condition, attribute).map((all): NaiveFilter => ({ all })),
    fc.tuple(condition, attribute).map((any): NaiveFilter => ({ not: { any } })),
    fc.constantFrom<NaiveFilter[]>({ all: [] }, { not: { dimension: attributes[0] ?? 'REGION', in: ['Atlantis'] } }),
  );
  const chosen = fc.oneof(
    condition.map((filter): Choice => ({ where: filter, segments: {} })),
    several.map((filter): Choice => ({ where: filter, segments: {} })),
    saved.map((filter): Choice => ({ where: { segment: 'chosen' }, segments: { chosen: filter } })),
  );
  const joined = fc.constantFrom<((own: NaiveFilter) => NaiveFilter)[]>(
    (own) => (where === null ? own : { all: [where, own] }),
    (own) => (where === null ? { not: own } : { all: [where, { not: own }] }),
    (own) => (where === null ? own : { any: [own, where] }),
    (own) => ({ not: where === null ? own : { all: [own, where] } }),
  );
  return fc.tuple(chosen, joined).map(([{ where: own, segments }, join]) => ({ where: join(own), segments }));
}

/** Two or three, some of which may have to hold; often of the same facts. */
function arbitraryConditions(condition: fc.Arbitrary<NaiveFilter>): fc.Arbitrary<NaiveFilter> {
  const ofSameFacts = (conditions: readonly NaiveFilter[]): readonly NaiveFilter[] =>
    conditions.map(({ metric }) => ({ metric: { ...metric!, period: null, where: null } }));
  const joined = fc.constantFrom<((own: readonly NaiveFilter[]) => NaiveFilter)[]>(
    (all) => ({ all }),
    (any) => ({ any }),
    ([first, ...others]) => ({ all: [first!, { not: { all: others } }] }),
    ([first, ...others]) => ({ all: [{ any: others }, first!] }),
  );
  return fc
    .tuple(fc.array(condition, { minLength: 2, maxLength: 3 }), fc.boolean(), joined)
    .map(([conditions, isSame, join]) => join(isSame ? ofSameFacts(conditions) : conditions));
}

function arbitraryCondition({ company, settings }: Of): fc.Arbitrary<NaiveFilter> {
  return fc
    .constantFrom(...perCustomer)
    .chain(([metric, bounds]) => {
      const sliced = ['CHANNEL', 'REGION', 'TAG'].filter((id) => naiveMetrics[metric]?.dimensions.includes(id));
      return fc.record({
        metric: fc.constant(metric),
        bound: fc.constantFrom(...bounds),
        operator: fc.constantFrom('gte', 'gt', 'lte', 'lt', 'eq'),
        period: arbitraryOwnPeriod(settings),
        where: fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: arbitraryFilter(fc.constantFrom(...sliced), company) },
        ),
      });
    })
    .map(({ metric, bound, operator, period, where }) => {
      const condition: MetricCondition = { metric, [operator]: bound, period, where };
      return { metric: condition };
    });
}

/** None: that of the question. With an asOf of its own it knows less than the question, never more. */
function arbitraryOwnPeriod({ now, timeZone }: NaiveSettings): fc.Arbitrary<PeriodInput | null> {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const asOf = fc.noBias(fc.integer({ min: -10, max: 400 })).map((days) => today.subtract({ days }).toString());
  return fc.oneof<fc.Arbitrary<PeriodInput | null>[]>(
    fc.constant(null),
    fc.constant(null),
    fc.constantFrom({ last: 12, unit: 'MONTH', includeCurrent: true }, { toDate: 'YEAR' }, { year: today.year - 1 }),
    asOf.map((day) => ({ last: 12, unit: 'MONTH', includeCurrent: true, asOf: day })),
  );
}
