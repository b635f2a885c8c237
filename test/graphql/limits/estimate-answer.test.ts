// What an answer comes to, by hand: cells and cost of small documents. The estimate is an upper bound of what is answered, which
// test/graphql/documents holds it to.
import { getNullableType, getOperationAST, getVariableValues, isListType, isObjectType, parse } from 'graphql';
import { readConfig } from '../../../src/config/config';
import { type Estimate, noEstimate, together } from '../../../src/graphql/common/estimate';
import { estimateAnswer } from '../../../src/graphql/limits/estimate-answer';
import { limitsFor, tooLarge } from '../../../src/graphql/limits/limits';
import { listSizes } from '../../../src/graphql/limits/list-sizes';
import type { Around } from '../../../src/graphql/limits/question-size';
import { buildSchema } from '../../../src/graphql/schema';
import type { FilterArguments } from '../../../src/model/filters';
import { membersKnown } from '../../../src/query/members/member-counts';
import { now, settings } from '../../query/around';
import { legitimateDocuments } from '../documents/legitimate-documents';

const schema = buildSchema();
const members: Readonly<Record<string, number>> = { REGION: 6, CHANNEL: 10, CUSTOMER: 20_001, CITY: 41, TAG: 100 };

const condition = (metric: string, where?: FilterArguments): FilterArguments => ({
  metric: { metric, gte: 1, ...(where && { where }) },
});
const segments: Readonly<Record<string, FilterArguments>> = {
  heavy: { any: Array.from({ length: 60 }, () => condition('ORDERS')) },
  within: condition('NPS', { segment: 'heavy' }),
  round: { any: [condition('NPS'), { segment: 'round' }] },
};

function estimated(
  text: string,
  variables: Record<string, unknown> = {},
  counted: Around['members'] = (id) => members[id],
) {
  const document = parse(text);
  const operation = getOperationAST(document)!;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const around = { settings, now, members: counted, segmentOf: (name: string) => segments[name] };
  return Object.fromEntries(estimateAnswer({ schema, document, operation, variables: coerced! }, around));
}

const cells = (text: string, variables?: Record<string, unknown>): number =>
  Object.values(estimated(text, variables)).reduce((sum, each) => sum + each.cells, 0);
const cost = (text: string): number => Object.values(estimated(text)).reduce((sum, each) => sum + each.cost, 0);

const rows = '{ rows { revenue { value } orders { value n } } }';

test.each([
  ['one row of the whole period', `{ metrics(period: { year: 2024 }) ${rows} }`, 3],
  ['twelve months', `{ metrics(period: { year: 2024 }, grain: MONTH) ${rows} }`, 12 * 3],
  ['the seven months of 2025 that have begun', `{ metrics(period: { year: 2025 }, grain: MONTH) ${rows} }`, 7 * 3],
  ['four quarters', `{ metrics(period: { year: 2024 }, grain: QUARTER) ${rows} }`, 4 * 3],
  ['366 days', `{ metrics(period: { year: 2024 }, grain: DAY) ${rows} }`, 366 * 3],
  ['six regions', `{ metrics(period: { year: 2024 }, by: [REGION]) ${rows} }`, 6 * 3],
  [
    'regions by channel by month',
    `{ metrics(period: { year: 2024 }, grain: MONTH, by: [REGION, CHANNEL]) ${rows} }`,
    6 * 10 * 12 * 3,
  ],
  [
    'not more rows than first says',
    `{ metrics(period: { year: 2024 }, grain: MONTH, by: [REGION, CHANNEL], first: 10) ${rows} }`,
    10 * 3,
  ],
  ['a thousand rows where nothing is said', `{ metrics(period: { year: 2024 }, by: [CUSTOMER]) ${rows} }`, 1_000 * 3],
  [
    'a city of each customer, and one it moved from',
    `{ metrics(period: { year: 2024 }, by: [CUSTOMER, CITY], first: 50000) ${rows} }`,
    40_002 * 3,
  ],
  [
    'the top three and the others',
    `{ metrics(period: { year: 2024 }, by: [CHANNEL], top: { n: 3, metric: REVENUE }) ${rows} }`,
    4 * 3,
  ],
  [
    'keys and the periods of rows',
    '{ metrics(period: { year: 2024 }, by: [REGION, CHANNEL]) { rows { period { start label } keys { value label } rolledUp } } }',
    60 * (2 + 2 * 2 + 2),
  ],
  [
    'the grand total',
    '{ metrics(period: { year: 2024 }, grain: MONTH, totals: GRAND) { rows { revenue { value } } totals { revenue { value } } } }',
    12 + 1,
  ],
  [
    'every level of totals',
    '{ metrics(period: { year: 2024 }, grain: QUARTER, by: [REGION, CHANNEL], totals: ROLLUP) { totals { revenue { value } } } }',
    5 * (1 + 6) + 60,
  ],
  [
    'fields that are named twice, once',
    '{ metrics(period: { year: 2024 }) { rows { revenue { value } revenue { value n } } } }',
    2,
  ],
  ['aliases, each', '{ metrics(period: { year: 2024 }) { rows { a: revenue { value } b: revenue { value } } } }', 2],
  [
    'what is left out, not at all',
    '{ metrics(period: { year: 2024 }) { rows { revenue @skip(if: true) { value } orders @include(if: false) { value } nps { value } } } }',
    1,
  ],
  [
    'fragments as they stand',
    '{ metrics(period: { year: 2024 }, by: [REGION]) { rows { ...R ... { orders { value } } } } } fragment R on MetricRow { revenue { value } }',
    12,
  ],
  [
    'the cells of a table',
    '{ table(metrics: [REVENUE, ORDERS], period: { year: 2024 }, grain: MONTH, by: [REGION], compare: [{ name: "y", mode: PREVIOUS_YEAR }], labels: false) { data } }',
    72 * (1 + 1 + 2 * 4 + 1),
  ],
  [
    'ten customers with their months',
    '{ customers(ids: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]) { id metrics(period: { year: 2024 }, grain: MONTH) { revenue { value } } } }',
    10 * (1 + 12),
  ],
  ['a page of customers', '{ searchCustomers(first: 20) { nodes { id name } totalCount } }', 41],
  [
    'timelines of customers',
    '{ searchCustomers(first: 20) { nodes { timeline(first: 30) { nodes { at kind } } } } }',
    20 * 30 * 2,
  ],
  ['members, as many as there are', '{ dimensionValues(dimension: REGION, first: 500) { nodes { value count } } }', 12],
  ['a funnel by region', '{ funnel(period: { year: 2024 }, by: [REGION]) { rows { keys { value } } } }', 6],
  ['cohorts', '{ retention(period: { year: 2024 }, offsets: 3) { cohorts { size cells { rate } } } }', 12 * (1 + 4)],
  [
    'a question that cannot be asked',
    '{ metrics(period: { year: 2024, last: 3 }, grain: MONTH) { rows { revenue { value } } } }',
    1,
  ],
  ['a word', '{ __typename }', 1],
])('%s', (_, text, expected) => {
  expect(cells(text)).toBe(expected);
});

test('lists of variables are as long as they are sent', () => {
  const text = 'query q($ids: [ID!]!, $n: Int) { customers(ids: $ids) { id tierHistory(first: $n) { tier } } }';
  expect(cells(text, { ids: ['a', 'b', 'c'], n: 2 })).toBe(3 * (1 + 2));
});

test('each field at the root has its own', () => {
  const all = estimated(
    `{ a: metrics(period: { year: 2024 }) ${rows} b: metrics(period: { year: 2024 }, by: [REGION]) ${rows} }`,
  );
  expect(Object.entries(all).map(([name, each]) => [name, each.cells])).toEqual([
    ['a', 3],
    ['b', 18],
  ]);
});

test('what has no known number of members counts as many as there may be groups', () => {
  expect(cells(`{ metrics(period: { year: 2024 }, by: [PRODUCT], first: 50000) ${rows} }`)).toBe(50_000 * 3);
  expect(
    cells(
      '{ metrics(period: { year: 2024 }, by: [PRODUCT, REGION], totals: ROLLUP) { totals { revenue { value } } } }',
    ),
  ).toBe(200_001);
});

test('cost grows with statements, comparisons, levels, groups and windows', () => {
  const asked = (rest: string, metrics = 'revenue { value }'): number =>
    cost(`{ metrics(period: { year: 2024 }${rest}) { rows { ${metrics} } } }`);
  expect(asked('')).toBe(2);
  expect(asked('', 'revenue { value } orders { value }')).toBeGreaterThanOrEqual(asked(''));
  expect(asked('', 'revenue { value } nps { value } customersAtEnd { value } churnRate { value }')).toBe(5);
  expect(asked(', compare: [{ name: "y", mode: PREVIOUS_YEAR }, { name: "p", mode: PREVIOUS_PERIOD }]')).toBe(4);
  expect(asked(', by: [CUSTOMER]')).toBe(22);
  expect(asked(', by: [CUSTOMER], grain: DAY')).toBe(201);
  expect(asked(', by: [CUSTOMER], grain: DAY, totals: ROLLUP')).toBe(224);
  expect(asked(', grain: DAY, window: { trailing: 100, unit: DAY }')).toBe(12);
  expect(
    asked(', where: { all: [{ metric: { metric: ORDERS, gte: 2 } }, { not: { metric: { metric: NPS, gte: 0 } } }] }'),
  ).toBe(2 + 2 * 25);
});

test.each([
  [
    'one written out',
    'metrics(period: { year: 2024 }, where: { metric: { metric: ORDERS, gte: 1 } }) { rows { revenue { value } } }',
    2 + 25,
  ],
  [
    'sixty of a segment',
    'metrics(period: { year: 2024 }, where: { segment: "heavy" }) { rows { revenue { value } } }',
    2 + 60 * 25,
  ],
  [
    'those of a segment used twice',
    'metrics(period: { year: 2024 }, where: { all: [{ segment: "heavy" }, { not: { segment: "heavy" } }] }) { rows { revenue { value } } }',
    2 + 120 * 25 + 1,
  ],
  [
    'one within another',
    'table(metrics: [REVENUE], period: { year: 2024 }, where: { metric: { metric: ORDERS, gte: 1, where: { metric: { metric: NPS, gte: 1 } } } }) { data }',
    2 + 2 * 25,
  ],
  [
    'a segment within a condition of a segment',
    'table(metrics: [REVENUE], period: { year: 2024 }, where: { segment: "within" }) { data }',
    2 + 61 * 25,
  ],
  [
    'a segment that is part of itself',
    'table(metrics: [REVENUE], period: { year: 2024 }, where: { segment: "round" }) { data }',
    2 + 25,
  ],
  [
    'a segment that there is not',
    'table(metrics: [REVENUE], period: { year: 2024 }, where: { segment: "gone" }) { data }',
    2,
  ],
  [
    'those of a funnel',
    'funnel(period: { year: 2024 }, where: { segment: "heavy" }) { rows { bottleneck } }',
    20 + 60 * 25,
  ],
  [
    'those of cohorts',
    'retention(period: { year: 2024 }, where: { segment: "heavy" }) { cohorts { size } }',
    20 + 60 * 25,
  ],
  ['those of a search', 'searchCustomers(where: { segment: "heavy" }) { nodes { id } }', 10 + 60 * 25],
  [
    'those of a pick list',
    'dimensionValues(dimension: REGION, where: { segment: "heavy" }) { nodes { value } }',
    5 + 60 * 25,
  ],
])('each condition costs a statement over all customers: %s', (_, text, expected) => {
  expect(cost(`{ ${text} }`)).toBe(expected);
});

test('a long filter costs what it takes to read, however often it is used', () => {
  const costWith = (questions: number, where: FilterArguments): number =>
    Object.values(
      estimated(
        `query q($where: FilterInput) { ${Array.from({ length: questions }, (_, n) => `q${n}: metrics(period: { year: 2024 }, where: $where) { rows { revenue { value } } }`).join(' ')} }`,
        { where },
      ),
    ).reduce((sum, each) => sum + each.cost, 0);
  expect(costWith(1, { dimension: 'CUSTOMER', in: Array.from({ length: 98 }, String) })).toBe(2);
  expect(costWith(1, { dimension: 'CUSTOMER', in: Array.from({ length: 5_000 }, String) })).toBe(2 + 50);
  expect(costWith(50, { dimension: 'CUSTOMER', notIn: Array.from({ length: 20_000 }, String) })).toBe(50 * (2 + 200));
  expect(costWith(2, { any: Array.from({ length: 100_000 }, () => ({ all: [] })) })).toBe(2 * (2 + 1_000));
});

test('what a segment holds counts against the limit of whoever asks', () => {
  const { a, b } = estimated(
    '{ a: metrics(period: { year: 2024 }, where: { segment: "heavy" }) { rows { revenue { value } } } b: metrics(period: { year: 2024 }, where: { metric: { metric: ORDERS, gte: 1 } }) { rows { revenue { value } } } }',
  );
  const refusals = ({ cells, bytes, cost }: Estimate) =>
    tooLarge(limitsFor(readConfig({}), 'app'), { mostCells: cells, mostBytes: bytes, mostCost: cost });
  expect(refusals(a!).map(({ parameters }) => parameters)).toEqual([
    expect.objectContaining({ limit: 'LIMIT_COST', allowed: 1_000, asked: 1_502 }),
  ]);
  expect(refusals(b!)).toEqual([]);
});

test.each(legitimateDocuments.map((each) => [each.name, each] as const))(
  'a company of 20,000 customers may ask: %s',
  (_, { query, variables, role }) => {
    const counts = { ...members, PRODUCT: 200, CITY: 300, AGENT: 200, CAMPAIGN: 100, COUNTRY: 30, INDUSTRY: 30 };
    const all = Object.values(
      estimated(query, variables as Record<string, unknown>, (id) => membersKnown(id) ?? counts[id as 'CITY'] ?? 50),
    );
    const { cells, bytes, cost } = all.reduce(together, noEstimate);
    const asked = { mostCells: cells, mostBytes: bytes, mostCost: cost };
    expect(tooLarge(limitsFor(readConfig({}), role), asked)).toEqual([]);
  },
);

test('every list of the schema has a length', () => {
  const lists = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isListType(getNullableType(field.type)))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(lists.filter((list) => listSizes[list] === undefined)).toEqual([]);
  expect(Object.keys(listSizes).filter((list) => !lists.includes(list))).toEqual([]);
});
