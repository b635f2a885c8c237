// What BI tools, applications and analysts ask, each as its role: nothing of it may be refused for being too large.
import { getIntrospectionQuery } from 'graphql';
import { metricCatalog } from '../../../src/metrics/catalog';
import type { Role } from '../../../src/model/roles';

export type LegitimateDocument = {
  readonly name: string;
  readonly role: Role;
  readonly query: string;
  readonly variables?: unknown;
};

const every = (inside: string): string => metricCatalog.map(({ id }) => `${id} { ${inside} }`).join('\n');
const enumNames = metricCatalog.map(({ id }) => id.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()).join(', ');
const year = 'period: { last: 12, unit: MONTH }';
const compare = 'compare: [{ name: "lastYear", mode: PREVIOUS_YEAR }, { name: "before", mode: PREVIOUS_PERIOD }]';

/** A component of a page knows its own fields; the page spreads what its components need. */
const fragmentsOfTiles = `
fragment PeriodParts on Period { start end label }
fragment ValueParts on MetricValue { value formatted status }
fragment RevenueTile on MetricRow { period { ...PeriodParts } revenue { ...ValueParts lastYear: compare(name: "lastYear") { changePercent better } } }
fragment OrdersTile on MetricRow { period { ...PeriodParts } orders { ...ValueParts } averageOrderValue { ...ValueParts } }
fragment ServiceTile on MetricRow { period { ...PeriodParts } firstResponseTimeMedian { ...ValueParts } slaAttainment { ...ValueParts target { value met } } }
fragment LoyaltyTile on MetricRow { period { ...PeriodParts } nps { ...ValueParts interval { low high } } repeatPurchaseRate { ...ValueParts } }
fragment Tiles on MetricRow { ...RevenueTile ...OrdersTile ...ServiceTile ...LoyaltyTile }`;

export const legitimateDocuments: readonly LegitimateDocument[] = [
  {
    name: 'all metrics of the catalogue for 12 months',
    role: 'analyst',
    query: `{ metrics(${year}, grain: MONTH) { rows { period { label } ${every('value')} } } }`,
  },
  {
    name: 'all metrics with what is known of each value',
    role: 'analyst',
    query: `{ metrics(${year}, grain: MONTH) { rows { period { start end label complete } ${every('value exact status numerator denominator n interval { low high } share target { value attainment met } formatted')} } } }`,
  },
  {
    name: 'all metrics with two comparisons',
    role: 'analyst',
    query: `{ metrics(${year}, grain: MONTH, ${compare}, totals: GRAND) { rows { period { label } ${every('value lastYear: compare(name: "lastYear") { value change changePercent better } before: compare(name: "before") { changePercent }')} } totals { ${every('value')} } } }`,
  },
  {
    name: 'all metrics as a table with comparisons',
    role: 'bi',
    query: `{ table(metrics: [${enumNames}], ${year}, grain: MONTH, ${compare}, with: [TARGET, STATUS, N], totals: GRAND) { columns { name label type unit currency decimals better } data totals } }`,
  },
  {
    name: 'all metrics by region',
    role: 'bi',
    query: `{ table(metrics: [${enumNames}], period: { year: 2025 }, by: [REGION], totals: GRAND) { columns { name } data totals } }`,
  },
  {
    name: 'a table of 10,000 rows and six columns',
    role: 'bi',
    query:
      '{ table(metrics: [REVENUE, ORDERS, UNITS_SOLD, GROSS_PROFIT], period: { year: 2025 }, grain: DAY, by: [CHANNEL], first: 10000) { columns { name type } data pageInfo { hasNextPage endCursor } groupCount } }',
  },
  {
    name: 'a scroll of 50,000 rows',
    role: 'bi',
    query:
      'query page($after: String) { table(metrics: [REVENUE, ORDERS], period: { year: 2025 }, grain: MONTH, by: [CUSTOMER], labels: false, first: 50000, after: $after) { columns { name } data pageInfo { hasNextPage endCursor } } }',
    variables: { after: null },
  },
  {
    name: 'a scroll of 50,000 rows as objects',
    role: 'bi',
    query:
      '{ metrics(period: { year: 2025 }, grain: MONTH, by: [CUSTOMER], first: 50000) { rows { period { start } key(dimension: CUSTOMER) { value label } revenue { value } orders { value } } pageInfo { hasNextPage endCursor } } }',
  },
  {
    name: 'sales by product and channel',
    role: 'bi',
    query: `{ table(metrics: [REVENUE, UNITS_SOLD, GROSS_MARGIN], ${year}, grain: MONTH, by: [PRODUCT, CHANNEL], totals: ROLLUP, first: 50000) { columns { name } data totals } }`,
  },
  {
    name: 'ten years by day',
    role: 'bi',
    query:
      '{ table(metrics: [REVENUE, ORDERS, BUYERS], period: { from: "2016-01-01", to: "2025-12-31" }, grain: DAY, first: 10000) { data } }',
  },
  {
    name: 'a heat map of the week',
    role: 'bi',
    query: '{ table(metrics: [INTERACTIONS, TICKETS], period: { year: 2025 }, by: [WEEKDAY, HOUR]) { data } }',
  },
  {
    name: 'a rolling mean',
    role: 'analyst',
    query: `{ metrics(${year}, grain: DAY, window: { trailing: 28, unit: DAY }, first: 400) { rows { period { start } revenue { value } orders { value } activeCustomers { value } } } }`,
  },
  {
    name: 'year to date',
    role: 'analyst',
    query:
      '{ metrics(period: { toDate: YEAR }, grain: MONTH, window: { cumulative: YEAR }) { rows { period { label } revenue { value } newCustomers { value } } } }',
  },
  {
    name: 'the ten best customers',
    role: 'analyst',
    query:
      '{ metrics(period: { year: 2025 }, by: [CUSTOMER], orderBy: [{ metric: REVENUE }], first: 10) { rows { key(dimension: CUSTOMER) { value label } revenue { value share } orders { value } } } }',
  },
  {
    name: 'the best products and the others',
    role: 'analyst',
    query:
      '{ metrics(period: { year: 2025 }, by: [PRODUCT], top: { n: 10, metric: REVENUE }) { rows { level key(dimension: PRODUCT) { label } revenue { value share } grossMargin { value } } } }',
  },
  {
    name: 'customers chosen by what they did',
    role: 'analyst',
    query:
      '{ metrics(period: { year: 2025 }, by: [REGION, TIER], where: { all: [{ metric: { metric: ORDERS, gte: 2, period: { last: 12, unit: MONTH } } }, { metric: { metric: NPS, gte: 0 } }, { dimension: COUNTRY, in: ["CN", "DE"] }] }) { rows { keys { dimension value label } revenue { value } churnRate { value interval { low high } } } } }',
  },
  {
    name: 'a filter of 5,000 customers',
    role: 'analyst',
    query:
      'query q($ids: [String!]!) { metrics(period: { year: 2025 }, by: [CUSTOMER], where: { dimension: CUSTOMER, in: $ids }, first: 5000) { rows { key(dimension: CUSTOMER) { value } revenue { value } orders { value } } } }',
    variables: { ids: Array.from({ length: 5_000 }, (_, place) => `C${place}`) },
  },
  {
    name: 'a filter of 1,000 customers, written out',
    role: 'bi',
    query: `{ table(metrics: [REVENUE], period: { year: 2025 }, where: { dimension: CUSTOMER, in: [${Array.from({ length: 1_000 }, (_, place) => `"C${place}"`).join(', ')}] }) { data } }`,
  },
  {
    name: 'six dimensions',
    role: 'analyst',
    query:
      '{ table(metrics: [REVENUE], period: { year: 2025 }, by: [CHANNEL, PRODUCT_CATEGORY, REGION, TIER, GENDER, AGE_BAND], first: 1000) { data groupCount } }',
  },
  {
    name: 'a pivot of tiers and regions',
    role: 'analyst',
    query:
      '{ metrics(period: { last: 4, unit: QUARTER }, grain: QUARTER, by: [REGION, TIER], totals: ROLLUP) { rows { period { label } keys { value label } revenue { value } } totals { period { label } level rolledUp periodRolledUp keys { value } revenue { value } } } }',
  },
  {
    name: 'a dashboard of twelve tiles',
    role: 'app',
    query: `{ ${['revenue', 'orders', 'newCustomers', 'activeCustomers', 'churnRate', 'nps', 'csat', 'tickets', 'slaAttainment', 'winRate', 'pipelineValue', 'mrr'].map((id) => `${id}: metrics(${year}, grain: MONTH, ${compare}) { rows { period { start label } ${id} { value formatted lastYear: compare(name: "lastYear") { changePercent better } } } }`).join('\n')} }`,
  },
  {
    name: 'a page of components with fragments of their own',
    role: 'app',
    query: `query page { metrics(period: { last: 6, unit: MONTH }, grain: MONTH, compare: [{ name: "lastYear", mode: PREVIOUS_YEAR }]) { rows { ...Tiles } } } ${fragmentsOfTiles}`,
  },
  {
    name: 'tiles that may be left out',
    role: 'app',
    query:
      'query page($sales: Boolean!, $service: Boolean!) { metrics(period: { last: 1, unit: MONTH }) { rows { revenue @include(if: $sales) { formatted } orders @include(if: $sales) { formatted } tickets @skip(if: $service) { formatted } } } }',
    variables: { sales: true, service: false },
  },
  {
    name: 'a customer with all that is known',
    role: 'app',
    query:
      '{ customer(id: "anna") { id name email phone tags stage tier npsGroup leadScore preferredChannel { value label } rfm { recency frequency monetary } churnRisk expectedPurchases clv { historic predicted horizonMonths discountRate currency model asOf } attributes { gender birthDate country region city industry companySize acquisitionChannel firstContactAt firstPurchaseAt lastPurchaseAt } health { score band parts { name weight score reason } } tierHistory(first: 24) { tier from to } segments { name title } judgedAt reasons { judgement code message } metrics(period: { last: 12, unit: MONTH }, grain: MONTH) { period { label } revenue { value } orders { value } } timeline(first: 50) { nodes { at kind channel amount score summary } pageInfo { hasNextPage endCursor } } } }',
  },
  {
    name: 'a list of customers',
    role: 'app',
    query:
      '{ searchCustomers(first: 50, text: "li") { nodes { id name tier stage churnRisk health { score band } clv { historic predicted } } pageInfo { hasNextPage endCursor } totalCount } }',
  },
  {
    name: 'a hundred customers with a metric by month',
    role: 'app',
    query: `query q($ids: [ID!]!) { customers(ids: $ids) { id name tier metrics(${year}, grain: MONTH) { period { start } revenue { value } orders { value } } } }`,
    variables: { ids: Array.from({ length: 100 }, (_, place) => `C${place}`) },
  },
  {
    name: 'a thousand customers',
    role: 'app',
    query: 'query q($ids: [ID!]!) { customers(ids: $ids) { id name tier stage churnRisk tags } }',
    variables: { ids: Array.from({ length: 1_000 }, (_, place) => `C${place}`) },
  },
  {
    name: 'ten customers by aliases',
    role: 'app',
    query: `{ ${Array.from({ length: 10 }, (_, place) => `c${place}: customer(id: "C${place}") { id name tier __typename }`).join(' ')} }`,
  },
  {
    name: 'a pick list',
    role: 'app',
    query:
      '{ dimensionValues(dimension: CITY, search: "be", first: 100) { nodes { value count label } pageInfo { hasNextPage endCursor } } }',
  },
  {
    name: 'all pick lists of a filter',
    role: 'bi',
    query: `{ ${['REGION', 'CHANNEL', 'TIER', 'COUNTRY', 'INDUSTRY', 'PRODUCT_CATEGORY', 'TAG', 'CAMPAIGN'].map((id) => `${id}: dimensionValues(dimension: ${id}, first: 500) { nodes { value label count } }`).join(' ')} }`,
  },
  {
    name: 'the catalogue in two languages',
    role: 'bi',
    query:
      '{ catalog { currency metrics { id field area formula unit better additivity aliases perCustomer drivers dimensions defaultTarget exampleQuery en: label zh: label(locale: ZH) definition } dimensions { id metrics en: label zh: label(locale: ZH) description } } }',
  },
  { name: 'how many members there are', role: 'analyst', query: '{ catalog { dimensions { id label members } } }' },
  { name: 'introspection', role: 'analyst', query: getIntrospectionQuery() },
  {
    name: 'introspection of the playground',
    role: 'admin',
    query: getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
  },
  {
    name: 'one type',
    role: 'app',
    query:
      '{ __typename __type(name: "MetricRow") { name description fields { name type { name kind ofType { name } } } } }',
  },
  {
    name: 'a funnel by channel',
    role: 'analyst',
    query:
      '{ funnel(period: { year: 2025 }, by: [CHANNEL], windowDays: 90) { rows { keys { value label } steps { stage reached fromStart fromPrevious medianDays p90Days } bottleneck } resolved { from to warnings { code message } } } }',
  },
  {
    name: 'cohorts of two years',
    role: 'analyst',
    query:
      '{ retention(period: { last: 24, unit: MONTH }, grain: MONTH, offsets: 24) { cohorts { period { label } size cells { offset customers rate revenue mature } } } }',
  },
  {
    name: 'cohorts by channel',
    role: 'bi',
    query:
      '{ retention(period: { last: 12, unit: MONTH }, by: [ACQUISITION_CHANNEL], offsets: 12) { cohorts { period { start } keys { value } size cells { offset rate } } } }',
  },
  {
    name: 'who moved between tiers',
    role: 'analyst',
    query:
      '{ transitions(dimension: TIER, from: "2025-03-31", to: "2025-06-30") { from { value } to { value } customers } }',
  },
  {
    name: 'how fresh the data is',
    role: 'service',
    query:
      '{ dataStatus { dataVersion loadedAt currency scoredAt scoredVersion firstDate lastDate customers interactions transactions quarantined models { model asOf parameters customers reason } } }',
  },
  {
    name: 'segments and targets',
    role: 'admin',
    query:
      '{ segments { name title where customers } targets { metric from to value dimension member warnings { code message } } }',
  },
  {
    name: 'how an answer was measured',
    role: 'admin',
    query:
      '{ metrics(period: { year: 2025 }, by: [CUSTOMER, CITY], first: 5) { rows { keys { value } revenue { value } } explain { sql plan scannedFacts warnings { code } estimate { cells bytes cost } } } }',
  },
  {
    name: 'rows that arrive',
    role: 'service',
    query:
      'mutation m($rows: [TransactionRow!]!) { ingestTransactions(rows: $rows) { loadId dataVersion inserted rejections { row column code message } } }',
    variables: { rows: [] },
  },
];
