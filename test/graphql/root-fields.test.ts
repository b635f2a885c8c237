// Which requests only measure: those whose every field at the root is answered by metric statements, or by none.
import { type DocumentNode, type OperationDefinitionNode, parse } from 'graphql';
import { measuringFields, onlyMeasures } from '../../src/graphql/common/root-fields';
import { buildSchema } from '../../src/graphql/schema';

const operationOf = ({ definitions }: DocumentNode, name?: string): OperationDefinitionNode =>
  definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === 'OperationDefinition' && (name === undefined || each.name?.value === name),
  )!;

const measures = (text: string, operation?: string): boolean => {
  const document = parse(text);
  return onlyMeasures(document, operationOf(document, operation));
};

test.each([
  ['a metric question', '{ metrics { rows { revenue { value } } } }'],
  [
    'several of them under other names',
    '{ a: metrics { rows { revenue { value } } } b: table { data } c: funnel { steps { n } } }',
  ],
  ['journeys', 'query { retention { cohorts { size } } transitions { rows { n } } }'],
  ['the catalog and its members', '{ catalog { currency } dimensionValues { nodes { value } } }'],
  ['what the schema is', '{ __typename __schema { types { name } } __type(name: "Query") { name } }'],
  ['fields in a fragment', 'fragment asked on Query { metrics { rows { key } } } { ...asked }'],
  ['fields in an inline fragment', '{ ... on Query { metrics { rows { key } } } ... { catalog { currency } } }'],
  [
    'fragments in fragments',
    '{ ...outer } fragment outer on Query { ... { ...inner } } fragment inner on Query { table { data } }',
  ],
  ['fields that a directive may leave out', '{ metrics @include(if: false) { rows { key } } }'],
])('%s only measure', (_, text) => {
  expect(measures(text)).toBe(true);
});

test.each([
  ['a customer', '{ customer(id: "anna") { name } }'],
  ['a customer under the name of a metric question', '{ metrics: customer(id: "anna") { name } }'],
  ['a customer beside a metric question', '{ metrics { rows { key } } customer(id: "anna") { name } }'],
  ['a customer before a metric question', '{ customer(id: "anna") { name } metrics { rows { key } } }'],
  ['the version of the data', '{ dataStatus { dataVersion } }'],
  [
    'a customer in a fragment',
    '{ metrics { rows { key } } ...asked } fragment asked on Query { customer(id: "a") { name } }',
  ],
  ['a customer in an inline fragment', '{ metrics { rows { key } } ... on Query { customer(id: "a") { name } } }'],
  [
    'a customer in a fragment of a fragment',
    '{ ...outer } fragment outer on Query { table { data } ...inner } fragment inner on Query { ... { targets { value } } }',
  ],
  [
    'a customer that a directive may leave out',
    '{ metrics { rows { key } } customer(id: "a") @include(if: false) { name } }',
  ],
  ['something that nobody knows', '{ weather { today } }'],
])('%s is looked up', (_, text) => {
  expect(measures(text)).toBe(false);
});

test.each([
  'mutation { setTarget(input: {}) { value } }',
  'mutation { ...written } fragment written on Mutation { ingest(rows: []) { dataVersion } }',
  'mutation { __typename saveSegment(name: "x") { customers } }',
])('a change never only measures: %s', (text) => {
  expect(measures(text)).toBe(false);
});

test('what is told is of the operation that is asked for, and of no other in the document', () => {
  const text = 'query measuring { metrics { rows { key } } } query looking { customer(id: "anna") { name } }';
  expect([measures(text, 'measuring'), measures(text, 'looking')]).toEqual([true, false]);
});

test('names of fields further down say nothing', () => {
  expect(measures('{ metrics { customer { name } dataStatus } }')).toBe(true);
  expect(measures('{ customer(id: "anna") { metrics { rows { key } } } }')).toBe(false);
});

test('of every field of the schema it is decided whether it measures or looks up', () => {
  const lookingUp = ['customer', 'customers', 'dataStatus', 'searchCustomers', 'segments', 'targets'];
  const asked = Object.keys(buildSchema().getQueryType()!.getFields());
  const measuring = [...measuringFields].filter((name) => !name.startsWith('__'));
  expect([...measuring, ...lookingUp].sort()).toEqual(asked.sort());
});

test('no change has the name of a field that measures', () => {
  const changes = Object.keys(buildSchema().getMutationType()!.getFields());
  expect(changes.filter((name) => measuringFields.has(name))).toEqual([]);
});
