// Pages of rows by customer, which the engine orders, cuts and counts: in every order the rows and their number are those of the
// whole, whatever is equal, missing or written in whatever letters.

import type { Engine } from '../../src/engine/engine';
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import { measure } from '../../src/query/measure/measure';
import { planQuery } from '../../src/query/plan/plan';
import { parseQuestion } from '../../src/query/question/metric-query';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { around } from './around';
import { numbers } from './on-fixture';
import { openSmallCompany, type SmallCompany } from './small-company';

// April 2025, revenue and orders (at what hour):
//
//   Bob    10 on the 1st (9), 10 on the 2nd (10), green tea; a new version of him begins between the two
//   ann    20 on the 1st (10), a cup
//   bob     5 on the 2nd (9), less 5 on the 3rd, green tea
//   ﬀ      20 on the 3rd (9), a cup           a character that UTF-16 puts behind the next, and code points before it
//   𝒳      less 3 on the 3rd, no order
//   guest   7 on the 1st (9), without product
//   crowd  in May at every hour, under 10,001 tags
const furtherRows = `
INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id) VALUES
  (11, 11, 'Bob', 0, '{}', '-infinity', '-infinity', '2025-04-02T00:00+08', false, false, 1, 1),
  (12, 11, 'Bob', 0, '{}', '2025-04-02T00:00+08', '2025-04-02T00:00+08', 'infinity', true, false, 1, 1),
  (13, 15, 'ann', 0, '{}', '-infinity', '-infinity', 'infinity', true, false, 1, 1),
  (14, 14, 'bob', 0, '{}', '-infinity', '-infinity', 'infinity', true, false, 1, 1),
  (15, 13, U&'\\FB00', 0, '{}', '-infinity', '-infinity', 'infinity', true, false, 1, 1),
  (16, 12, U&'\\+01D4B3', 0, '{}', '-infinity', '-infinity', 'infinity', true, false, 1, 1);
INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id)
  SELECT 17, 17, 'crowd', 0, array_agg('tag ' || n), '-infinity', '-infinity', 'infinity', true, false, 1, 1 FROM generate_series(1, 10001) AS n;
INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, load_id, change_id) VALUES
  ('p1', 'p1', 11, 11, '2025-04-01', '2025-04-01T09:00+08', 'order', 10, 1, 1, 0, 1, 1),
  ('p2', 'p2', 11, 12, '2025-04-02', '2025-04-02T10:00+08', 'order', 10, 1, 1, 0, 1, 1),
  ('p3', 'p3', 15, 13, '2025-04-01', '2025-04-01T10:00+08', 'order', 20, 2, 1, 0, 1, 1),
  ('p4', 'p4', 14, 14, '2025-04-02', '2025-04-02T09:00+08', 'order', 5, 1, 1, 0, 1, 1),
  ('p5', 'p4', 14, 14, '2025-04-03', '2025-04-03T09:00+08', 'refund', -5, 1, 1, 0, 1, 1),
  ('p6', 'p6', 13, 15, '2025-04-03', '2025-04-03T09:00+08', 'order', 20, 2, 1, 0, 1, 1),
  ('p7', 'p7', 12, 16, '2025-04-03', '2025-04-03T09:00+08', 'refund', -3, 1, 1, 0, 1, 1),
  ('p8', 'p8', 0, 0, '2025-04-01', '2025-04-01T09:00+08', 'order', 7, 0, 1, 0, 1, 1);
INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, load_id, change_id)
  SELECT 'h' || n, 'h' || n, 17, 17, '2025-05-01', TIMESTAMPTZ '2025-05-01T00:00+08' + n * INTERVAL '1 hour', 'order', 1, 0, 1, 0, 1, 1
  FROM generate_series(0, 23) AS n;
`;

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany(async (pool) => void (await pool.query(furtherRows)));
});
afterAll(() => company.close());

const ff = '\uFB00';
const x = '\u{1D4B3}';
const april: MetricQuestion = { metrics: ['REVENUE', 'ORDERS'], period: { year: 2025, month: 4 }, by: ['CUSTOMER'] };

type Shown = readonly (string | number | null)[];
const shown = (row: MetricRow): Shown => [...row.keys.map(({ value }) => value), ...numbers(row)];
const shownByDay = (row: MetricRow): Shown => [row.period.start, ...shown(row)];

/** What a context measures, beside what it answers. */
function recorded(context: AnswerContext): {
  readonly context: AnswerContext;
  readonly measured: () => readonly number[];
} {
  const measured: number[] = [];
  const engine: Engine = {
    ...context.engine,
    read: (work) =>
      context.engine.read((session) =>
        work({
          ...session,
          measure: async (query, limit) => {
            const place = measured.push(0) - 1;
            const rows = await session.measure(query, limit);
            measured[place] = rows.rowCount;
            return rows;
          },
          count: () => Promise.reject(new Error('rows are counted where they are measured')),
        }),
      ),
  };
  return { context: { ...context, engine }, measured: () => measured };
}

/** Walks over the pages: together they are these rows, and no more than a page is ever read. */
async function expectPages(
  question: MetricQuestion,
  first: number,
  rows: readonly Shown[],
  show = shown,
): Promise<void> {
  for (const context of company.contexts) {
    const found: Shown[] = [];
    let after: string | null = null;
    for (let page = 1; ; page += 1) {
      const recording = recorded(context);
      const {
        rows: ofPage,
        pageInfo,
        groupCount,
        explain,
      } = await answer({ ...question, first, after }, recording.context);
      expect(explain.plan).toMatch(/^detail: .* of transaction rows, one page, by/);
      // The rows are the first that is asked for.
      expect(recording.measured()[0]).toBeLessThanOrEqual(first);
      expect(groupCount).toBe(rows.length);
      found.push(...ofPage.map(show));
      expect(pageInfo.hasNextPage).toBe(page * first < rows.length);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found).toEqual(rows);
  }
}

describe('by customer', () => {
  const usual = [
    ['Bob', 20, 2],
    ['ann', 20, 1],
    ['bob', 0, 1],
    [ff, 20, 1],
    [x, -3, 0],
    [null, 7, 1],
  ];

  // Six rows: pages of four end within the second, of three with it; six are a page exactly, and one more is a page too.
  it.each([1, 2, 3, 4, 5, 6, 7])(
    'in the order of their ids by code point, none last, in pages of %i',
    async (first) => {
      await expectPages(april, first, usual);
    },
  );

  it('downwards, none is last too', async () => {
    const orderBy = [{ dimension: 'CUSTOMER', direction: 'DESC' }];
    await expectPages({ ...april, orderBy }, 2, [
      [x, -3, 0],
      [ff, 20, 1],
      ['bob', 0, 1],
      ['ann', 20, 1],
      ['Bob', 20, 2],
      [null, 7, 1],
    ]);
  });

  it('by a sum, what is equal in the usual order', async () => {
    await expectPages({ ...april, orderBy: [{ metric: 'REVENUE' }] }, 2, [
      ['Bob', 20, 2],
      ['ann', 20, 1],
      [ff, 20, 1],
      [null, 7, 1],
      ['bob', 0, 1],
      [x, -3, 0],
    ]);
  });

  it('by a sum upwards, what is equal in the usual order', async () => {
    await expectPages({ ...april, orderBy: [{ metric: 'REVENUE', direction: 'ASC' }] }, 4, [
      [x, -3, 0],
      ['bob', 0, 1],
      [null, 7, 1],
      ['Bob', 20, 2],
      ['ann', 20, 1],
      [ff, 20, 1],
    ]);
  });

  it('by a number of different things, then by a member', async () => {
    const orderBy = [{ metric: 'ORDERS' }, { dimension: 'CUSTOMER', direction: 'DESC' }];
    await expectPages({ ...april, orderBy }, 3, [
      ['Bob', 20, 2],
      [ff, 20, 1],
      ['bob', 0, 1],
      ['ann', 20, 1],
      [null, 7, 1],
      [x, -3, 0],
    ]);
  });

  it('by a metric that is not shown', async () => {
    await expectPages({ ...april, metrics: ['REVENUE'], orderBy: [{ metric: 'ORDERS', direction: 'ASC' }] }, 2, [
      [x, -3],
      ['ann', 20],
      ['bob', 0],
      [ff, 20],
      [null, 7],
      ['Bob', 20],
    ]);
  });

  it('and by hour, which is a number', async () => {
    await expectPages({ ...april, metrics: ['ORDERS'], by: ['HOUR', 'CUSTOMER'] }, 2, [
      ['9', 'Bob', 1],
      ['9', 'bob', 1],
      ['9', ff, 1],
      ['9', null, 1],
      ['10', 'Bob', 1],
      ['10', 'ann', 1],
    ]);
  });

  it('and by product, its own name or none', async () => {
    await expectPages({ ...april, metrics: ['REVENUE'], by: ['PRODUCT', 'CUSTOMER'] }, 4, [
      ['cup', 'ann', 20],
      ['cup', ff, 20],
      ['green', 'Bob', 20],
      ['green', 'bob', 0],
      ['green', x, -3],
      [null, null, 7],
    ]);
  });

  it('rows that no metric counts are none', async () => {
    await expectPages({ ...april, metrics: ['ORDERS'] }, 5, [
      ['Bob', 2],
      ['ann', 1],
      ['bob', 1],
      [ff, 1],
      [null, 1],
    ]);
  });
});

describe('by day and customer', () => {
  const days: MetricQuestion = {
    ...april,
    metrics: ['REVENUE'],
    period: { from: '2025-04-01', to: '2025-04-03' },
    grain: 'DAY',
    where: { dimension: 'PRODUCT', in: ['green'] },
  };

  it('as far as there is something', async () => {
    const rows = [
      ['2025-04-01', 'Bob', 10],
      ['2025-04-02', 'Bob', 10],
      ['2025-04-02', 'bob', 5],
      ['2025-04-03', 'bob', -5],
      ['2025-04-03', x, -3],
    ];
    await expectPages({ ...days, fill: false }, 2, rows, shownByDay);
  });

  const filled = [
    ['2025-04-01', 'Bob', 10],
    ['2025-04-01', 'bob', 0],
    ['2025-04-01', x, 0],
    ['2025-04-02', 'Bob', 10],
    ['2025-04-02', 'bob', 5],
    ['2025-04-02', x, 0],
    ['2025-04-03', 'Bob', 0],
    ['2025-04-03', 'bob', -5],
    ['2025-04-03', x, -3],
  ];

  it('whoever has a row on one day has one on each', async () => {
    await expectPages(days, 4, filled, shownByDay);
  });

  it('by a sum, a row without anything being 0', async () => {
    const ordered = [filled[0], filled[3], filled[4], filled[1], filled[2], filled[5], filled[6], filled[8], filled[7]];
    await expectPages({ ...days, orderBy: [{ metric: 'REVENUE' }] }, 4, ordered as Shown[], shownByDay);
  });

  it('with members that are none: the guest bought no product', async () => {
    const question = {
      ...days,
      where: null,
      by: ['PRODUCT_CATEGORY', 'CUSTOMER'],
      period: { from: '2025-04-01', to: '2025-04-02' },
    };
    await expectPages(
      question,
      3,
      [
        ['2025-04-01', 'tea', 'Bob', 10],
        ['2025-04-01', 'tea', 'bob', 0],
        ['2025-04-01', 'ware', 'ann', 20],
        ['2025-04-01', null, null, 7],
        ['2025-04-02', 'tea', 'Bob', 10],
        ['2025-04-02', 'tea', 'bob', 5],
        ['2025-04-02', 'ware', 'ann', 0],
        ['2025-04-02', null, null, 0],
      ],
      shownByDay,
    );
  });
});

it('totals and shares are of all rows, not of the page', async () => {
  for (const context of company.contexts) {
    const { rows, totals } = await answer({ ...april, first: 1, totals: 'GRAND' }, context);
    expect(rows.map(shown)).toEqual([['Bob', 20, 2]]);
    // 20 + 20 + 0 + 20 - 3 + 7 = 64, and 20 of 64 is 31.25 %.
    expect(totals.map(numbers)).toEqual([[64, 6]]);
    expect(rows[0]!.values.REVENUE!.share).toBe(31.25);
  }
});

it('a page beyond the end is empty, and its number of rows that of the whole', async () => {
  for (const context of company.contexts) {
    const last = await answer({ ...april, first: 6 }, context);
    const beyond = await answer({ ...april, first: 6, after: last.pageInfo.endCursor }, context);
    expect([beyond.rows, beyond.pageInfo, beyond.groupCount]).toEqual([[], { hasNextPage: false, endCursor: null }, 6]);
  }
});

it('where there is nothing, there are no rows', async () => {
  for (const context of company.contexts) {
    const { rows, groupCount } = await answer({ ...april, period: { year: 2023, month: 4 } }, context);
    expect([rows, groupCount]).toEqual([[], 0]);
  }
});

describe('too many rows are refused with their number, and none of them is read', () => {
  const expectRefused = async (question: MetricQuestion, groups: number): Promise<void> => {
    for (const context of company.contexts) {
      const recording = recorded(context);
      const error = await answer(question, recording.context).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ code: 'TOO_MANY_GROUPS', parameters: { groups, limit: 200_000 } });
      // One row says how many there are.
      expect(recording.measured()[0]).toBe(1);
    }
  };
  const may: MetricQuestion = {
    metrics: ['ORDERS'],
    period: { year: 2025, month: 5 },
    by: ['CUSTOMER', 'TAG'],
    first: 10,
  };

  it('where the data has them: 10,001 tags x 24 hours', async () => {
    await expectRefused({ ...may, by: ['CUSTOMER', 'TAG', 'HOUR'] }, 240_024);
  });

  it('where filling makes them: 10,001 tags x 20 days', async () => {
    const period = { from: '2025-05-01', to: '2025-05-20' };
    await expectRefused({ ...may, grain: 'DAY', period }, 200_020);
  });

  it('at the limit they are answered, one beyond it they are not', async () => {
    const planned = (most: number) => {
      const { levels, statements } = planQuery(parseQuestion(april, around));
      return statements
        .filter(({ level }) => level === levels[0])
        .map((statement) =>
          statement.kind === 'page' ? { ...statement, page: { ...statement.page, most } } : statement,
        );
    };
    const { scope } = parseQuestion(april, around);
    for (const { read } of company.engines) {
      const [six] = await read((session) => measure(planned(6), { session, scope }, { most: 6 }));
      expect([six!.rows.length, six!.groups]).toEqual([6, 6]);
      const five = read((session) => measure(planned(5), { session, scope }, { most: 5 }));
      await expect(five).rejects.toMatchObject({ code: 'TOO_MANY_GROUPS', parameters: { groups: 6, limit: 5 } });
    }
  });
});
