// Every good row loads; every bad one is kept with its place, its text and what is wrong with it.
import { load } from '../../src/load/load';
import { totalOf } from '../../src/load/report/load-report';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { expectBalance } from './support/invariants';
import { csv, loadFolder } from './support/load-folder';
import type { Row } from './support/random-load';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'America/New_York' });
});
afterEach(async () => {
  await expectBalance(warehouse);
  await warehouse.drop();
});

const good: Readonly<Record<string, Row>> = {
  customers: {
    customer_id: 'c',
    gender: 'F',
    birth_date: '1990-01-01',
    first_contact_at: '2025-01-01',
    valid_from: null,
  },
  products: { product_id: 'p', category: 'tea', price_tier: '2' },
  agents: { agent_id: 'a', role: 'sales', active_from: '2025-01-01' },
  interactions: {
    interaction_id: 'i',
    occurred_at: '2025-01-01T10:00:00Z',
    kind: 'survey',
    customer_id: 'c',
    opportunity_id: null,
    stage: null,
    amount: null,
    product_id: null,
    question: 'csat',
    score: '4',
    scale_max: null,
    response_seconds: '1.5',
  },
  transactions: {
    transaction_id: 't',
    order_id: 'o',
    occurred_at: '2025-01-01T10:00:00Z',
    kind: 'order',
    revenue: '10',
    cost: '4',
    quantity: '1',
    term_end: null,
  },
  spend: { spend_id: 's', date: '2025-01-01', purpose: 'marketing', amount: '5' },
  targets: { metric: 'revenue', from: '2025-01-01', to: '2025-01-31', value: '5', dimension: null, member: null },
};

const stageRow: Row = { kind: 'stage', question: null, score: null, opportunity_id: 'o', stage: 'won' };

/** One wrong thing in a row that is good otherwise: what it changes, the code, and the column the code is about. */
const defects: readonly (readonly [table: string, change: Row, code: string, column: string])[] = [
  ['customers', { customer_id: null }, 'REQUIRED', 'customer_id'],
  ['customers', { customer_id: 'k'.repeat(501) }, 'VALUE_TOO_LONG', 'customer_id'],
  ['customers', { gender: 'female' }, 'NOT_ALLOWED', 'gender'],
  ['customers', { gender: 'f' }, 'NOT_ALLOWED', 'gender'],
  ['customers', { birth_date: '1990-02-29' }, 'INVALID_DATE', 'birth_date'],
  ['customers', { birth_date: '1990-01-01T00:00' }, 'INVALID_DATE', 'birth_date'],
  ['customers', { birth_date: '0000-01-01' }, 'INVALID_DATE', 'birth_date'],
  ['customers', { first_contact_at: 'yesterday' }, 'INVALID_TIMESTAMP', 'first_contact_at'],
  ['customers', { valid_from: '-infinity' }, 'INVALID_TIMESTAMP', 'valid_from'],
  ['customers', { valid_from: '31/12/2024' }, 'INVALID_TIMESTAMP', 'valid_from'],
  ['products', { price_tier: '2.5' }, 'INVALID_NUMBER', 'price_tier'],
  ['products', { price_tier: '3000000000' }, 'INVALID_NUMBER', 'price_tier'],
  ['products', { category: 'x'.repeat(501) }, 'VALUE_TOO_LONG', 'category'],
  ['agents', { role: 'boss' }, 'NOT_ALLOWED', 'role'],
  ['interactions', { occurred_at: null }, 'REQUIRED', 'occurred_at'],
  ['interactions', { occurred_at: '2025-02-30' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-02-29T10:00:00Z' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-13-01T10:00:00Z' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-01-01T10:00:60Z' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-01-01T25:00Z' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-01-01T24:00:01Z' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-01-01T10:60Z' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-01-01T10:00+15:00' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '2025-01-01T10:00 Europe/Berlin' }, 'INVALID_TIMESTAMP', 'occurred_at'],
  ['interactions', { occurred_at: '1969-12-31T23:59:59' }, 'OUT_OF_CALENDAR', 'occurred_at'],
  ['interactions', { occurred_at: '1970-01-01T04:59:59Z' }, 'OUT_OF_CALENDAR', 'occurred_at'],
  ['interactions', { occurred_at: '2099-12-31T24:00' }, 'OUT_OF_CALENDAR', 'occurred_at'],
  ['interactions', { occurred_at: '2100-01-01T05:00Z' }, 'OUT_OF_CALENDAR', 'occurred_at'],
  ['interactions', { kind: 'chat' }, 'NOT_ALLOWED', 'kind'],
  ['interactions', { question: 'happy' }, 'NOT_ALLOWED', 'question'],
  ['interactions', { kind: 'ticket' }, 'NOT_ALLOWED', 'question'],
  ['interactions', { stage: 'won' }, 'NOT_ALLOWED', 'stage'],
  ['interactions', { amount: '10' }, 'NOT_ALLOWED', 'amount'],
  ['interactions', { product_id: 'p' }, 'NOT_ALLOWED', 'product_id'],
  ['interactions', { ...stageRow, amount: '1.00001' }, 'VALUE_TOO_PRECISE', 'amount'],
  ['interactions', { question: null }, 'REQUIRED', 'question'],
  ['interactions', { score: null }, 'REQUIRED', 'score'],
  ['interactions', { kind: 'stage', question: null, score: null, stage: 'won' }, 'REQUIRED', 'opportunity_id'],
  ['interactions', { kind: 'stage', question: null, score: null, opportunity_id: 'o' }, 'REQUIRED', 'stage'],
  ['interactions', { score: '0' }, 'SCORE_OUT_OF_SCALE', 'score'],
  ['interactions', { score: '5.0001' }, 'SCORE_OUT_OF_SCALE', 'score'],
  ['interactions', { score: '11', scale_max: '10' }, 'SCORE_OUT_OF_SCALE', 'score'],
  ['interactions', { score: '1', scale_max: '1' }, 'SCORE_OUT_OF_SCALE', 'scale_max'],
  ['interactions', { response_seconds: '1.2345678' }, 'VALUE_TOO_PRECISE', 'response_seconds'],
  ['transactions', { revenue: null }, 'REQUIRED', 'revenue'],
  ['transactions', { revenue: '1e400' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: 'NaN' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: 'Infinity' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: '0x10' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: '1,234.50' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: '12 ' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: '100000000000000' }, 'INVALID_NUMBER', 'revenue'],
  ['transactions', { revenue: '1.00001' }, 'VALUE_TOO_PRECISE', 'revenue'],
  ['transactions', { revenue: '1e-5' }, 'VALUE_TOO_PRECISE', 'revenue'],
  ['transactions', { kind: 'refund' }, 'WRONG_SIGN', 'revenue'],
  ['transactions', { kind: 'refund', revenue: '-1' }, 'WRONG_SIGN', 'cost'],
  ['transactions', { kind: 'refund', revenue: '0', cost: '-1' }, 'WRONG_SIGN', 'quantity'],
  ['transactions', { term_end: '2025-01-01T05:00:00-05:00' }, 'TERM_ENDS_EARLY', 'term_end'],
  ['spend', { date: '2025-13-01' }, 'INVALID_DATE', 'date'],
  ['spend', { date: '1969-12-31' }, 'OUT_OF_CALENDAR', 'date'],
  ['spend', { purpose: 'ads' }, 'NOT_ALLOWED', 'purpose'],
  ['targets', { metric: 'revenu' }, 'NOT_ALLOWED', 'metric'],
  ['targets', { dimension: 'REGIONS', member: 'x' }, 'NOT_ALLOWED', 'dimension'],
  ['targets', { dimension: 'REGION' }, 'REQUIRED', 'member'],
  ['targets', { member: 'north' }, 'REQUIRED', 'dimension'],
  ['targets', { to: '2024-11-30' }, 'RANGE_REVERSED', 'to'],
];

const keyOf: Readonly<Record<string, string>> = {
  customers: 'customer_id',
  products: 'product_id',
  agents: 'agent_id',
  interactions: 'interaction_id',
  transactions: 'transaction_id',
  spend: 'spend_id',
};

test('each defect is named at its column, and the good rows beside it load', async () => {
  const files: Record<string, Row[]> = {};
  const expected: { file: string; line: number; column: string; code: string }[] = [];
  for (const [index, [table, change, code, column]] of defects.entries()) {
    const key = keyOf[table];
    const own = {
      ...good[table]!,
      ...(key === undefined ? { from: `2024-12-${10 + (index % 20)}` } : { [key]: `bad ${index}` }),
    };
    const rows = files[table] ?? [];
    files[table] = rows;
    const neighbour = {
      ...own,
      ...(key === undefined
        ? { from: `2025-01-${String((index % 20) + 1).padStart(2, '0')}` }
        : { [key]: `good ${index}` }),
    };
    rows.push(neighbour, { ...own, ...change });
    expected.push({ file: `${table}.csv`, line: rows.length + 1, column, code });
  }
  const report = await load(warehouse, {
    path: await loadFolder(
      Object.fromEntries(Object.entries(files).map(([table, rows]) => [`${table}.csv`, csv(rows)])),
    ),
  });
  const { rows } = await warehouse.pool.query(
    'SELECT file, line, column_name AS column, code, message, raw FROM load_rejection',
  );
  const place = ({ file, line }: { file: string; line: number }) => `${file} ${String(line).padStart(4, '0')}`;
  const byPlace = <Item extends { file: string; line: number }>(items: readonly Item[]) =>
    items.toSorted((a, b) => place(a).localeCompare(place(b)));
  expect(byPlace(rows.map(({ file, line, column, code }) => ({ file, line, column, code })))).toEqual(
    byPlace(expected),
  );
  expect(totalOf(report, 'inserted')).toBe(defects.length);
  for (const { file, line, raw, message, column } of rows) {
    expect(csv(files[file.replace('.csv', '')]!).split('\n')[line - 1]).toBe(raw);
    expect(message).toMatch(/^.+\.$|\?$/);
    expect(message).toContain(column);
  }
});

test('the last moments of the calendar are in it', async () => {
  const report = await load(warehouse, {
    path: await loadFolder({
      'interactions.csv': csv([
        { interaction_id: 'first', occurred_at: '1970-01-01T05:00:00Z', kind: 'touch' },
        { interaction_id: 'last', occurred_at: '2100-01-01T04:59:59.999999Z', kind: 'touch' },
      ]),
    }),
  });
  expect(totalOf(report, 'inserted')).toBe(2);
  expect((await warehouse.pool.query('SELECT date_key AS day FROM fact_interaction ORDER BY 1')).rows).toEqual([
    { day: '1970-01-01' },
    { day: '2099-12-31' },
  ]);
});

test('a repaired row can be sent again', async () => {
  const send = async (revenue: string) =>
    load(warehouse, { path: await loadFolder({ 'transactions.csv': csv([{ ...good.transactions!, revenue }]) }) });
  expect(totalOf(await send('ten'), 'quarantined')).toBe(1);
  expect(totalOf(await send('10'), 'inserted')).toBe(1);
});
