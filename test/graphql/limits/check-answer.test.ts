// What an operation is held to before it has a place to run, whatever way it came: a document that nobody has counted is not written
// out, and of variables that do not fit no more is told than is quickly found.
import { type GraphQLFormattedError, getOperationAST, parse } from 'graphql';
import { readConfig } from '../../../src/config/config';
import { userErrorsOf } from '../../../src/errors';
import { presentErrors } from '../../../src/graphql/common/present-error';
import type { RequestContext } from '../../../src/graphql/common/request-context';
import { checkAnswer } from '../../../src/graphql/limits/check-answer';
import { buildSchema } from '../../../src/graphql/schema';

const schema = buildSchema();
const context = { config: readConfig({}), principal: { role: 'admin' } } as unknown as RequestContext;
const thrownBy = async (text: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> => {
  const document = parse(text);
  const operation = getOperationAST(document)!;
  return checkAnswer({ schema, document, operation, variables }, context).then(
    () => null,
    (error: unknown) => error,
  );
};
const told = async (variables: Readonly<Record<string, unknown>>): Promise<readonly GraphQLFormattedError[]> => {
  const text =
    'query ($by: [Dimension!], $w: FilterInput) { metrics(period: { year: 2025 }, by: $by, where: $w) { rows { orders { value } } } }';
  return presentErrors(await thrownBy(text, variables), 'r', () => undefined);
};
const messages = async (variables: Readonly<Record<string, unknown>>) =>
  (await told(variables)).map(({ message }) => message);

test('a document of many fragments is refused by what it comes to', async () => {
  const levels = 60;
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment f${level} on __Type { ${level + 1 < levels ? `a: ofType { ...f${level + 1} } b: ofType { ...f${level + 1} }` : 'name'} }`,
  );
  const error = await thrownBy(`{ __type(name: "Query") { ...f0 } } ${fragments.join(' ')}`);
  expect(
    userErrorsOf(error).map(({ code, parameters }) => [code, (parameters as { limit: string }).limit]),
  ).toContainEqual(['QUERY_TOO_LARGE', 'LIMIT_FIELDS']);
});

describe('variables that do not fit', () => {
  const tooMany = 'Too many errors processing variables, error limit reached. Execution aborted.';

  test('are told as graphql tells them', async () => {
    expect(await told({ by: ['PROVINCES'], w: { dimensionn: 'PRODUCT', dimension: 'x' } })).toEqual([
      {
        message: expect.stringMatching(
          /^Variable "\$by" got invalid value "PROVINCES" at "by\[0\]"; Value "PROVINCES" does not exist/,
        ),
        locations: [{ line: 1, column: 8 }],
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      },
      {
        message: expect.stringMatching(
          /^Variable "\$w" got invalid value "x" at "w\.dimension"; Value "x" does not exist/,
        ),
        locations: [{ line: 1, column: 27 }],
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      },
      {
        message: expect.stringMatching(
          /^Variable "\$w" got invalid value \{ dimensionn: "PRODUCT", dimension: "x" \}; Field "dimensionn" is not defined by type "FilterInput"\. Did you mean "dimension"/,
        ),
        locations: [{ line: 1, column: 27 }],
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      },
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'fields that there are not',
      { w: Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`dimensionn${at}`, 1])) },
    ],
    ['names that there are not', { by: Array.from({ length: 3_000 }, (_, at) => `PROVINCES_${at}`) }],
  ])('are ten at most: %s', async (_, variables) => {
    const all = await messages(variables);
    expect(all).toHaveLength(11);
    expect(all.at(-1)).toBe(tooMany);
    // Each repeats the value: its beginning.
    expect(all.join('').length).toBeLessThan(10_000);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a name', { by: ['P'.repeat(1_000_000)] }],
    ['a field', { w: { ['d'.repeat(1_000_000)]: 1 } }],
    ['a value beside a wrong field', { w: { dimensionn: 1, eq: 'x'.repeat(1_000_000) } }],
    ['the value of a wrong field', { w: { dimensionn: { deep: 'x'.repeat(1_000_000) } } }],
    ['what is no object', { w: 'x'.repeat(1_000_000) }],
  ])('are told by their beginning: %s', async (_, variables) => {
    const error = (await thrownBy('query ($by: [Dimension!], $w: FilterInput) { __typename }', variables)) as Error;
    expect(error.name).toBe('VariableErrors');
    expect(error.message.length).toBeLessThan(2_500);
  });

  test('are too deep to be read', async () => {
    let w: object = {};
    for (let level = 0; level < 50_000; level++) w = { not: w };
    expect((await told({ w })).map(({ extensions }) => extensions?.code)).toEqual(['TOO_DEEP']);
  });
});
