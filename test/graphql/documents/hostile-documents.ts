// Documents that ask for more than any client needs. Each is to be refused before anything of it runs.
import { metricCatalog } from '../../../src/metrics/catalog';
import { dimensions } from '../../../src/model/dimensions';

export type HostileDocument = {
  readonly name: string;
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string;
  /** The variable of the limit that refuses it, or a code. */
  readonly refusedBy: string;
};

const times = (count: number, text: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => text(place)).join(' ');

const decade = 'period: { from: "2016-01-01", to: "2025-12-31" }';
const allMetrics = (inside: string): string => metricCatalog.map(({ id }) => `${id} { ${inside} }`).join(' ');
const enumNames = metricCatalog.map(({ id }) => id.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase());
const compare = `compare: [${times(8, (place) => `{ name: "c${place}", mode: PREVIOUS_YEAR }`)}]`;
const compared = times(8, (place) => `c${place}: compare(name: "c${place}") { value change changePercent better }`);
const everyValue = 'value exact status numerator denominator n share formatted';

/** Thirty fragments, each of which spreads the next twice: 1,263 bytes that come to a thousand million fields. */
export const fragmentBomb = (fragments = 30): string =>
  `{ metrics(period: { year: 2025 }) { rows { ...f0 } } } ${times(
    fragments,
    (place) =>
      `fragment f${place} on MetricRow { ${place + 1 < fragments ? `...f${place + 1} ...f${place + 1}` : 'level'} }`,
  )}`;

const nested = (depth: number, field: string, inside: string): string =>
  `${times(depth, () => `${field} {`)} ${inside} ${'}'.repeat(depth)}`;

export const hostileDocuments: readonly HostileDocument[] = [
  { name: 'a comment of 2 MB', query: `# ${'x'.repeat(2_000_000)}\n{ __typename }`, refusedBy: 'REQUEST_TOO_LARGE' },
  { name: 'thirty fragments, each spreading the next twice', query: fragmentBomb(), refusedBy: 'LIMIT_FIELDS' },
  {
    name: 'the same of the root',
    query: `{ ...f0 } ${times(40, (n) => `fragment f${n} on Query { ${n < 39 ? `...f${n + 1} ...f${n + 1}` : '__typename'} }`)}`,
    refusedBy: 'LIMIT_FIELDS',
  },
  {
    name: 'a bomb in inline fragments',
    query: `{ catalog { ...f0 } } ${times(25, (n) => `fragment f${n} on Catalog { ... on Catalog { ${n < 24 ? `...f${n + 1} ... { ...f${n + 1} }` : 'currency'} } }`)}`,
    refusedBy: 'LIMIT_FIELDS',
  },
  {
    name: 'a bomb in fragments that nothing spreads',
    query: `{ __typename } ${times(30, (n) => `fragment f${n} on MetricRow { ${n < 29 ? `...f${n + 1} ...f${n + 1}` : 'level'} }`)}`,
    refusedBy: 'LIMIT_FIELDS',
  },
  {
    name: 'a bomb of aliases',
    query: `{ ...f0 } ${times(20, (n) => `fragment f${n} on Query { ${n < 19 ? `...f${n + 1} ...f${n + 1}` : 'a: __typename'} }`)}`,
    refusedBy: 'LIMIT_FIELDS',
  },
  {
    name: 'a fragment that spreads itself',
    query: '{ metrics(period: { year: 2025 }) { rows { ...a } } } fragment a on MetricRow { level ...a }',
    refusedBy: 'CIRCULAR_FRAGMENT',
  },
  {
    name: 'fragments in a circle',
    query: '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
    refusedBy: 'CIRCULAR_FRAGMENT',
  },
  {
    name: 'circles beside each other',
    query: `{ __typename } ${times(190, (n) => `fragment f${n} on Query { ...f${(n + 1) % 190} ...f${(n + 7) % 190} }`)}`,
    refusedBy: 'CIRCULAR_FRAGMENT',
  },
  {
    name: '3,000 fragments',
    query: `{ __typename } ${times(2_500, (n) => `fragment f${n} on Query { __typename }`)}`,
    refusedBy: 'LIMIT_FRAGMENTS',
  },
  {
    name: '1,000 operations',
    query: times(1_000, (n) => `query q${n} { __typename }`),
    operationName: 'q1',
    refusedBy: 'LIMIT_FRAGMENTS',
  },
  {
    name: '1,000 aliases of one metric over 50,000 rows',
    query: `{ metrics(${decade}, by: [CUSTOMER], first: 50000) { rows { ${times(1_000, (n) => `a${n}: revenue { value }`)} } } }`,
    refusedBy: 'LIMIT_ALIASES',
  },
  {
    name: '1,000 aliases of __typename',
    query: `{ ${times(1_000, (n) => `a${n}: __typename`)} }`,
    refusedBy: 'LIMIT_ALIASES',
  },
  {
    name: '1,000 aliases of __typename in a row',
    query: `{ metrics(period: { year: 2025 }) { rows { ${times(1_000, (n) => `a${n}: __typename`)} } } }`,
    refusedBy: 'LIMIT_ALIASES',
  },
  {
    name: '500 catalogue aliases',
    query: `{ ${times(500, (n) => `c${n}: catalog { metrics { id definition exampleQuery } }`)} }`,
    refusedBy: 'LIMIT_ROOT_FIELDS',
  },
  {
    name: '500 counts of members',
    query: `{ catalog { dimensions { ${times(500, (n) => `m${n}: members`)} x: members } } }`,
    refusedBy: 'LIMIT_COST',
  },
  {
    name: '40 counts of the members of every dimension',
    query: `{ ${times(40, (n) => `c${n}: catalog { dimensions { ${times(10, (m) => `m${m}: members`)} } }`)} }`,
    refusedBy: 'LIMIT_COST',
  },
  {
    name: '5,000 times the same field',
    query: `{ ${times(5_000, () => '__typename')} }`,
    refusedBy: 'LIMIT_ROOT_FIELDS',
  },
  {
    name: '1,000 times the same field with others in it',
    query: `{ catalog { ${times(1_000, () => 'metrics { id }')} } }`,
    refusedBy: 'LIMIT_REPEATS',
  },
  {
    name: 'the same field through fragments',
    query: `{ ${times(80, (n) => `...f${n}`)} } ${times(80, (n) => `fragment f${n} on Query { catalog { currency } }`)}`,
    refusedBy: 'LIMIT_ROOT_FIELDS',
  },
  {
    name: 'the same field within the same field',
    query: `{ ${times(10, () => `catalog { ${times(10, () => 'metrics { id }')} }`)} }`,
    refusedBy: 'LIMIT_REPEATS',
  },
  {
    name: '1,000 questions of all metrics with eight comparisons',
    query: `fragment row on MetricRow { ${allMetrics(`value ${compared}`)} } { ${times(1_000, (n) => `q${n}: metrics(period: { year: 2025 }, ${compare}) { rows { ...row } }`)} }`,
    refusedBy: 'LIMIT_TOKENS',
  },
  {
    name: '51 questions',
    query: `{ ${times(51, (n) => `q${n}: metrics(period: { year: 2025 }) { groupCount }`)} }`,
    refusedBy: 'LIMIT_ROOT_FIELDS',
  },
  {
    name: '50 questions of all metrics by customer',
    query: `fragment row on MetricRow { ${allMetrics('value')} } { ${times(50, (n) => `q${n}: metrics(period: { year: 2025 }, by: [CUSTOMER, PRODUCT], first: 50000) { rows { ...row } }`)} }`,
    refusedBy: 'LIMIT_FIELDS',
  },
  {
    name: '50,000 rows of all metrics with all that is known of them',
    query: `{ metrics(${decade}, grain: DAY, by: [REGION], first: 50000) { rows { period { start label } ${allMetrics(everyValue)} } } }`,
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: 'every metric with eight comparisons by day over ten years',
    query: `{ metrics(${decade}, grain: DAY, ${compare}, first: 50000) { rows { ${allMetrics(`value ${compared}`)} } } }`,
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: 'totals of every level of days, regions and channels',
    query: `{ metrics(${decade}, grain: DAY, by: [CHANNEL, AGE_BAND, WEEKDAY, HOUR], totals: ROLLUP, first: 1) { totals { ${allMetrics('value n')} } } }`,
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: 'a table of all metrics, comparisons and extras by day',
    query: `{ table(metrics: [${enumNames.join(' ')}], ${decade}, grain: DAY, ${compare}, with: [TARGET, STATUS, N, INTERVAL, SHARE], first: 50000) { data } }`,
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: 'tables beside each other',
    query: `{ ${times(40, (n) => `t${n}: table(metrics: [REVENUE, ORDERS, UNITS_SOLD, GROSS_PROFIT, BUYERS], ${decade}, grain: DAY, by: [WEEKDAY, HOUR], first: 50000) { data }`)} }`,
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: 'windows of years that move by the day',
    query: `{ ${times(20, (n) => `q${n}: table(metrics: [${enumNames.join(' ')}], ${decade}, grain: DAY, window: { trailing: ${3_000 + n}, unit: DAY }, first: 10) { data }`)} }`,
    refusedBy: 'LIMIT_COST',
  },
  {
    name: '1,000 customers with all their metrics by day',
    query: `query q($ids: [ID!]!) { customers(ids: $ids) { id metrics(${decade}, grain: DAY) { period { start } revenue { value } orders { value } } } }`,
    variables: { ids: Array.from({ length: 1_000 }, (_, n) => `C${n}`) },
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: '1,000 timelines of 1,000 events',
    query:
      '{ searchCustomers(first: 1000) { nodes { timeline(first: 1000) { nodes { at kind channel amount score summary } } } } }',
    refusedBy: 'LIMIT_CELLS',
  },
  { name: 'depth', query: `{ ${nested(200, 'a', 'b')} }`, refusedBy: 'LIMIT_DEPTH' },
  {
    name: 'depth through fragments',
    query: `{ ...f0 } ${times(60, (n) => `fragment f${n} on Query { a { ...f${n + 1} } }`)} fragment f60 on Query { b }`,
    refusedBy: 'LIMIT_DEPTH',
  },
  {
    name: 'two comparisons of every metric by day over ten years',
    query: `{ metrics(${decade}, grain: DAY, ${compare}, first: 50000) { rows { ${allMetrics(`value ${times(2, (place) => `c${place}: compare(name: "c${place}") { value change changePercent better }`)}`)} } } }`,
    refusedBy: 'LIMIT_CELLS',
  },
  {
    name: '1,000 short questions of the same metrics',
    query: `fragment row on MetricRow { ${times(8, (n) => `${metricCatalog[n]!.id} { value }`)} } { ${times(1_000, (n) => `q${n}: metrics(period: { year: 2025 }) { rows { ...row } }`)} }`,
    refusedBy: 'LIMIT_ROOT_FIELDS',
  },
  { name: 'depth of 1,000', query: `{ ${nested(1_000, 'a', 'b')} }`, refusedBy: 'LIMIT_DEPTH' },
  {
    name: 'introspection within introspection',
    query: `{ __schema { types { fields { type { ${nested(20, 'ofType', 'name')} } } } } }`,
    refusedBy: 'LIMIT_DEPTH',
  },
  {
    name: 'introspection forty times',
    query: `{ ${times(40, (n) => `s${n}: __schema { types { name fields { name type { name fields { name } } } } }`)} }`,
    refusedBy: 'LIMIT_BYTES',
  },
  {
    name: '500 directives',
    query: `{ __typename ${times(500, () => '@include(if: true)')} }`,
    refusedBy: 'LIMIT_DIRECTIVES',
  },
  {
    name: 'directives in fragments',
    query: `{ ${times(30, () => '...f')} } fragment f on Query { __typename ${times(10, () => '@skip(if: false)')} }`,
    refusedBy: 'LIMIT_DIRECTIVES',
  },
  {
    name: '100,000 tokens',
    query: `{ metrics(period: { year: 2025 }, where: { dimension: REGION, in: [${times(100_000, () => '"x"')}] }) { groupCount } }`,
    refusedBy: 'LIMIT_TOKENS',
  },
  {
    name: 'sixty conditions on every customer, in four questions',
    query: `query q($where: FilterInput) { ${times(4, (n) => `q${n}: metrics(period: { year: 2025 }, where: $where) { groupCount }`)} }`,
    variables: {
      where: { any: Array.from({ length: 60 }, (_, n) => ({ metric: { metric: enumNames[n], gte: 1 } })) },
    },
    refusedBy: 'LIMIT_COST',
  },
  { name: 'braces without end', query: '{a'.repeat(40_000), refusedBy: 'TOO_DEEP' },
  {
    name: 'every dimension squared',
    query: `{ ${times(
      40,
      (n) =>
        `t${n}: metrics(period: { year: 2025 }, by: [${dimensions
          .slice(0, 6)
          .map(({ id }) => id)
          .join(', ')}], totals: ROLLUP) { totals { ${allMetrics('value')} } }`,
    )} }`,
    refusedBy: 'LIMIT_COST',
  },
];
