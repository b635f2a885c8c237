// The schema beside the contract and the catalogue, and the published files beside what generates them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assertValidSchema,
  buildSchema as buildFromText,
  findBreakingChanges,
  type GraphQLEnumType,
  type GraphQLObjectType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { argumentDescriptions } from '../../../src/graphql/common/argument-descriptions';
import { publishedContracts } from '../../../src/graphql/contracts/published-contracts';
import { buildSchema } from '../../../src/graphql/schema';
import { enumValueOf, metricCatalog } from '../../../src/metrics/catalog';

const root = join(__dirname, '../../..');
const contractFile = join(root, '../shared/design/api.graphql');

const whereContract = existsSync(contractFile) ? test : test.skip;

describe('the schema', () => {
  test('is valid GraphQL', () => {
    expect(() => assertValidSchema(buildSchema())).not.toThrow();
  });

  whereContract('lacks nothing of the contract', () => {
    const contract = buildFromText(readFileSync(contractFile, 'utf8'));
    expect(findBreakingChanges(contract, buildSchema()).map(({ description }) => description)).toEqual([]);
  });

  test('has one described field per metric, and one enum value', () => {
    const row = buildSchema().getType('MetricRow') as GraphQLObjectType;
    for (const { id, definition, label } of metricCatalog) {
      const field = row.getFields()[id];
      expect(String(field?.type)).toBe('MetricValue');
      expect(field?.description).toContain(definition.en);
      expect(field?.description).toContain(label.zh);
    }
    const ids = buildSchema().getType('MetricId');
    expect((ids as unknown as { getValues(): { name: string }[] }).getValues().map(({ name }) => name)).toEqual(
      metricCatalog.map(({ id }) => enumValueOf(id)),
    );
  });

  test('names no area, unit, direction or additivity that no metric has', () => {
    const valuesOf = (name: string) =>
      (buildSchema().getType(name) as GraphQLEnumType).getValues().map((each) => each.name);
    for (const [name, read] of [
      ['Area', 'area'],
      ['Unit', 'unit'],
      ['Better', 'better'],
      ['Additivity', 'additivity'],
    ] as const)
      expect(new Set(valuesOf(name))).toEqual(new Set(metricCatalog.map((metric) => metric[read])));
  });

  test('describes every argument, in words that are all used', () => {
    const described = Object.values(buildSchema().getTypeMap())
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) =>
        isInputObjectType(type)
          ? Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const)
          : isObjectType(type)
            ? Object.values(type.getFields()).flatMap(({ name, args }) =>
                args.map((argument) => [`${type.name}.${name}.${argument.name}`, argument] as const),
              )
            : [],
      );
    expect(described.length).toBeGreaterThan(80);
    expect(described.filter(([, { description }]) => !description).map(([place]) => place)).toEqual([]);
    const words = new Set(described.map(([, { description }]) => description));
    expect(Object.keys(argumentDescriptions).filter((name) => !words.has(argumentDescriptions[name]))).toEqual([]);
  });

  test('lets cells be null, and nothing around them', () => {
    const table = buildSchema().getType('Table') as GraphQLObjectType;
    expect(String(table.getFields().data?.type)).toBe('[[Cell]!]!');
    expect(String(table.getFields().totals?.type)).toBe('[[Cell]!]!');
  });
});

describe('the published files', () => {
  test.each([...publishedContracts()])('schema/%s is what `astrolabe schema` writes', (name, text) => {
    expect(readFileSync(join(root, 'schema', name), 'utf8')).toBe(text);
  });

  test('no line of the errors page lacks its sentence', () => {
    const lines = publishedContracts()
      .get('errors.md')!
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(line).not.toMatch(/undefined|\[object|\|\s*\|\s*\|\s*\|/);
  });
});
