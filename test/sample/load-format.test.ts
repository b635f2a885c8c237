// The sample is a valid load folder with every file and kind of DATA.md.
import { findings, grouped, kinds, purposes, scales, stages } from './load-rules';
import { type Row, readSample, type Sample } from './read-sample';

let sample: Sample;
beforeAll(async () => {
  sample = await readSample({ customers: 200, months: 24, until: '2025-06-30', seed: 7 });
});

const values = (table: string, column: string) =>
  new Set(sample.tables[table]!.map((row) => row[column]).filter((value) => value !== ''));
const rows = (table: string, condition: (row: Row) => boolean) => sample.tables[table]!.filter(condition);

test('every row keeps the rules of the load format', () => {
  expect(findings(sample)).toEqual([]);
});

test.each<[string, string, (row: Row) => boolean, Row]>([
  ['a mail address of a real domain', 'customers', (row) => row.email !== '', { email: 'a@example.org' }],
  ['an unknown kind', 'interactions', (row) => row.kind === 'visit', { kind: 'call' }],
  ['a survey without score', 'interactions', (row) => row.kind === 'survey', { score: '' }],
  ['a score above its scale', 'interactions', (row) => row.question === 'csat' && row.scale_max === '', { score: '6' }],
  [
    'an opportunity won before it was quoted',
    'interactions',
    (row) => row.stage === 'won',
    { occurred_at: '2023-07-01T08:00:00' },
  ],
  ['a fact after the end', 'interactions', () => true, { occurred_at: '2025-07-01T00:00:00' }],
  [
    'a fact before the beginning',
    'transactions',
    (row) => row.kind === 'order',
    { occurred_at: '2023-06-30T23:59:59' },
  ],
  ['a refund that adds revenue', 'transactions', (row) => row.kind === 'refund', { revenue: '1.00' }],
  ['a refund of another order', 'transactions', (row) => row.kind === 'refund', { order_id: 'C000001-O99' }],
  [
    'a term that is over before it begins',
    'transactions',
    (row) => row.term_end !== '',
    { term_end: '2023-07-01T00:00:00' },
  ],
  ['a customer nobody knows', 'transactions', (row) => row.customer_id !== '', { customer_id: 'C999999' }],
  ['an agent who had left', 'transactions', (row) => row.agent_id !== '', { agent_id: 'gone' }],
  ['a key used twice', 'spend', () => true, { spend_id: 'S000002' }],
  ['a member without dimension', 'targets', (row) => row.dimension === 'REGION', { dimension: '' }],
])('the check itself finds %s', (_, table, which, damage) => {
  const agents = [
    ...sample.tables.agents!,
    { ...sample.tables.agents![0]!, agent_id: 'gone', active_from: '2020-01-01', active_to: '2020-01-02' },
  ];
  const content = [...sample.tables[table]!];
  const position = content.findIndex(which);
  content[position] = { ...content[position]!, ...damage };
  const damaged = { ...sample, tables: { ...sample.tables, agents, [table]: content } };
  expect(findings(damaged)).not.toEqual([]);
});

test('the summary counts the rows of each file', () => {
  expect(sample.summary.rows).toEqual(
    Object.fromEntries(Object.entries(sample.tables).map(([table, content]) => [table, content.length])),
  );
  expect([sample.summary.from, sample.summary.until]).toEqual(['2023-07-01', '2025-06-30']);
});

test.each([
  [200, 24, 7],
  [1, 1, 0],
  [37, 5, 2 ** 52 + 3],
  [500, 30, 11],
])('so does a company of %i customers over %i months with seed %i', async (customers, months, seed) => {
  expect(findings(await readSample({ customers, months, until: '2024-02-29', seed }))).toEqual([]);
});

test('every file is there and has rows', () => {
  expect([...sample.bytes.keys()]).toEqual([
    'agents.csv',
    'channels.csv',
    'customers.csv',
    'interactions.csv',
    'products.csv',
    'spend.csv',
    'targets.csv',
    'transactions.csv',
  ]);
  for (const table of Object.values(sample.tables)) expect(table.length).toBeGreaterThan(0);
});

test('every kind, stage, question and purpose occurs', () => {
  expect(values('interactions', 'kind')).toEqual(new Set(kinds));
  expect(values('interactions', 'stage')).toEqual(new Set(stages));
  expect(values('interactions', 'question')).toEqual(new Set(Object.keys(scales)));
  expect(values('transactions', 'kind')).toEqual(new Set(['order', 'renewal', 'refund']));
  expect(values('spend', 'purpose')).toEqual(new Set(purposes));
  expect(values('agents', 'role')).toEqual(new Set(['sales', 'service']));
  expect(values('channels', 'category')).toEqual(new Set(['online', 'offline', 'partner']));
  expect(values('customers', 'gender')).toEqual(new Set(['F', 'M', 'X']));
  expect(values('customers', 'region')).toEqual(new Set(['North', 'South', 'East', 'West', 'Central']));
  expect(values('targets', 'metric')).toEqual(new Set(['revenue', 'churnRate', 'csat', 'nps']));
  expect(values('targets', 'dimension')).toEqual(new Set(['REGION', 'CHANNEL']));
});

test('every column is used', () => {
  for (const [table, content] of Object.entries(sample.tables)) {
    for (const column of Object.keys(content[0]!))
      expect([table, column, values(table, column).size > 0]).toEqual([table, column, true]);
  }
});

test('the special cases of real data occur', () => {
  const { tables } = sample;
  const versions = grouped(tables.customers!, 'customer_id');
  const buyers = new Set(rows('transactions', (row) => row.kind !== 'refund').map((row) => row.customer_id));
  const leads = new Set(rows('interactions', (row) => row.kind === 'lead').map((row) => row.customer_id));
  const moved = [...versions.values()].filter((all) => new Set(all.map((row) => row.city)).size > 1);
  const grown = [...versions.values()].filter((all) => new Set(all.map((row) => row.company_size)).size > 1);
  const cases = {
    movedCustomers: moved.length,
    grownCompanies: grown.length,
    withoutMail: rows('customers', (row) => row.email === '').length,
    withoutPhone: rows('customers', (row) => row.phone === '').length,
    withoutRegion: rows('customers', (row) => row.region === '').length,
    withoutChannel: rows('customers', (row) => row.acquired_channel === '').length,
    chineseNames: rows('customers', (row) => /\p{Script=Han}/u.test(row.name!)).length,
    quotedNames: rows('customers', (row) => row.name!.includes(',')).length,
    guestOrders: rows('transactions', (row) => row.customer_id === '').length,
    strangers: rows('interactions', (row) => row.customer_id === '').length,
    walkIns: [...buyers].filter((id) => id !== '' && !leads.has(id)).length,
    leadsThatNeverBought: [...leads].filter((id) => !buyers.has(id)).length,
    otherScales: rows('interactions', (row) => row.scale_max !== '').length,
    ordersOfOpportunities: rows('transactions', (row) => row.opportunity_id !== '').length,
    ordersOfCampaigns: rows('transactions', (row) => row.campaign !== '').length,
    partialRefunds: rows('transactions', (row) => row.kind === 'refund' && row.quantity !== '-1').length,
    recommended: rows('customers', (row) => row.referred_by !== '').length,
    churned: rows('customers', (row) => row.churned_at !== '').length,
    agentsWhoLeft: rows('agents', (row) => row.active_to !== '').length,
    taggedTwice: rows('customers', (row) => row.tags!.includes(';')).length,
  };
  for (const [name, count] of Object.entries(cases)) expect([name, count > 0]).toEqual([name, true]);
});

test('who was recommended was so by a buyer, whose referral came before', () => {
  const firstPurchase = new Map<string, string>();
  for (const row of sample.tables.transactions!) {
    const earliest = firstPurchase.get(row.customer_id!);
    if (earliest === undefined || row.occurred_at! < earliest) firstPurchase.set(row.customer_id!, row.occurred_at!);
  }
  for (const customer of rows('customers', (row) => row.referred_by !== '' && row.valid_from === '')) {
    const referral = sample.tables.interactions!.find((row) => row.interaction_id === `${customer.customer_id}-R`)!;
    expect(referral.customer_id).toBe(customer.referred_by);
    expect(referral.occurred_at! < customer.first_contact_at!).toBe(true);
    expect(referral.occurred_at! > firstPurchase.get(customer.referred_by!)!).toBe(true);
  }
});
