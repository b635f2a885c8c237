// @apollo/client with its default cache over the API of the fixture company: what it gives out of its cache is what it would be
// answered anew, whatever was asked in between. It keeps one object per type and id.
import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { print } from 'graphql';
import { execute } from './fixture-api';

type Asked = Parameters<typeof gql>[0];

/** A client, and how many requests it has sent. */
function client() {
  let sent = 0;
  const link = new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) => {
        sent += 1;
        execute(print(query), variables).then(
          // As it comes over the wire.
          ({ data, errors }) => {
            observer.next(JSON.parse(JSON.stringify({ data, errors })));
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
      }),
  );
  const apollo = new ApolloClient({ cache: new InMemoryCache(), link });
  return {
    ask: async (query: Asked, variables: Record<string, unknown> = {}) => {
      const { data } = await apollo.query({ query: gql(query as string), variables });
      return data as unknown;
    },
    sent: () => sent,
  };
}

/**
 * Asks in one language, then the other, then each again: what comes then is what came first. What has an id comes out of the
 * cache, so two requests are sent; of what has none the cache keeps the latest alone, and the client asks anew.
 */
async function inTurn(query: string, requests: 2 | 4): Promise<{ english: unknown; chinese: unknown }> {
  const { ask, sent } = client();
  const english = await ask(query, { locale: 'EN' });
  const chinese = await ask(query, { locale: 'ZH' });
  expect(await ask(query, { locale: 'EN' })).toEqual(english);
  expect(await ask(query, { locale: 'ZH' })).toEqual(chinese);
  expect(sent()).toBe(requests);
  return { english, chinese };
}

test('the catalogue keeps its languages apart', async () => {
  const { english, chinese } = await inTurn(
    `query ($locale: Locale!) {
    catalog {
      metrics(search: "净推荐值") { id label(locale: $locale) definition(locale: $locale) }
      dimensions { id label(locale: $locale) description(locale: $locale) }
    }
  }`,
    2,
  );
  const nps = (label: string, definition: string) => ({
    catalog: expect.objectContaining({
      metrics: [expect.objectContaining({ id: 'NPS', label, definition: expect.stringContaining(definition) })],
    }),
  });
  expect(english).toEqual(nps('Net promoter score', 'Promoters'));
  expect(chinese).toEqual(nps('净推荐值', '推荐者'));
});

test('one search of the catalogue does not answer for another', async () => {
  const { ask } = client();
  const search = 'query ($text: String!) { catalog { metrics(search: $text) { id label } } }';
  const first = await ask(search, { text: 'refund' });
  const second = await ask(search, { text: 'churn' });
  expect(await ask(search, { text: 'refund' })).toEqual(first);
  expect(second).not.toEqual(first);
});

test('answers keep their languages, members and comparisons apart', async () => {
  const { english, chinese } = await inTurn(
    `query ($locale: Locale!) {
    metrics(period: { year: 2025, quarter: 1 }, grain: MONTH, by: [GENDER], compare: [{ name: "before", mode: PREVIOUS_PERIOD }]) {
      rows {
        period { start label(locale: $locale) }
        key(dimension: GENDER) { value label(locale: $locale) }
        revenue { value formatted(locale: $locale) compare(name: "before") { value period { label(locale: $locale) } } }
      }
      resolved { warnings { code message(locale: $locale) } }
    }
  }`,
    4,
  );
  type Answer = { metrics: { rows: { period: { label: string }; key: { label: string } }[] } };
  const firstOf = (data: unknown) => {
    const [row] = (data as Answer).metrics.rows;
    return [row!.period.label, row!.key.label];
  };
  expect([firstOf(english), firstOf(chinese)]).toEqual([
    ['2025-01', 'Female'],
    ['2025年1月', '女'],
  ]);
});

test('the columns of a table and the members of a dimension keep their languages apart', async () => {
  await inTurn(
    `query ($locale: Locale!) {
    table(metrics: [REVENUE], period: { year: 2025 }, by: [GENDER]) { columns { name label(locale: $locale) } data }
    dimensionValues(dimension: GENDER) { nodes { value label(locale: $locale) count } }
  }`,
    4,
  );
});

test('two questions of one document, and the same field with other arguments, are kept apart', async () => {
  const { ask } = client();
  const query = `query ($year: Int!) {
    one: metrics(period: { year: $year }) { rows { revenue { value } } }
    two: metrics(period: { year: $year }, by: [CHANNEL]) { rows { keys { value } revenue { value } } }
  }`;
  const answers = [await ask(query, { year: 2025 }), await ask(query, { year: 2024 })];
  expect(await ask(query, { year: 2025 })).toEqual(answers[0]);
  expect(answers[1]).not.toEqual(answers[0]);
});

test('a language is an argument of the field that depends on it, and of no other', () => {
  const { buildSchema } = jest.requireActual<typeof import('../../src/graphql/schema')>('../../src/graphql/schema');
  const types = Object.values(buildSchema().getTypeMap()).filter((type) => 'getFields' in type);
  const withLocale = types.flatMap((type) =>
    Object.values((type as import('graphql').GraphQLObjectType).getFields())
      .filter((field) => (field.args ?? []).some(({ name }) => name === 'locale'))
      .map((field) => String(field.type)),
  );
  expect(withLocale.length).toBeGreaterThan(5);
  expect(new Set(withLocale)).toEqual(new Set(['String!']));
});
