// Rows in slices are completed to what they would be in one go, in their order; between two slices others have their turn.
import { execute, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, parse } from 'graphql';
import { rowsInSlices } from '../../../src/graphql/common/rows-in-slices';

const row = new GraphQLObjectType({
  name: 'Row',
  fields: { n: { type: GraphQLInt }, twice: { type: GraphQLInt, resolve: ({ n }) => 2 * n } },
});

const staying = new AbortController().signal;

function answer(count: number, make: (n: number) => unknown, gone: AbortSignal = staying) {
  const rows = {
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(row))),
    resolve: () =>
      rowsInSlices(
        Array.from({ length: count }, (_, n) => n),
        make,
        gone,
      ),
  };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { rows } }) });
  return execute({ schema, document: parse('{ rows { n twice } }') });
}

test.each([0, 1, 50, 51, 20_000])('%d rows', async (count) => {
  const { data, errors } = await answer(count, (n) => ({ n }));
  expect(errors).toBeUndefined();
  const rows = data!.rows as { n: number; twice: number }[];
  expect(rows).toHaveLength(count);
  expect(rows.every(({ n, twice }, place) => n === place && twice === 2 * place)).toBe(true);
});

test('a row that cannot be made is the error of the list', async () => {
  const { data, errors } = await answer(1_000, (n) => {
    if (n === 700) throw new Error('no seven hundredth');
    return { n };
  });
  expect([data, errors!.map(({ message, path }) => [message, path])]).toEqual([
    null,
    [['no seven hundredth', ['rows', 700]]],
  ]);
});

test('others have their turn meanwhile', async () => {
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  await answer(30_000, (n) => ({ n }));
  clearInterval(beat);
  expect(turns).toBeGreaterThan(1);
});

test('of who has gone away the rest is not made', async () => {
  const gone = new AbortController();
  let made = 0;
  const { errors } = await answer(
    30_000,
    (n) => {
      made += 1;
      if (n === 100) gone.abort();
      return { n };
    },
    gone.signal,
  );
  expect([made, errors!.map(({ originalError }) => (originalError as { code?: string }).code)]).toEqual([
    101,
    ['REQUEST_ABANDONED'],
  ]);
});
