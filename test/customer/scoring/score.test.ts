// A score run: what it judges, when it is due, and that what it leaves is what a run from nothing would leave.
import { Temporal } from 'temporal-polyfill';
import { defaultRules } from '../../../src/customer/rules/rules';
import { isScoreDue } from '../../../src/customer/scoring/due';
import { score } from '../../../src/customer/scoring/score';
import { load } from '../../../src/load/load';
import { unload } from '../../../src/load/unload';
import { type WatermarkRow, watermarksOf, watermarksQuery } from '../../../src/warehouse/change-feed';
import { judgedTables } from '../../../src/warehouse/followed-tables';
import { loadFolder } from '../../load/support/load-folder';
import { randomHistory } from '../../load/support/random-history';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { forgetJudgements, judged } from './judged';

const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai' });
  open.push(warehouse);
  return warehouse;
};
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.drop();
});

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const sales = (...rows: string[]) => ({
  'transactions.csv': lines('transaction_id,order_id,occurred_at,kind,revenue,customer_id', ...rows),
});
const loadText = async (warehouse: TestWarehouse, files: Readonly<Record<string, string>>) =>
  load(warehouse, { path: await loadFolder(files) });
const at = (text: string) => Temporal.Instant.from(text);
const now = at('2025-04-10T12:00:00+08:00');
const monthEnds = async ({ pool }: TestWarehouse) =>
  (await pool.query('SELECT month_end FROM month_end ORDER BY 1')).rows.map(({ month_end }) => month_end);
const judgedCustomers = async ({ pool }: TestWarehouse) =>
  (
    await pool.query(
      `SELECT month_end || ' ' || string_agg(customer_id, ',' ORDER BY customer_id) AS row
       FROM customer_snapshot JOIN customer_summary USING (customer_no) GROUP BY month_end ORDER BY month_end`,
    )
  ).rows.map(({ row }) => row);

test('customers are judged at every month-end after their first purchase, and now', async () => {
  const warehouse = await create();
  // The first instant of March in Shanghai: a purchase on it is not before the month-end.
  await loadText(
    warehouse,
    sales(
      't1,o1,2025-02-28T23:59:59+08:00,order,10,anna',
      't2,o2,2025-03-01T00:00:00+08:00,order,10,bo',
      't3,o3,2025-04-10T11:59:59+08:00,order,10,chen',
      't4,o4,2025-04-10T12:00:00+08:00,order,10,dora',
    ),
  );
  expect(await score(warehouse, { now })).toEqual({ monthEnds: 2, customers: 3, dataVersion: '2' });
  expect(await judgedCustomers(warehouse)).toEqual([
    '2025-03-01 anna',
    '2025-04-01 anna,bo',
    '9999-12-31 anna,bo,chen',
  ]);
});

test('of a customer without a purchase only its answer and its open lead are known', async () => {
  const warehouse = await create();
  await loadText(warehouse, {
    'interactions.csv': lines(
      'interaction_id,occurred_at,kind,customer_id,question,score',
      'i1,2025-02-10,survey,anna,nps,9',
      'i2,2025-02-10,visit,bo,,',
      'i3,2024-02-01,lead,chen,,',
      'i4,2025-03-20,lead,dora,,',
    ),
  });
  await score(warehouse, { now });
  expect(
    (
      await warehouse.pool.query(
        `SELECT month_end, customer_id, nps_group, lead_score, lead_score_band, lifecycle_stage, in_base
         FROM customer_snapshot JOIN customer_summary USING (customer_no) WHERE month_end >= '2025-03-01' ORDER BY 1, 2`,
      )
    ).rows.map((row) => Object.values(row)),
  ).toEqual([
    ['2025-03-01', 'anna', 'PROMOTER', null, null, null, false],
    ['2025-04-01', 'anna', 'PROMOTER', null, null, null, false],
    // chen's lead of a year ago is the one it is compared with, and did not buy: (0 + 5 x 0) / (1 + 5).
    ['2025-04-01', 'dora', null, 0, 'MEDIUM', null, false],
    ['9999-12-31', 'anna', 'PROMOTER', null, null, null, false],
    ['9999-12-31', 'dora', null, 0, 'MEDIUM', null, false],
  ]);
});

describe('what is judged anew', () => {
  const begun = async () => {
    const warehouse = await create();
    await loadText(
      warehouse,
      sales('t1,o1,2024-12-10,order,10,anna', 't2,o2,2025-01-10,order,10,bo', 't3,o3,2025-03-10,order,10,chen'),
    );
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 4 });
    return warehouse;
  };

  test('nothing but now, where nothing happened', async () => {
    const warehouse = await begun();
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 0, customers: 3 });
  });

  test('the month-ends from a late fact on, and from one that went', async () => {
    const warehouse = await begun();
    const { loadId } = await loadText(warehouse, sales('t9,o9,2025-02-10,order,10,anna'));
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 2 });
    await unload(warehouse, loadId);
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 2 });
  });

  test('the months from the old place and the new one of a fact that moved', async () => {
    const warehouse = await begun();
    await loadText(warehouse, sales('t2,o2,2025-03-15,order,10,bo'));
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 3 });
  });

  test('all of it when an earlier fact comes, and month-ends before the first fact go with it', async () => {
    const warehouse = await begun();
    const { loadId } = await loadText(warehouse, sales('t0,o0,2024-10-05,order,10,anna'));
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 6 });
    await unload(warehouse, loadId);
    expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 4 });
    expect(await monthEnds(warehouse)).toEqual(['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01', '9999-12-31']);
  });

  test('all of it under other rules', async () => {
    const warehouse = await begun();
    const rules = { ...defaultRules, nps: { promoterFrom: 8, detractorUpTo: 6 } };
    expect(await score(warehouse, { now, rules })).toMatchObject({ monthEnds: 4 });
  });

  test('a month-end that has come, by the clock', async () => {
    const warehouse = await begun();
    expect(await score(warehouse, { now: at('2025-05-01T00:00:00+08:00') })).toMatchObject({ monthEnds: 1 });
  });
});

test('a run is due after facts, on another business day and under other rules; not after targets', async () => {
  const warehouse = await create();
  const due = (when = now, rules = defaultRules) => isScoreDue(warehouse.pool, warehouse.settings, rules, when);
  expect(await due()).toBe(false);
  await loadText(warehouse, sales('t1,o1,2025-02-10,order,10,anna'));
  expect(await due()).toBe(true);
  await score(warehouse, { now });
  expect(await due()).toBe(false);
  await loadText(warehouse, { 'targets.csv': lines('metric,from,to,value', 'revenue,2025-01-01,2025-01-31,5') });
  expect(await due()).toBe(false);
  // The business day of Shanghai ends eight hours before that of UTC.
  expect(await due(at('2025-04-11T00:00:00+08:00'))).toBe(false);
  expect(await due(at('2025-04-11T00:01:00+08:00'))).toBe(true);
  expect(await due(now, { ...defaultRules, nps: { promoterFrom: 8, detractorUpTo: 6 } })).toBe(true);
});

test('of two runs that are due at once one judges, and the other finds it done', async () => {
  const warehouse = await create();
  await loadText(warehouse, sales('t1,o1,2025-02-10,order,10,anna'));
  const runs = await Promise.all([1, 2, 3].map(() => score(warehouse, { now, onlyIfDue: true })));
  expect(runs.filter((run) => run !== null)).toHaveLength(1);
});

test('judgements are true up to their own change, or to the last one before they were begun', async () => {
  const warehouse = await create();
  await loadText(warehouse, sales('t1,o1,2025-02-10,order,10,anna'));
  await score(warehouse, { now });
  const marks = watermarksOf((await warehouse.pool.query<WatermarkRow>(watermarksQuery)).rows);
  for (const table of judgedTables) expect(marks.get(table)).toBe(2);
  expect((await warehouse.pool.query('SELECT what, key FROM change WHERE change_id = 2 ORDER BY 2')).rows).toEqual([
    { what: 'month_end', key: '2025-03-01' },
    { what: 'month_end', key: '2025-04-01' },
    { what: 'month_end', key: '9999-12-31' },
  ]);
  expect((await warehouse.pool.query('SELECT DISTINCT data_version AS version FROM month_end')).rows).toEqual([
    { version: 2 },
  ]);
});

test('judgements of a merged customer are the survivor’s, and its own again once they are parted', async () => {
  const warehouse = await create();
  await loadText(
    warehouse,
    sales('t1,o1,2024-12-10,order,10,anna', 't2,o2,2025-02-10,order,20,bo', 't3,o3,2025-03-10,order,30,bo'),
  );
  await score(warehouse, { now });
  const before = await judged(warehouse.pool);
  const fromNothing = async () => {
    const kept = await judged(warehouse.pool);
    await forgetJudgements(warehouse.pool);
    await score(warehouse, { now });
    expect(kept).toEqual(await judged(warehouse.pool));
  };
  const values = async () =>
    (
      await warehouse.pool.query(
        `SELECT month_end || ' ' || string_agg(customer_id || ' ' || historic_value::float8, ', ' ORDER BY customer_id) AS row
         FROM customer_snapshot JOIN customer_summary USING (customer_no) GROUP BY month_end ORDER BY month_end`,
      )
    ).rows.map(({ row }) => row);
  const apart = [
    '2025-01-01 anna 10',
    '2025-02-01 anna 10',
    '2025-03-01 anna 10, bo 20',
    '2025-04-01 anna 10, bo 50',
    '9999-12-31 anna 10, bo 50',
  ];
  expect(await values()).toEqual(apart);
  const { loadId } = await loadText(warehouse, { 'customer_aliases.csv': lines('alias_id,customer_id', 'anna,bo') });
  expect(await score(warehouse, { now })).toMatchObject({ monthEnds: 4, customers: 1 });
  expect(await values()).toEqual([
    '2025-01-01 bo 10',
    '2025-02-01 bo 10',
    '2025-03-01 bo 30',
    '2025-04-01 bo 60',
    '9999-12-31 bo 60',
  ]);
  expect((await warehouse.pool.query('SELECT DISTINCT customer_no FROM customer_snapshot')).rows).toHaveLength(1);
  await fromNothing();
  await unload(warehouse, loadId);
  await score(warehouse, { now });
  expect(await values()).toEqual(apart);
  expect(await judged(warehouse.pool)).toEqual(before);
  await fromNothing();
});

const histories = 12;

test(`after late, changed and unloaded facts the judgements are those of a run from nothing, over ${histories} histories`, async () => {
  const later = at('2024-12-20T09:30:00+01:00');
  for (let seed = 1; seed <= histories; seed += 1) {
    const warehouse = await createTestWarehouse({
      timeZone: 'Europe/Berlin',
      lostAfterDays: 120,
      dormantAfterDays: 48,
    });
    try {
      const words: string[] = [];
      for (const step of randomHistory(seed, 5)) {
        await step.take(warehouse);
        words.push(step.words);
        await score(warehouse, { now: later });
      }
      const kept = await judged(warehouse.pool);
      await forgetJudgements(warehouse.pool);
      await score(warehouse, { now: later });
      expect({ seed, words, kept }).toEqual({ seed, words, kept: await judged(warehouse.pool) });
    } finally {
      await warehouse.drop();
    }
  }
}, 300_000);
