// Pages: put together they are the whole, in every order; a cursor serves one question on one version of the data; and what
// would be too much is refused with its count.
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import { dimensionValues } from '../../src/query/members/dimension-values';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { columnarCopy } from '../support/columnar-copy';
import { openSmallCompany, type SmallCompany } from './small-company';

// 40 campaigns in April, a guest's order or refund each on one of 5 days; a customer with 10,001 tags who bought at every
// hour of 1 May.
const furtherRows = `
INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, campaign, load_id, change_id)
  SELECT 'p' || n, 'p' || n, 0, 0, DATE '2025-04-01' + n % 5, TIMESTAMPTZ '2025-04-01T10:00+08' + n % 5 * INTERVAL '1 day',
    CASE WHEN n % 8 = 0 THEN 'refund' ELSE 'order' END, CASE WHEN n % 8 = 0 THEN -n ELSE n % 6 END, 0, 1, 0,
    CASE WHEN n < 40 THEN 'campaign ' || n END, 1, 1
  FROM generate_series(1, 40) AS n;
INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id)
  SELECT 5, 4, 'dan', 0, array_agg('tag ' || n), '-infinity', '-infinity', 'infinity', true, false, 1, 1 FROM generate_series(1, 10001) AS n;
INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, load_id, change_id)
  SELECT 'h' || n, 'h' || n, 4, 5, '2025-05-01', TIMESTAMPTZ '2025-05-01T00:00+08' + n * INTERVAL '1 hour', 'order', 1, 0, 1, 0, 1, 1
  FROM generate_series(0, 23) AS n;
`;

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany(async (pool) => void (await pool.query(furtherRows)));
});
afterAll(() => company.close());

const april = { year: 2025, month: 4 };
const campaigns: MetricQuestion = { metrics: ['AVERAGE_ORDER_VALUE', 'REVENUE'], period: april, by: ['CAMPAIGN'] };

function onEachEngine(title: string, check: (context: AnswerContext) => Promise<void>): void {
  it(title, async () => {
    for (const context of company.contexts) await check(context);
  });
}

async function pagesOf(question: MetricQuestion, first: number, context: AnswerContext) {
  const pages: (readonly MetricRow[])[] = [];
  let after: string | null = null;
  for (;;) {
    const { rows, pageInfo, groupCount } = await answer({ ...question, first, after }, context);
    pages.push(rows);
    expect(pages.length).toBeLessThan(100);
    if (!pageInfo.hasNextPage) return { pages, groupCount };
    after = pageInfo.endCursor;
  }
}

async function errorOf(asked: Promise<unknown>): Promise<UserError> {
  const error = await asked.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('pages put together are the whole', () => {
  const orders: readonly [string, Partial<MetricQuestion>][] = [
    ['as ever', {}],
    ['by a metric', { orderBy: [{ metric: 'AVERAGE_ORDER_VALUE' }] }],
    ['by a metric, upwards', { orderBy: [{ metric: 'AVERAGE_ORDER_VALUE', direction: 'ASC' }] }],
    ['by a dimension, downwards', { orderBy: [{ dimension: 'CAMPAIGN', direction: 'DESC' }] }],
    ['by both', { orderBy: [{ metric: 'REVENUE' }, { dimension: 'CAMPAIGN', direction: 'DESC' }] }],
    ['by day', { grain: 'DAY', period: { from: '2025-04-01', to: '2025-04-05' } }],
    ['by day, as far as there is something', { grain: 'DAY', fill: false, orderBy: [{ metric: 'REVENUE' }] }],
  ];
  it.each(orders)('%s', async (_title, order) => {
    for (const context of company.contexts) {
      const question = { ...campaigns, ...order };
      const whole = await answer({ ...question, first: 50_000 }, context);
      for (const first of [7, whole.groupCount]) {
        const { pages, groupCount } = await pagesOf(question, first, context);
        expect(pages.flat()).toEqual(whole.rows);
        expect(groupCount).toBe(whole.rows.length);
        expect(pages).toHaveLength(Math.ceil(groupCount / first));
        expect(pages.slice(0, -1).every((page) => page.length === first)).toBe(true);
      }
    }
  });
});

describe('null comes last', () => {
  // Campaigns 8, 16, 24, 32 and the line without campaign are refunds: they have revenue, but no order to average.
  onEachEngine('of values, in either direction', async (context) => {
    for (const [direction, first] of [
      ['DESC', 5],
      ['ASC', 0],
    ] as const) {
      const orderBy = [{ metric: 'AVERAGE_ORDER_VALUE', direction }];
      const { rows } = await answer({ ...campaigns, orderBy }, context);
      const shown = rows.map(({ keys, values }) => [keys[0]!.value, values.AVERAGE_ORDER_VALUE!.value]);
      expect(shown).toHaveLength(40);
      expect(shown[0]![1]).toBe(first);
      expect(shown.slice(-6).map(([campaign]) => campaign)).toEqual([
        expect.any(String),
        'campaign 16',
        'campaign 24',
        'campaign 32',
        'campaign 8',
        null,
      ]);
      expect(shown.slice(-5).map(([, value]) => value)).toEqual([null, null, null, null, null]);
      expect(shown.at(-6)![1]).toBe(5 - first);
    }
  });

  onEachEngine('of members, in either direction', async (context) => {
    for (const [direction, first] of [
      ['DESC', 'campaign 9'],
      ['ASC', 'campaign 1'],
    ] as const) {
      const { rows } = await answer({ ...campaigns, orderBy: [{ dimension: 'CAMPAIGN', direction }] }, context);
      const members = rows.map(({ keys }) => keys[0]!.value);
      expect([members[0], members.at(-1), members.length]).toEqual([first, null, 40]);
    }
  });
});

describe('a cursor', () => {
  onEachEngine('goes on with another size of page', async (context) => {
    const { rows } = await answer(campaigns, context);
    const one = await answer({ ...campaigns, first: 3 }, context);
    const two = await answer({ ...campaigns, first: 10, after: one.pageInfo.endCursor }, context);
    expect([...one.rows, ...two.rows]).toEqual(rows.slice(0, 13));
  });

  onEachEngine('of another question is refused', async (context) => {
    const { pageInfo } = await answer({ ...campaigns, first: 3 }, context);
    const error = await errorOf(answer({ ...campaigns, by: ['WEEKDAY'], after: pageInfo.endCursor }, context));
    expect(error.code).toBe('CURSOR_OF_OTHER_QUESTION');
  });

  onEachEngine('that was damaged is refused', async (context) => {
    const { pageInfo } = await answer({ ...campaigns, first: 3 }, context);
    const error = await errorOf(answer({ ...campaigns, after: pageInfo.endCursor!.slice(3) }, context));
    expect(error.code).toBe('INVALID_CURSOR');
  });

  onEachEngine('beyond the end gives an empty page', async (context) => {
    const { pageInfo } = await answer(campaigns, context);
    const beyond = await answer({ ...campaigns, after: pageInfo.endCursor }, context);
    expect([beyond.rows, beyond.pageInfo, beyond.groupCount]).toEqual([
      [],
      { hasNextPage: false, endCursor: null },
      40,
    ]);
  });
});

it.each([0, -1, 1.5, 50_001, Number.NaN])('a page of %p rows is refused', async (first) => {
  for (const context of company.contexts) {
    const error = await errorOf(answer({ ...campaigns, first }, context));
    expect([error.code, error.parameters]).toEqual([
      'INVALID_ARGUMENT',
      expect.objectContaining({ argument: 'first' }),
    ]);
  }
});

describe('more than 200,000 groups are refused with their count', () => {
  const may: MetricQuestion = { metrics: ['ORDERS'], period: { year: 2025, month: 5 }, by: ['TAG'], first: 10 };

  onEachEngine('where the data has them: 10,001 tags x 24 hours', async (context) => {
    const error = await errorOf(answer({ ...may, by: ['TAG', 'HOUR'] }, context));
    expect(error.message).toBe(
      'The question has 240024 groups, more than the limit of 200000. Ask for fewer dimensions, a coarser grain, a shorter period or a filter.',
    );
  });

  onEachEngine('where filling makes them: 10,001 tags x 20 days', async (context) => {
    const period = { from: '2025-05-01', to: '2025-05-20' };
    const error = await errorOf(answer({ ...may, grain: 'DAY', period }, context));
    expect([error.code, error.parameters]).toEqual(['TOO_MANY_GROUPS', { groups: 200_020, limit: 200_000 }]);
    // Without filling there is the one day.
    expect((await answer({ ...may, grain: 'DAY', period, fill: false }, context)).groupCount).toBe(10_001);
  });

  onEachEngine('and a filter brings them down', async (context) => {
    const where = { dimension: 'TAG', in: ['tag 1'] };
    const { groupCount, rows } = await answer({ ...may, by: ['HOUR'], where }, context);
    expect([groupCount, rows.length]).toEqual([24, 10]);
  });
});

it('a cursor expires when what it read has changed, and only then', async () => {
  const { pool } = company.warehouse;
  const cursors = await Promise.all(
    company.contexts.map(async (context) => (await answer({ ...campaigns, first: 3 }, context)).pageInfo.endCursor),
  );
  const afterChange = async (
    changeId: number,
    table: string,
    check: (next: Promise<MetricsResult>) => Promise<void>,
  ) => {
    await pool.query(
      `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES ($1, $1, 'load', 'next', now(), now())`,
      [changeId],
    );
    await pool.query(
      `INSERT INTO table_watermark (table_name, change_id) VALUES ('load', $1), ($2, $1)
       ON CONFLICT (table_name) DO UPDATE SET change_id = excluded.change_id`,
      [changeId, table],
    );
    const copy = await columnarCopy(pool);
    try {
      for (const [index, engine] of [company.engines[0], copy].entries()) {
        const context = { ...company.contexts[0], engine };
        await check(answer({ ...campaigns, first: 3, after: cursors[index]! }, context));
        expect((await answer(campaigns, context)).resolved.dataVersion).toBe(String(changeId));
      }
    } finally {
      await copy.close();
    }
  };
  await afterChange(6, 'fact_spend', async (next) => {
    expect((await next).rows).toHaveLength(3);
  });
  const members = { dimension: 'CAMPAIGN', first: 1 };
  const [context] = company.contexts;
  const membersAfter = (await dimensionValues(members, context!)).pageInfo.endCursor;
  await afterChange(7, 'fact_transaction', async (next) => {
    expect((await errorOf(next)).message).toBe(
      'The cursor is of change 1 of what the question reads, which is now at change 7. Leave `after` out to start again.',
    );
  });
  expect((await errorOf(dimensionValues({ ...members, after: membersAfter }, context!))).message).toMatch(
    /^The cursor is of change 1 /,
  );
});
