// Statements of far too many groups are refused without making them: by some of their buckets, or by the first days of their only
// one; what may have many groups and has few is answered.
import { UserError } from '../../src/errors';
import { refuseTooManyGroups } from '../../src/query/measure/groups-bounded';
import { planQuery } from '../../src/query/plan/plan';
import { parseQuestion } from '../../src/query/question/metric-query';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { around } from './around';
import { openSmallCompany, type SmallCompany } from './small-company';

// A customer under 10,001 tags, who orders on each of the first twenty days of May 2025: at 0, 1, 2 ... o'clock.
const furtherRows = `
INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id)
  SELECT 17, 17, 'crowd', 0, array_agg('tag ' || n), '-infinity', '-infinity', 'infinity', true, false, 1, 1 FROM generate_series(1, 10001) AS n;
INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, product_no, channel_no, agent_no, load_id, change_id)
  SELECT 'h' || n, 'h' || n, 17, 17, DATE '2025-05-01' + n, TIMESTAMPTZ '2025-05-01T00:00+08' + n * INTERVAL '25 hours', 'order', 1, 0, 1, 0, 1, 1
  FROM generate_series(0, 19) AS n;
`;

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany(async (pool) => void (await pool.query(furtherRows)));
});
afterAll(() => company.close());

const may: MetricQuestion = {
  metrics: ['ORDERS'],
  period: { from: '2025-05-01', to: '2025-05-20' },
  by: ['TAG'],
  shares: false,
};

/** What is thrown on each engine, and how many statements were counted. */
async function refusals(question: MetricQuestion, most: number, made: number) {
  const query = parseQuestion(question, around);
  const { statements } = planQuery(query);
  return Promise.all(
    company.engines.map(({ read }) =>
      read(async (session) => {
        let counts = 0;
        const counting: typeof session = {
          ...session,
          count: (compiled) => {
            counts += 1;
            return session.count(compiled);
          },
          measure: () => Promise.reject(new Error('no group is to be read')),
        };
        try {
          await refuseTooManyGroups(statements, { session: counting, scope: query.scope }, { most, made });
          return { counts, error: null };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          const { code, parameters, message } = error;
          return { counts, error: { code, parameters, message } };
        }
      }),
    ),
  );
}

const tooMany = (groups: number, limit: number) => ({
  code: 'TOO_MANY_GROUPS',
  parameters: { groups, limit, atLeast: true },
  message: `The question has at least ${groups} groups, more than the limit of ${limit}. Ask for fewer dimensions, a coarser grain, a shorter period or a filter.`,
});

it('three of twenty days have 30,003 groups: the others are not counted', async () => {
  for (const each of await refusals({ ...may, grain: 'DAY' }, 20_000, 40_000))
    expect(each).toEqual({ counts: 1, error: tooMany(30_003, 20_000) });
});

it('further days are counted where the first are not enough', async () => {
  for (const each of await refusals({ ...may, grain: 'DAY' }, 50_000, 40_000))
    expect(each).toEqual({ counts: 2, error: tooMany(150_015, 50_000) });
});

it('of one period the first days are counted', async () => {
  for (const each of await refusals({ ...may, by: ['TAG', 'HOUR'] }, 15_000, 40_000))
    expect(each).toEqual({ counts: 2, error: tooMany(20_002, 15_000) });
});

it('what has few groups is not refused, however many there could be', async () => {
  const period = { from: '2024-01-01', to: '2024-12-31' };
  for (const each of await refusals({ ...may, period, grain: 'DAY' }, 20_000, 40_000))
    expect(each).toEqual({ counts: 1, error: null });
  for (const each of await refusals({ ...may, period, by: ['TAG', 'HOUR'] }, 15_000, 40_000))
    expect(each).toEqual({ counts: 2, error: null });
});

it('what cannot have many groups is not counted', async () => {
  const questions: readonly MetricQuestion[] = [
    { ...may, by: ['CHANNEL', 'WEEKDAY'], grain: 'DAY' },
    { ...may, by: ['CUSTOMER', 'REGION'], metrics: ['CUSTOMERS_AT_END'] },
    { ...may, by: [], grain: 'DAY' },
  ];
  for (const question of questions)
    for (const each of await refusals(question, 20_000, 200_000)) expect(each).toEqual({ counts: 0, error: null });
});

it('a page is counted by all of its rows', async () => {
  for (const each of await refusals({ ...may, by: ['CUSTOMER', 'TAG'], grain: 'DAY', first: 5 }, 1_000, 10))
    expect(each.error).toMatchObject({ code: 'TOO_MANY_GROUPS', parameters: { limit: 1_000, atLeast: true } });
});
