// A whole answer is given again while what was read for it is unchanged: not to another question, at another now, for another
// viewer or with another segment of the name. Literal answers on a company that is loaded meanwhile.
import { Temporal } from 'temporal-polyfill';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { reportingEngine } from '../../src/engine/reporting-engine';
import { resultCache } from '../../src/engine/result-cache';
import { load } from '../../src/load/load';
import { setTarget } from '../../src/load/set-target';
import type { FilterArguments } from '../../src/model/filters';
import { answer } from '../../src/query/answer';
import { answerCache } from '../../src/query/answer-cache';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import { csv, loadFolder } from '../load/support/load-folder';
import { contextOn } from '../support/fixture';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
let context: AnswerContext;
let now: string;
let ran: number;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
  now = '2026-07-15T12:00:00Z';
  ran = 0;
  const engine = reportingEngine(postgresEngine(warehouse.pool), {
    report: () => {
      ran += 1;
    },
    oneAtATime: false,
  });
  context = {
    ...contextOn(engine, warehouse, { now, timeZone: 'UTC' }),
    now: () => Temporal.Instant.from(now),
    cache: resultCache(1_000_000),
    answers: answerCache(1_000_000),
  };
  await loadFiles({
    'customers.csv': csv([
      { customer_id: 'anna', region: 'north' },
      { customer_id: 'bo', region: 'south' },
    ]),
    'transactions.csv': csv([order('t1', 'anna', '10'), order('t2', 'bo', '20')]),
  });
});
afterEach(() => warehouse.drop());

const order = (id: string, customer: string, revenue: string) => ({
  transaction_id: id,
  order_id: id,
  occurred_at: '2026-06-20T10:00:00Z',
  kind: 'order',
  revenue,
  customer_id: customer,
});
const loadFiles = async (files: Readonly<Record<string, string>>) => load(warehouse, { path: await loadFolder(files) });

const june: MetricQuestion = { metrics: ['REVENUE'], period: { year: 2026, month: 6 } };
/** The first value, and whether it was known. */
const ask = async (question: MetricQuestion = june, by: Partial<AnswerContext> = {}) => {
  const { rows, resolved } = await answer(question, { ...context, ...by });
  return [rows[0]?.values.REVENUE?.value, resolved.cached];
};

test('it is given again without a statement, at the version that stands', async () => {
  expect(await ask()).toEqual([30, false]);
  const before = ran;
  await loadFiles({ 'channels.csv': csv([{ channel_id: 'pigeon' }]) });
  expect(await ask()).toEqual([30, true]);
  expect(ran).toBe(before);
  expect((await answer(june, context)).resolved.dataVersion).toBe('2');
});

test('it is made anew when a table that it was read from has changed', async () => {
  expect(await ask()).toEqual([30, false]);
  await loadFiles({ 'transactions.csv': csv([order('t3', 'bo', '5')]) });
  expect(await ask()).toEqual([35, false]);
  expect(await ask()).toEqual([35, true]);
  await setTarget(warehouse, { metric: 'REVENUE', from: '2026-06-01', to: '2026-06-30', value: '70' });
  const { rows, resolved } = await answer(june, context);
  expect([rows[0]!.values.REVENUE!.target?.attainment, resolved.cached]).toEqual([50, false]);
});

test('another question, now, viewer or segment has an answer of its own', async () => {
  const of = (region: string): FilterArguments => ({ dimension: 'REGION', in: [region] });
  const segment = (region: string) => ({ segments: async () => new Map([['chosen', of(region)]]) });
  const chosen = { ...june, where: { segment: 'chosen' } };
  const filter = { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['south'] }] } as const;
  expect(await ask()).toEqual([30, false]);
  expect(await ask({ ...june, where: of('north') })).toEqual([10, false]);
  // Another question, of the same statements.
  expect(await ask(chosen, segment('north'))).toEqual([10, true]);
  expect(await ask(chosen, segment('south'))).toEqual([20, false]);
  expect(await ask(chosen, segment('north'))).toEqual([10, true]);
  expect(await ask(june, { viewer: { kind: 'customers', filter } })).toEqual([20, false]);
  now = '2026-06-21T00:00:00Z';
  expect(await ask()).toEqual([30, false]);
  now = '2026-06-20T00:00:00Z';
  expect(await ask()).toEqual([0, false]);
});

test('what is refused is refused again', async () => {
  const wrong = { ...june, by: ['NOWHERE'] };
  await expect(ask(wrong)).rejects.toThrow('There is no dimension NOWHERE');
  await expect(ask(wrong)).rejects.toThrow('There is no dimension NOWHERE');
});
