// The timeline of a customer, on the company of judged-company.ts: sentences, kinds, and pages that make up the whole.
import { type JudgedCompany, openJudgedCompany } from './judged-company';

let company: JudgedCompany;
beforeAll(async () => {
  company = await openJudgedCompany();
});
afterAll(() => company.close());

type Event = Readonly<Record<'at' | 'kind' | 'channel' | 'summary' | 'zh' | 'amount', string>> & { score: number };
type Page = { nodes: readonly Event[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

const fields =
  'nodes { at kind channel summary zh: summary(locale: ZH) amount score } pageInfo { hasNextPage endCursor }';
const timeline = async (id: string, variables: object = {}): Promise<Page> => {
  const { customer } = await company.ask(
    `query ($id: ID!, $first: Int, $after: String, $kinds: [String!]) { customer(id: $id) { timeline(first: $first, after: $after, kinds: $kinds) { ${fields} } } }`,
    { id, first: 20, ...variables },
  );
  return customer.timeline;
};

it('tells what happened, newest first, with the lines of an order together', async () => {
  const { nodes, pageInfo } = await timeline('anna');
  expect(nodes.map(({ at, kind, channel, amount, score }) => [at, kind, channel, amount, score])).toEqual([
    ['2025-07-03T01:00:00.000Z', 'survey', null, null, 9],
    ['2025-07-02T01:00:00.000Z', 'ticket', 'web', null, null],
    ['2025-06-30T15:30:00.000Z', 'login', 'app', null, null],
    ['2025-05-25T02:00:00.000Z', 'refund', 'web', '-10.0000', null],
    ['2025-05-20T02:00:00.000Z', 'order', 'app', '50.0000', null],
    // 60 of tea and 40 for a cup.
    ['2025-03-10T02:00:00.000Z', 'order', 'web', '100.0000', null],
  ]);
  expect(nodes.map(({ summary, zh }) => [summary, zh])).toEqual([
    ['Answered NPS: 9 of 10', 'NPS评分：9/10'],
    ['Ticket about delivery, resolved (Online store)', '工单：delivery，resolved（Online store）'],
    ['Logged in (Mobile app)', '登录（Mobile app）'],
    ['Refund: Green tea', '退款：Green tea'],
    ['Order: Green tea', '下单：Green tea'],
    ['Order: Green tea and 1 more', '下单：Green tea 等 2 件'],
  ]);
  expect(pageInfo.hasNextPage).toBe(false);
});

it('tells of leads and opportunities', async () => {
  expect((await timeline('lin')).nodes.map(({ summary, zh, amount }) => [summary, zh, amount])).toEqual([
    ['Opportunity quoted', '商机已报价', '420.0000'],
    ['Became a lead', '成为线索', null],
  ]);
});

it('of some kinds only', async () => {
  expect((await timeline('anna', { kinds: ['order', 'login'] })).nodes.map(({ kind }) => kind)).toEqual([
    'login',
    'order',
    'order',
  ]);
  expect((await timeline('anna', { kinds: ['refund'] })).nodes.map(({ kind }) => kind)).toEqual(['refund']);
  expect(await timeline('anna', { kinds: [] })).toEqual({
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});

describe('pages', () => {
  const pagesOf = async (id: string, first: number, variables: object = {}): Promise<readonly Page[]> => {
    const pages: Page[] = [];
    let after: string | null = null;
    do {
      const page: Page = await timeline(id, { ...variables, first, after });
      pages.push(page);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return pages;
  };

  it.each([1, 2, 3, 4, 5])('of %i put together are the whole', async (first) => {
    const whole = await timeline('anna');
    const pages = await pagesOf('anna', first);
    expect(pages).toHaveLength(Math.ceil(6 / first));
    expect(pages.flatMap(({ nodes }) => nodes)).toEqual(whole.nodes);
  });

  it('of events of one instant too: transactions before interactions, the greater id first', async () => {
    const at = '2025-06-05T10:00:00+08:00';
    await company.warehouse.pool.query(
      `INSERT INTO fact_interaction (interaction_id, customer_no, customer_key, date_key, occurred_at, kind, channel_no, agent_no, product_no, load_id, change_id)
       SELECT id, version.customer_no, version.customer_key, '2025-06-05', $1, kind, 0, 0, 0, 1, 1
       FROM dim_customer AS version, (VALUES ('m1', 'visit'), ('m2', 'click'), ('m3', 'login')) AS own(id, kind) WHERE customer_id = 'quiet'`,
      [at],
    );
    await company.warehouse.pool.query(
      `INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, load_id, change_id)
       SELECT id, id, version.customer_no, version.customer_key, '2025-06-05', $1, kind, 5, 0, 0, 0, 1, 1
       FROM dim_customer AS version, (VALUES ('n1', 'order'), ('n2', 'renewal')) AS own(id, kind) WHERE customer_id = 'quiet'`,
      [at],
    );
    const whole = (await timeline('quiet')).nodes.map(({ kind }) => kind);
    expect(whole).toEqual(['renewal', 'order', 'login', 'click', 'visit']);
    for (const first of [1, 2, 3, 4])
      expect((await pagesOf('quiet', first)).flatMap(({ nodes }) => nodes.map(({ kind }) => kind))).toEqual(whole);
  });

  it('go on where the one before ended, whatever came meanwhile', async () => {
    const before = await timeline('wang', { first: 1 });
    expect(before.nodes.map(({ kind }) => kind)).toEqual(['complaint']);
    await company.warehouse.pool.query(
      `INSERT INTO fact_interaction (interaction_id, customer_no, customer_key, date_key, occurred_at, kind, channel_no, agent_no, product_no, load_id, change_id)
       SELECT 'later', version.customer_no, version.customer_key, '2025-07-06', '2025-07-06T10:00+08', 'visit', 0, 0, 0, 1, 1 FROM dim_customer AS version WHERE customer_id = 'wang'`,
    );
    const after = await timeline('wang', { first: 5, after: before.pageInfo.endCursor });
    expect(after.nodes.map(({ kind }) => kind)).toEqual(['order']);
  });

  it('of another customer or of other kinds are refused', async () => {
    const { pageInfo } = await timeline('anna', { first: 1 });
    const refusal = async (id: string, kinds?: readonly string[]) => {
      const { errors } = await company.execute(
        'query ($id: ID!, $after: String, $kinds: [String!]) { customer(id: $id) { timeline(after: $after, kinds: $kinds) { nodes { at } } } }',
        { id, after: pageInfo.endCursor, kinds },
      );
      return errors?.map(({ extensions }) => extensions!.code);
    };
    expect(await refusal('wang')).toEqual(['CURSOR_OF_OTHER_QUESTION']);
    expect(await refusal('anna', ['order'])).toEqual(['CURSOR_OF_OTHER_QUESTION']);
    expect(await refusal('anna')).toBeUndefined();
  });
});
