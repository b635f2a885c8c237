// Single customers, as an app sees them: literal answers on the company of judged-company.ts, now and as of earlier days.
import { type JudgedCompany, openJudgedCompany } from './judged-company';

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
});
afterAll(() => company.close());

const fieldsOf = async (id: string, fields: string, asOf?: string) => {
  const { customer } = await company.ask(
    `query ($id: ID!, $asOf: Date) { customer(id: $id, asOf: $asOf) { ${fields} } }`,
    { id, asOf },
  );
  return customer;
};
const codesOf = async (id: string, asOf?: string) => {
  const customer = await fieldsOf(id, 'reasons { judgement code }', asOf);
  return Object.fromEntries(
    customer.reasons.map(({ judgement, code }: { judgement: string; code: string }) => [judgement, code]),
  );
};

describe('a customer now', () => {
  it('has its attributes of today, and when it first and last bought', async () => {
    expect(
      await fieldsOf(
        'anna',
        'id name email phone tags attributes { gender birthDate country region city industry companySize acquisitionChannel firstContactAt firstPurchaseAt lastPurchaseAt }',
      ),
    ).toEqual({
      id: 'anna',
      name: 'Anna Li',
      email: 'anna@example.com',
      phone: '+86-10-1001',
      tags: ['vip'],
      attributes: {
        gender: 'F',
        birthDate: '1990-02-03',
        country: 'CN',
        region: 'east',
        city: 'Hangzhou',
        industry: null,
        companySize: null,
        acquisitionChannel: 'web',
        firstContactAt: '2025-02-01T01:00:00.000Z',
        firstPurchaseAt: '2025-03-10T02:00:00.000Z',
        // The refund of 25 May is no purchase.
        lastPurchaseAt: '2025-05-20T02:00:00.000Z',
      },
    });
  });

  it('is judged as the last score run left it', async () => {
    expect(
      await fieldsOf(
        'anna',
        'stage tier npsGroup leadScore preferredChannel { dimension value label } rfm { recency frequency monetary } churnRisk expectedPurchases judgedAt clv { historic predicted horizonMonths discountRate currency model asOf }',
      ),
    ).toEqual({
      stage: 'ACTIVE',
      tier: 'GOLD',
      npsGroup: 'PROMOTER',
      leadScore: null,
      preferredChannel: { dimension: 'CHANNEL', value: 'web', label: 'Online store' },
      rfm: { recency: 4, frequency: 5, monetary: 3 },
      churnRisk: 0.2,
      expectedPurchases: 1.5,
      judgedAt: '2025-07-10T02:00:00.000Z',
      clv: {
        historic: '84.0000',
        predicted: '120.5000',
        horizonMonths: 12,
        discountRate: 0.1,
        currency: 'CNY',
        // Of July there is no model of values.
        model: null,
        // Judged at ten in the morning of that day.
        asOf: '2025-07-10',
      },
    });
  });

  it('has every part of its health, with a sentence in two languages', async () => {
    const { health } = await fieldsOf(
      'anna',
      'health { score band parts { name weight score reason zh: reason(locale: ZH) } }',
    );
    expect(health).toEqual({
      score: 71.5,
      band: 'HEALTHY',
      parts: [
        {
          name: 'recency',
          weight: 0.25,
          score: 80,
          reason: 'The last purchase was 50 days ago; it buys about every 71 days.',
          zh: '上次购买在 50 天前；约每 71 天购买一次。',
        },
        {
          name: 'frequency',
          weight: 0.2,
          score: 60,
          reason: '2 orders in the last six months, 0 in the six before.',
          zh: '最近六个月 2 单，之前六个月 0 单。',
        },
        {
          name: 'engagement',
          weight: 0.15,
          score: null,
          reason: 'No login, visit or other engagement between 90 days and a year ago to compare with.',
          zh: '90 天至一年前没有登录、访问等互动可供比较。',
        },
        {
          name: 'satisfaction',
          weight: 0.2,
          score: 90,
          reason: 'The last answers: NPS 9/10.',
          zh: '最近的回答：NPS 9/10。',
        },
        {
          name: 'complaints',
          weight: 0.1,
          score: 100,
          reason: 'No complaint in the last 180 days.',
          zh: '最近 180 天没有投诉。',
        },
        {
          name: 'terms',
          weight: 0.1,
          score: null,
          reason: 'No contract term runs, and none ended in the last year.',
          zh: '没有合约期，最近一年也没有合约到期。',
        },
      ],
    });
  });

  it('has the parts of its health also where too little is known for a score', async () => {
    const { health } = await fieldsOf('wang', 'health { score band parts { name score } }');
    expect(health).toEqual({
      score: null,
      band: null,
      parts: [
        { name: 'recency', score: 40 },
        { name: 'frequency', score: null },
        { name: 'engagement', score: null },
        { name: 'satisfaction', score: null },
        { name: 'complaints', score: 50 },
        { name: 'terms', score: null },
      ],
    });
  });

  it('has a stage without a judgement too: NEW with a purchase, else LEAD', async () => {
    const { customers } = await company.ask(
      '{ customers(ids: ["anna", "wang", "bo", "lin", "quiet", "fresh"]) { stage clv { historic asOf } } }',
    );
    expect(customers).toEqual([
      { stage: 'ACTIVE', clv: { historic: '84.0000', asOf: '2025-07-10' } },
      { stage: 'DORMANT', clv: { historic: '100.0000', asOf: '2025-07-10' } },
      { stage: 'LOST', clv: { historic: '30.0000', asOf: '2025-07-10' } },
      { stage: 'LEAD', clv: { historic: '0', asOf: null } },
      { stage: 'LEAD', clv: { historic: '0', asOf: null } },
      // Bought after everybody was judged: 80 - 30, from its facts.
      { stage: 'NEW', clv: { historic: '50.0000', asOf: null } },
    ]);
  });
});

describe('what is null says why', () => {
  it('of a customer of the base', async () => {
    expect(await codesOf('anna')).toEqual({ leadScore: 'NO_LEAD' });
    expect(await codesOf('wang')).toEqual({
      'clv.predicted': 'NO_VALUE_MODEL',
      'health.score': 'TOO_LITTLE_KNOWN',
      preferredChannel: 'NO_KNOWN_CHANNEL',
      npsGroup: 'NO_ANSWER',
      leadScore: 'NO_LEAD',
    });
  });

  it('of a lost one', async () => {
    expect(await codesOf('bo')).toEqual({
      tier: 'NOT_IN_BASE',
      rfm: 'NOT_IN_BASE',
      health: 'NOT_IN_BASE',
      preferredChannel: 'NO_KNOWN_CHANNEL',
      npsGroup: 'NO_ANSWER',
      leadScore: 'NO_LEAD',
    });
    expect(await fieldsOf('bo', 'tier health { score } churnRisk clv { predicted }')).toEqual({
      tier: null,
      health: null,
      churnRisk: 1,
      clv: { predicted: '0.0000' },
    });
  });

  const ofBuyers = (code: string) =>
    Object.fromEntries(
      ['tier', 'rfm', 'clv.predicted', 'churnRisk', 'expectedPurchases', 'health', 'preferredChannel'].map((name) => [
        name,
        code,
      ]),
    );

  it('of those who have not bought', async () => {
    expect(await codesOf('lin')).toEqual({ ...ofBuyers('NO_PURCHASE'), npsGroup: 'NO_ANSWER' });
    expect(await codesOf('quiet')).toEqual({
      ...ofBuyers('NO_PURCHASE'),
      npsGroup: 'NO_ANSWER',
      leadScore: 'NO_LEAD',
    });
  });

  it('of one who bought after the last judging', async () => {
    expect(await codesOf('fresh')).toEqual({
      ...ofBuyers('NOT_JUDGED_YET'),
      npsGroup: 'NOT_JUDGED_YET',
      leadScore: 'NO_LEAD',
    });
  });

  it('by the models of the month-end that speaks', async () => {
    // On 1 June there were too few repeat customers.
    expect(await codesOf('anna', '2025-06-15')).toMatchObject({
      'clv.predicted': 'TOO_FEW_REPEAT_CUSTOMERS',
      churnRisk: 'TOO_FEW_REPEAT_CUSTOMERS',
      expectedPurchases: 'TOO_FEW_REPEAT_CUSTOMERS',
    });
    // On 1 July the model of purchases stood, and that of values did not; 1 May has none at all.
    expect(await codesOf('anna', '2025-07-01')).toMatchObject({ 'clv.predicted': 'NO_VALUE_MODEL' });
    expect(await codesOf('anna', '2025-05-10')).toMatchObject({ 'clv.predicted': 'NO_MODEL' });
  });

  it('in sentences of two languages', async () => {
    const { reasons } = await fieldsOf('anna', 'reasons { message zh: message(locale: ZH) }');
    expect(reasons).toEqual([
      {
        message: 'The customer is no open lead: it has bought, or has no lead of the last 90 days.',
        zh: '该客户不是有效线索：已购买，或最近 90 天内没有线索。',
      },
    ]);
  });
});

describe('a customer as of a day', () => {
  it('is what the last month-end at or before the end of the day says', async () => {
    const tiers = await Promise.all(
      // The month-end of 1 June is the end of 31 May.
      ['2025-04-29', '2025-04-30', '2025-05-30', '2025-05-31', '2025-07-14', '2025-07-15', '2030-01-01'].map(
        async (asOf) => {
          const { tier, judgedAt } = await fieldsOf('wang', 'tier judgedAt', asOf);
          return [asOf, tier, judgedAt];
        },
      ),
    );
    expect(tiers).toEqual([
      // Nobody was judged on 1 April.
      ['2025-04-29', null, null],
      ['2025-04-30', 'GOLD', '2025-04-30T16:00:00.000Z'],
      ['2025-05-30', 'GOLD', '2025-04-30T16:00:00.000Z'],
      ['2025-05-31', null, '2025-05-31T16:00:00.000Z'],
      ['2025-07-14', 'SILVER', '2025-06-30T16:00:00.000Z'],
      // Today, and what is to come, is now.
      ['2025-07-15', 'SILVER', '2025-07-10T02:00:00.000Z'],
      ['2030-01-01', 'SILVER', '2025-07-10T02:00:00.000Z'],
    ]);
  });

  it('has the attributes of then and nothing after', async () => {
    const fields =
      'name tags stage attributes { region lastPurchaseAt } clv { historic asOf } timeline { nodes { kind } } metrics(period: { year: 2025 }) { revenue { value } }';
    expect(await fieldsOf('anna', fields, '2025-04-15')).toEqual({
      name: 'Anna Lee',
      tags: ['vip', 'gold'],
      stage: 'NEW',
      attributes: { region: 'north', lastPurchaseAt: '2025-03-10T02:00:00.000Z' },
      // Not judged yet: 100 - 40.
      clv: { historic: '60.0000', asOf: null },
      timeline: { nodes: [{ kind: 'order' }] },
      metrics: [{ revenue: { value: 100 } }],
    });
    expect(await fieldsOf('anna', fields, '2025-05-20')).toEqual({
      name: 'Anna Li',
      tags: ['vip'],
      stage: 'NEW',
      attributes: { region: 'east', lastPurchaseAt: '2025-05-20T02:00:00.000Z' },
      // What the judgement of 1 May knew, whose last day is 30 April.
      clv: { historic: '60.0000', asOf: '2025-04-30' },
      timeline: { nodes: [{ kind: 'order' }, { kind: 'order' }] },
      metrics: [{ revenue: { value: 150 } }],
    });
  });

  it('is not there before it was on file', async () => {
    const { customers } = await company.ask(
      '{ customers(ids: ["fresh", "quiet", "bo"], asOf: "2025-06-16") { id stage } }',
    );
    expect(customers).toEqual([null, { id: 'quiet', stage: 'LEAD' }, { id: 'bo', stage: 'NEW' }]);
  });

  it('counts the purchase of that day', async () => {
    expect(await fieldsOf('anna', 'stage attributes { firstPurchaseAt }', '2025-03-09')).toEqual({
      stage: 'LEAD',
      attributes: { firstPurchaseAt: null },
    });
    expect(await fieldsOf('anna', 'stage attributes { firstPurchaseAt }', '2025-03-10')).toEqual({
      stage: 'NEW',
      attributes: { firstPurchaseAt: '2025-03-10T02:00:00.000Z' },
    });
  });
});

describe('tier history', () => {
  it('is runs of equal tier, newest first; a stretch without a tier is none', async () => {
    const { customers } = await company.ask(
      '{ customers(ids: ["anna", "wang", "bo"]) { tierHistory { tier from to } latest: tierHistory(first: 1) { tier } } }',
    );
    expect(customers).toEqual([
      {
        tierHistory: [
          { tier: 'GOLD', from: '2025-06-01', to: null },
          { tier: 'SILVER', from: '2025-05-01', to: '2025-06-01' },
        ],
        latest: [{ tier: 'GOLD' }],
      },
      {
        tierHistory: [
          { tier: 'SILVER', from: '2025-07-01', to: null },
          { tier: 'GOLD', from: '2025-05-01', to: '2025-06-01' },
        ],
        latest: [{ tier: 'SILVER' }],
      },
      { tierHistory: [], latest: [] },
    ]);
  });

  it('ends with the judgement that speaks', async () => {
    expect((await fieldsOf('anna', 'tierHistory { tier from to }', '2025-05-15')).tierHistory).toEqual([
      { tier: 'SILVER', from: '2025-05-01', to: null },
    ]);
  });
});

describe('metrics of a customer', () => {
  const period = '{ from: "2025-03-01", to: "2025-05-31" }';

  it('are the rows of the slice by customer that are its own', async () => {
    const fields = 'period { start } revenue { exact } orders { value } averageOrderValue { value status }';
    const { customers, metrics } = await company.ask(
      `{
        customers(ids: ["anna", "bo", "wang"]) { id metrics(period: ${period}, grain: MONTH) { key(dimension: CUSTOMER) { value } ${fields} } }
        metrics(period: ${period}, grain: MONTH, by: [CUSTOMER]) { rows { key(dimension: CUSTOMER) { value } ${fields} } }
      }`,
    );
    const ofCustomer = (id: string) => metrics.rows.filter(({ key }: { key: { value: string } }) => key.value === id);
    expect(customers.map(({ metrics: own }: { metrics: unknown }) => own)).toEqual([
      ofCustomer('anna'),
      // Nothing in these months.
      [],
      ofCustomer('wang'),
    ]);
    expect(
      ofCustomer('anna').map(
        ({ period: { start }, revenue }: { period: { start: string }; revenue: { exact: string } }) => [
          start,
          Number(revenue.exact),
        ],
      ),
    ).toEqual([
      ['2025-03-01', 100],
      ['2025-04-01', 0],
      ['2025-05-01', 40],
    ]);
  });

  it('have a share of their own, however many customers are asked about', async () => {
    const { customers } = await company.ask(
      `{ customers(ids: ["anna", "wang"]) { metrics(period: ${period}) { revenue { value share } } } }`,
    );
    expect(customers.map(({ metrics: [row] }: { metrics: unknown[] }) => row)).toEqual([
      { revenue: { value: 140, share: 100 } },
      { revenue: { value: 200, share: 100 } },
    ]);
  });

  it('that go with no customer are null, which is told once', async () => {
    const { data, errors } = await company.execute(
      `{ customers(ids: ["anna", "wang"]) { metrics(period: ${period}) { revenue { value } clv { value } } } }`,
    );
    expect(JSON.parse(JSON.stringify(data)).customers).toEqual([
      { metrics: [{ revenue: { value: 140 }, clv: null }] },
      { metrics: [{ revenue: { value: 200 }, clv: null }] },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({
      path: ['customers', 0, 'metrics', 0, 'clv'],
      extensions: { code: 'METRIC_NOT_SLICEABLE' },
    });
  });
});

describe('several customers', () => {
  it('stand in the order of their ids, each as often as it is named; null where there is none', async () => {
    const { customers } = await company.ask(
      '{ customers(ids: ["wang", "nobody", "anna", "wang", "", "\\u0000"]) { id } }',
    );
    expect(customers).toEqual([{ id: 'wang' }, null, { id: 'anna' }, { id: 'wang' }, null, null]);
    expect(await company.ask('{ customer(id: "nobody") { id } }')).toEqual({ customer: null });
    expect(await company.ask('{ customers(ids: []) { id } }')).toEqual({ customers: [] });
  });
});

describe('the last score run', () => {
  it('stands in dataStatus with the models behind it', async () => {
    const { dataStatus } = await company.ask(
      '{ dataStatus { scoredAt scoredVersion models { model asOf parameters logLikelihood customers reason } } }',
    );
    expect(dataStatus).toEqual({
      scoredAt: '2025-07-10T02:01:00.000Z',
      scoredVersion: '1',
      models: [
        {
          model: 'GAMMA_GAMMA',
          asOf: '2025-06-30T16:00:00.000Z',
          parameters: null,
          logLikelihood: null,
          customers: 1,
          reason: 'NO_VALUE_MODEL',
        },
        {
          model: 'MBG_NBD',
          asOf: '2025-06-30T16:00:00.000Z',
          parameters: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 },
          logLikelihood: -9582.1357,
          customers: 3,
          reason: null,
        },
      ],
    });
  });
});

describe('refused', () => {
  const codeOf = async (document: string) => {
    const { errors } = await company.execute(document);
    return errors!.map(({ extensions }) => [extensions!.code, extensions!.argument]);
  };

  it.each([
    ['{ customer(id: "anna") { tierHistory(first: 0) { tier } } }', 'INVALID_ARGUMENT', 'first'],
    ['{ customer(id: "anna") { timeline(first: 201) { nodes { at } } } }', 'INVALID_ARGUMENT', 'first'],
    [
      '{ customer(id: "anna") { timeline(kinds: ["order", "tikcet"]) { nodes { at } } } }',
      'INVALID_ARGUMENT',
      'kinds[1]',
    ],
    ['{ customer(id: "anna") { timeline(after: "x") { nodes { at } } } }', 'INVALID_CURSOR', undefined],
    ['{ customer(id: "anna", asOf: "1969-12-31") { id } }', 'INVALID_PERIOD', 'asOf'],
    ['{ customer(id: "anna") { metrics(period: {}) { revenue { value } } } }', 'INVALID_PERIOD', 'period'],
    ['{ customer(id: "anna") { metrics(period: { year: 2025 }) { level } } }', 'NO_METRIC', 'metrics'],
  ])('%s', async (document, code, argument) => {
    expect(await codeOf(document)).toEqual([[code, argument]]);
  });

  it('more than 1,000 ids', async () => {
    const ids = Array.from({ length: 1_001 }, () => '"anna"').join(', ');
    expect(await codeOf(`{ customers(ids: [${ids}]) { id } }`)).toEqual([['INVALID_ARGUMENT', 'ids']]);
  });
});
