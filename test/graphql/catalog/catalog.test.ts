// What can be asked: the catalogue, its search, the members of dimensions, and the state of the data.
import { parse, validate } from 'graphql';
import { exampleQuery } from '../../../src/graphql/catalog/example-query';
import { buildSchema } from '../../../src/graphql/schema';
import { metricCatalog } from '../../../src/metrics/catalog';
import { dimensions } from '../../../src/model/dimensions';
import { ask, errorOf } from '../fixture-api';

const found = async (args: string): Promise<string[]> => {
  const { catalog } = await ask(`{ catalog { metrics(${args}) { field } } }`);
  return catalog.metrics.map(({ field }: { field: string }) => field);
};

describe('the catalogue', () => {
  test('describes every metric', async () => {
    const { catalog } = await ask(`{
      catalog { currency metrics { id field label(locale: ZH) en: label area definition zh: definition(locale: ZH) formula unit better additivity aliases perCustomer drivers dimensions defaultTarget exampleQuery } }
    }`);
    expect(catalog.metrics).toHaveLength(metricCatalog.length);
    expect(catalog.currency).toBe('CNY');
    const churn = catalog.metrics.find(({ id }: { id: string }) => id === 'CHURN_RATE');
    expect(churn).toMatchObject({
      field: 'churnRate',
      label: '客户流失率',
      en: 'Churn rate',
      definition: 'Lost customers as a percent of customers at the start of the period.',
      zh: '流失客户数占期初客户数的百分比。',
      area: 'RETENTION',
      unit: 'PERCENT',
      better: 'DOWN',
      additivity: 'RATIO',
      defaultTarget: '10',
      drivers: expect.arrayContaining(['LOST_CUSTOMERS']),
    });
    expect(churn.dimensions).toContain('REGION');
    expect(churn.dimensions).not.toContain('CHANNEL');
  });

  test.each([
    ['"churn rate"', 'churnRate'],
    ['"CHURN_RATE"', 'churnRate'],
    ['"churnRate"', 'churnRate'],
    ['"流失率"', 'churnRate'],
    ['"CAC"', 'cac'],
    ['"NPS"', 'nps'],
    ['"销售额"', 'revenue'],
    ['"pipeline"', 'pipelineValue'],
    ['"open deals"', 'openOpportunities'],
    ['"deal size"', 'averageDealValue'],
    ['"talk time"', 'handleTime'],
    ['"AHT"', 'handleTime'],
    ['"MRR"', 'mrr'],
    ['"recurring revenue"', 'mrr'],
    ['"tenure"', 'customerTenureYears'],
    ['"return rate"', 'returnRate'],
    ['"退货率"', 'returnRate'],
  ])('is searched by id, label and alias: %s finds %s first', async (search, field) => {
    expect((await found(`search: ${search}`))[0]).toBe(field);
  });

  test('knows a rate of units that came back from one of money', async () => {
    expect((await found('search: "refund rate"'))[0]).toBe('refundRate');
    const { aliases } = metricCatalog.find(({ id }) => id === 'refundRate')!;
    expect(aliases).not.toContain('return rate');
  });

  test('is searched by words of the definition too, after the names', async () => {
    const fields = await found('search: "refunds"');
    expect(fields).toContain('revenue');
    expect(await found('search: "期初有效"')).toContain('lostCustomers');
    expect(await found('search: "no such thing"')).toEqual([]);
  });

  test('is narrowed by area and by what metrics can be sliced by', async () => {
    expect(await found('area: ACQUISITION')).toEqual(
      metricCatalog.filter(({ area }) => area === 'ACQUISITION').map(({ id }) => id),
    );
    const byProduct = await found('sliceableBy: [PRODUCT, REGION]');
    expect(byProduct).toContain('revenue');
    expect(byProduct).not.toContain('nps');
    expect(byProduct).not.toContain('churnRate');
  });

  test('counts the members of every dimension', async () => {
    const { catalog } = await ask(
      '{ catalog { dimensions { id label description zh: description(locale: ZH) members metrics } } }',
    );
    expect(catalog.dimensions).toHaveLength(dimensions.length);
    expect(catalog.dimensions[0]).toMatchObject({
      description: 'Channel of the fact: its source key.',
      zh: '事实所属的渠道：其源系统编号。',
    });
    const members = Object.fromEntries(
      catalog.dimensions.map(({ id, members }: { id: string; members: number }) => [id, members]),
    );
    expect(members).toMatchObject({
      CHANNEL: 4,
      CHANNEL_CATEGORY: 3,
      PRODUCT: 5,
      REGION: 3,
      GENDER: 2,
      TAG: 2,
      WEEKDAY: 7,
      HOUR: 24,
      AGE_BAND: 6,
      BUYER_TYPE: 2,
      TRANSACTION_KIND: 3,
      CHURN_REASON: 1,
      CUSTOMER: 16,
      ACQUISITION_CHANNEL: 4,
    });
  });

  test.each(metricCatalog.map((metric) => [metric.id, metric] as const))(
    'the example question of %s is answered',
    async (id, metric) => {
      const query = exampleQuery(metric);
      expect(validate(buildSchema(), parse(query))).toEqual([]);
      const { metrics } = await ask(query);
      for (const row of metrics.rows) expect(row[id]).not.toBeNull();
    },
  );
});

type Member = { readonly value: string | null; readonly label: string; readonly count: number };

const members = async (args: string): Promise<readonly Member[]> =>
  (await ask(`{ dimensionValues(${args}) { nodes { value label count } } }`)).dimensionValues.nodes;

describe('the members of a dimension', () => {
  test('are counted in customers for a customer attribute, as of now', async () => {
    expect(await members('dimension: REGION')).toEqual([
      { value: 'north', label: 'north', count: 5 }, // eve, gao, ivan, kong, omar
      { value: 'south', label: 'south', count: 4 }, // bao, chen, hui, lan
      { value: null, label: '(none)', count: 4 }, // dina, fang, mo, ping
      { value: 'east', label: 'east', count: 3 }, // anna, jia, nan
    ]);
  });

  test('are counted in facts for any other dimension, by their names', async () => {
    const transactions = await members(
      'dimension: CHANNEL, where: { dimension: TRANSACTION_KIND, in: ["order", "renewal", "refund"] }',
    );
    const of = (value: string | null) => transactions.find((member) => member.value === value)?.count;
    // Without ivan's and mo's, which are not before now.
    expect([of('web'), of('shop'), of('app'), of('fair'), of(null)]).toEqual([16, 11, 8, 2, 1]);
  });

  test('are found by a part of their label, in either language', async () => {
    expect((await members('dimension: CHANNEL, search: "SHANGHAI"')).map(({ value }) => value)).toEqual(['shop']);
    expect((await members('dimension: WEEKDAY, search: "星期三"')).map(({ value }) => value)).toEqual(['3']);
    expect((await members('dimension: GENDER, search: "fem"')).map(({ value, label }) => [value, label])).toEqual([
      ['F', 'Female'],
    ]);
    expect(await members('dimension: CHANNEL, search: "%"')).toEqual([]);
  });

  test('come in pages that together are the whole', async () => {
    const page = async (after: string | null) =>
      (
        await ask(
          'query ($after: String) { dimensionValues(dimension: CUSTOMER, first: 5, after: $after) { nodes { value } pageInfo { hasNextPage endCursor } } }',
          { after },
        )
      ).dimensionValues;
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const { nodes, pageInfo } = await page(after);
      seen.push(...nodes.map(({ value }: { value: string }) => value));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    const whole = (await members('dimension: CUSTOMER')).map(({ value }) => value);
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(16);
  });

  test.each(dimensions.map(({ id }) => id))('of %s are listed, filtered and searched', async (id) => {
    const all = await members(`dimension: ${id}, first: 1000`);
    expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
    const one = all.find(({ value, count }) => value !== null && count > 0);
    if (one === undefined) return;
    const text = JSON.stringify(one.value);
    const [same] = await members(`dimension: ${id}, where: { dimension: ${id}, in: [${text}] }, search: ${text}`);
    // A customer with two tags stands in both, so the other tag may come first.
    if (id !== 'TAG') expect(same).toEqual(one);
  });

  test('an empty filter leaves out nothing, not even members on file that no fact has', async () => {
    const agents = await members('dimension: AGENT');
    expect(agents.filter(({ count }) => count === 0).length).toBeGreaterThan(0);
    expect(await members('dimension: AGENT, where: {}')).toEqual(agents);
    expect(await members('dimension: AGENT, where: { all: [] }')).toEqual(agents);
  });

  test('a filter that no fact can meet is refused', async () => {
    const { error } = await errorOf(
      '{ dimensionValues(dimension: PRODUCT, where: { dimension: TOPIC, in: ["x"] }) { nodes { value } } }',
    );
    expect(error.extensions?.code).toBe('INVALID_FILTER');
    expect(error.message).toContain('no fact has PRODUCT and TOPIC at once');
  });

  test.each([
    ['first: 0', 'INVALID_ARGUMENT'],
    ['after: "zzz"', 'INVALID_CURSOR'],
    ['where: { not: {} }', 'INVALID_FILTER'],
  ])('%s is refused', async (given, code) => {
    const { error } = await errorOf(`{ dimensionValues(dimension: CHANNEL, ${given}) { nodes { value } } }`);
    expect(error.extensions?.code).toBe(code);
  });
});

test('the state of the data counts what was loaded', async () => {
  const { dataStatus } = await ask(
    '{ dataStatus { dataVersion loadedAt currency firstDate lastDate transactionsWithoutCost customers interactions transactions quarantined simulated } }',
  );
  expect(dataStatus).toMatchObject({
    currency: 'CNY',
    firstDate: '2024-02-29',
    transactionsWithoutCost: 1,
    customers: 16,
    transactions: 40,
    interactions: 99,
    quarantined: 0,
    simulated: false,
  });
  expect(Number(dataStatus.dataVersion)).toBeGreaterThan(0);
  expect(Date.parse(dataStatus.loadedAt)).toBeGreaterThan(Date.parse('2025-01-01'));
});
