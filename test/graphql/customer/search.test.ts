// Finding customers, on the company of judged-company.ts: by words in Latin and Chinese, by filters, in every order, by pages.
import { type JudgedCompany, openJudgedCompany } from './judged-company';

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
  await company.ask(`mutation {
    a: saveSegment(name: "northern", where: { dimension: REGION, in: ["north"] }) { name }
    b: saveSegment(name: "twice", where: { metric: { metric: ORDERS, gte: 2 } }) { name }
    c: saveSegment(name: "either", where: { any: [{ segment: "northern" }, { segment: "twice" }] }) { name }
  }`);
});
afterAll(() => company.close());

type Asked = Readonly<Record<string, unknown>>;
const document = `query ($where: FilterInput, $text: String, $orderBy: CustomerOrder, $first: Int, $after: String, $asOf: Date) {
  searchCustomers(where: $where, text: $text, orderBy: $orderBy, first: $first, after: $after, asOf: $asOf) {
    nodes { id } pageInfo { hasNextPage endCursor } totalCount
  } }`;
const search = async (asked: Asked) => (await company.ask(document, { first: 50, ...asked })).searchCustomers;
const idsOf = async (asked: Asked): Promise<readonly string[]> =>
  (await search({ orderBy: 'ID_ASC', ...asked })).nodes.map(({ id }: { id: string }) => id);
const refusalsOf = async (asked: Asked) => {
  const { errors } = await company.execute(document, asked);
  return errors!.map(({ extensions }) => [extensions!.code, extensions!.argument]);
};
const everybody = ['anna', 'bo', 'fresh', 'lin', 'quiet', 'wang'];

describe('by text', () => {
  it.each([
    ['a part of a name in Chinese', '小明', ['wang']],
    ['a character of it', '王', ['wang']],
    ['a name that nobody has', '王明', []],
    ['a part of a name, in any case', 'NNA', ['anna']],
    ['a part of an id', 'fres', ['fresh']],
    ['a part of an e-mail address', '@EXAMPLE.com', ['anna', 'wang']],
    ['a part of a phone number', '10-2002', ['bo']],
    ['words of which each stands somewhere', 'wang 小明', ['wang']],
    ['a word of which stands nowhere', 'wang li', []],
    ['words with any space around', '  anna \u3000 li ', ['anna']],
    ['a percent sign as it stands', '0%', ['bo']],
    ['an underline as it stands', 't_o', ['quiet']],
    ['an underline that stands for nothing', 'u_et', []],
    ['a backslash', 'a\\b', []],
    ['no text', '   ', everybody],
    ['the name of before', 'lee', []],
  ])('%s', async (_title, text, expected) => {
    expect(await idsOf({ text })).toEqual(expected);
  });

  it('as of a day, in what stood there then', async () => {
    expect(await idsOf({ text: 'lee', asOf: '2025-04-15' })).toEqual(['anna']);
    expect(await idsOf({ text: 'an', asOf: '2025-04-15' })).toEqual(['anna', 'wang']);
  });

  it('is one with the filter', async () => {
    expect(await idsOf({ text: 'example', where: { dimension: 'REGION', in: ['north'] } })).toEqual(['wang']);
  });

  it('is found by the index of runs', async () => {
    const { pool } = company.warehouse;
    const client = await pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL enable_seqscan = off');
      const { rows } = await client.query({
        text: `EXPLAIN SELECT 1 FROM dim_customer AS version WHERE character_runs(customer_search_text(version.customer_id, version.name, version.email, version.phone)) @> word_runs(CAST($1 AS text))`,
        values: ['小明'],
        rowMode: 'array',
      });
      expect(rows.flat().join('\n')).toContain('dim_customer_search');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it.each([
    ['201 characters', 'a'.repeat(201)],
    ['eleven words', 'a b c d e f g h i j k'],
    ['a NUL', 'a\0b'],
    ['half a character', 'a\ud800'],
  ])('refuses %s', async (_title, text) => {
    expect(await refusalsOf({ text })).toEqual([['INVALID_ARGUMENT', 'text']]);
  });
});

describe('by filter', () => {
  it.each([
    ['an attribute', { dimension: 'REGION', in: ['north'] }, ['fresh', 'wang']],
    ['its complement', { not: { dimension: 'REGION', in: ['north'] } }, ['anna', 'bo', 'lin', 'quiet']],
    ['no attribute', { dimension: 'REGION', isNull: true }, ['quiet']],
    ['a tag', { dimension: 'TAG', in: ['vip'] }, ['anna']],
    ['ids', { dimension: 'CUSTOMER', in: ['bo', 'lin'] }, ['bo', 'lin']],
    ['the month of the first purchase', { dimension: 'COHORT_MONTH', gte: '2025-04' }, ['fresh', 'wang']],
    ['the acquisition channel', { dimension: 'ACQUISITION_CHANNEL', in: ['web'] }, ['anna']],
    ['a metric', { metric: { metric: 'REVENUE', gte: 100 } }, ['anna', 'wang']],
    ['no orders', { metric: { metric: 'ORDERS', eq: 0 } }, ['lin', 'quiet']],
    ['a segment', { segment: 'northern' }, ['fresh', 'wang']],
    ['a segment of segments', { segment: 'either' }, ['anna', 'fresh', 'wang']],
    ['nothing', {}, everybody],
    ['nobody', { any: [] }, []],
  ])('%s', async (_title, where, expected) => {
    expect(await idsOf({ where })).toEqual(expected);
    expect((await search({ where })).totalCount).toBe(expected.length);
  });

  it('finds as many as a segment says it has', async () => {
    const { segments } = await company.ask('{ segments { name customers } }');
    for (const { name, customers } of segments)
      expect((await search({ where: { segment: name } })).totalCount).toBe(customers);
  });

  it('as of a day, by what they were and had done then', async () => {
    expect(await idsOf({ where: { segment: 'northern' }, asOf: '2025-04-15' })).toEqual(['anna', 'wang']);
    expect(await idsOf({ where: { segment: 'twice' }, asOf: '2025-05-19' })).toEqual([]);
    expect(await idsOf({ where: { segment: 'twice' }, asOf: '2025-05-20' })).toEqual(['anna']);
    expect(await idsOf({ asOf: '2025-06-10' })).toEqual(['anna', 'bo', 'lin', 'wang']);
  });

  it.each([
    ['what only facts have', { dimension: 'CHANNEL', in: ['web'] }, 'NOT_SLICEABLE', 'where'],
    ['a tag that nobody has', { dimension: 'TAG', in: ['vpi'] }, 'UNKNOWN_MEMBER', 'where.in[0]'],
    ['a segment that there is not', { segment: 'northren' }, 'UNKNOWN_SEGMENT', 'where.segment'],
    [
      'a metric of the company',
      { metric: { metric: 'CHURN_RATE', gte: 1 } },
      'METRIC_NOT_PER_CUSTOMER',
      'where.metric.metric',
    ],
    ['two branches', { all: [], any: [] }, 'INVALID_FILTER', 'where'],
  ])('refuses %s', async (_title, where, code, argument) => {
    expect(await refusalsOf({ where })).toEqual([[code, argument]]);
  });
});

describe('in an order', () => {
  // Values: anna 120.5, bo 0, wang none but 100 so far; risks: bo 1, wang 0.5, anna 0.2; health: anna alone.
  it.each([
    ['CLV_DESC', ['anna', 'bo', 'wang', 'fresh', 'lin', 'quiet']],
    ['CHURN_RISK_DESC', ['bo', 'wang', 'anna', 'fresh', 'lin', 'quiet']],
    ['HEALTH_ASC', ['anna', 'bo', 'fresh', 'lin', 'quiet', 'wang']],
    ['LAST_PURCHASE_DESC', ['fresh', 'anna', 'wang', 'bo', 'lin', 'quiet']],
    ['ID_ASC', everybody],
  ])('%s, and its pages put together are the whole', async (orderBy, expected) => {
    const whole = await search({ orderBy });
    expect(whole.nodes.map(({ id }: { id: string }) => id)).toEqual(expected);
    expect(whole).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: false } });
    for (const first of [1, 2, 4]) {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const { nodes, pageInfo, totalCount }: Awaited<ReturnType<typeof search>> = await search({
          orderBy,
          first,
          after,
        });
        expect(totalCount).toBe(6);
        ids.push(...nodes.map(({ id }: { id: string }) => id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(ids).toEqual(expected);
    }
  });

  it('is by value unless another is asked for', async () => {
    const { searchCustomers } = await company.ask('{ searchCustomers(first: 3) { nodes { id clv { predicted } } } }');
    expect(searchCustomers.nodes).toEqual([
      { id: 'anna', clv: { predicted: '120.5000' } },
      { id: 'bo', clv: { predicted: '0.0000' } },
      { id: 'wang', clv: { predicted: null } },
    ]);
  });

  it('as of a day is by the judgement of then', async () => {
    // On 1 July: bo 1, anna 0.25.
    expect(await idsOf({ orderBy: 'CHURN_RISK_DESC', asOf: '2025-07-01', first: 2 })).toEqual(['bo', 'anna']);
    expect(await idsOf({ orderBy: 'LAST_PURCHASE_DESC', asOf: '2025-05-19', first: 2 })).toEqual(['wang', 'anna']);
  });
});

describe('a page', () => {
  it.each([0, -1, 1_001])('of %i customers is refused', async (first) => {
    expect(await refusalsOf({ first })).toEqual([['INVALID_ARGUMENT', 'first']]);
  });

  it('after a cursor of another question, or of none, is refused', async () => {
    const { pageInfo } = await search({ first: 1 });
    const after = pageInfo.endCursor;
    const others = [{ text: 'a' }, { orderBy: 'ID_ASC' }, { where: { segment: 'twice' } }, { asOf: '2025-06-01' }];
    for (const other of others)
      expect(await refusalsOf({ after, ...other })).toEqual([['CURSOR_OF_OTHER_QUESTION', 'after']]);
    for (const broken of ['', 'x', Buffer.from('[1]').toString('base64url')])
      expect(await refusalsOf({ after: broken })).toEqual([['INVALID_CURSOR', 'after']]);
    const [hash] = JSON.parse(Buffer.from(after, 'base64url').toString());
    for (const values of [[], [1, '2'], ['1', '2', 'anna'], [1, 'two', 'anna'], [1, '2', null], [1, '2', 'a\0']])
      expect(await refusalsOf({ after: Buffer.from(JSON.stringify([hash, ...values])).toString('base64url') })).toEqual(
        [['INVALID_CURSOR', 'after']],
      );
  });

  it('tells every fault at once', async () => {
    expect(
      await refusalsOf({ where: { dimension: 'CHANNEL', in: ['web'] }, first: 0, text: 'a\0b', after: 'x' }),
    ).toEqual([
      ['NOT_SLICEABLE', 'where'],
      ['INVALID_ARGUMENT', 'text'],
      ['INVALID_ARGUMENT', 'first'],
      ['INVALID_CURSOR', 'after'],
    ]);
  });
});
