// The edges of the derived tables: what counts when two things happen at one instant, at a change of the clock, and when
// a correction concerns a customer of whom nothing was sent.
import { load } from '../../../src/load/load';
import { unload } from '../../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { loadFolder } from '../support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 90, dormantAfterDays: 48 });
});
afterEach(() => warehouse.drop());

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const interactions = (...rows: string[]) => ({
  'interactions.csv': lines('interaction_id,occurred_at,kind,customer_id,opportunity_id,stage', ...rows),
});
const orders = (...rows: string[]) => ({
  'transactions.csv': lines(
    'transaction_id,order_id,occurred_at,kind,revenue,customer_id,term_end',
    ...rows.map((row, index) => `t${index},o${index},${row}`),
  ),
});
const contact = (at: string) => ({ 'customers.csv': lines('customer_id,first_contact_at', `anna,${at}`) });
const loaded = async (...files: Record<string, string>[]) =>
  load(warehouse, { path: await loadFolder(Object.assign({}, ...files)) });
const query = async (sql: string) => (await warehouse.pool.query(sql)).rows;

test('at one instant: a purchase is not before an opportunity, nor an opportunity before a purchase', async () => {
  await loaded(
    contact('2025-01-01T00:00Z'),
    interactions('i,2025-01-10T00:00Z,stage,anna,deal,won'),
    orders('2025-01-10T00:00Z,order,1,anna,'),
  );
  expect(await query('SELECT cycle_started_at FROM opportunity')).toEqual([
    { cycle_started_at: '2025-01-01T00:00:00Z' },
  ]);
  expect(await query('SELECT cycle_started_at FROM customer_order')).toEqual([
    { cycle_started_at: '2025-01-01T00:00:00Z' },
  ]);
});

test('a purchase before the opportunity leaves its cycle to itself; the opportunity before the purchase has the cycle', async () => {
  await loaded(
    contact('2025-01-01T00:00Z'),
    interactions('i,2025-01-10T00:00Z,stage,anna,deal,won', 'j,2025-01-05T00:00Z,stage,bao,other,won'),
    orders('2025-01-09T23:59:59.999999Z,order,1,anna,', '2025-01-05T00:00:00.000001Z,order,1,bao,'),
  );
  expect(await query(`SELECT cycle_started_at FROM opportunity WHERE opportunity_id = 'deal'`)).toEqual([
    { cycle_started_at: '2025-01-10T00:00:00Z' },
  ]);
  expect(
    await query(
      'SELECT customer_id, cycle_started_at FROM customer_order JOIN customer_summary USING (customer_no) ORDER BY 1',
    ),
  ).toEqual([
    { customer_id: 'anna', cycle_started_at: '2025-01-01T00:00:00Z' },
    { customer_id: 'bao', cycle_started_at: null },
  ]);
});

test('a first contact at the purchase counts, one after it does not', async () => {
  const cycle = 'SELECT cycle_started_at FROM customer_order';
  await loaded(contact('2025-01-10T00:00Z'), orders('2025-01-10T00:00Z,order,1,anna,'));
  expect(await query(cycle)).toEqual([{ cycle_started_at: '2025-01-10T00:00:00Z' }]);
  await loaded(contact('2025-01-10T00:00:00.000001Z'));
  expect(await query(cycle)).toEqual([{ cycle_started_at: null }]);
});

test('a win at the instant of the quote follows it, whichever id comes first', async () => {
  await loaded(interactions('a,2025-01-10T00:00Z,stage,anna,deal,won', 'b,2025-01-10T00:00Z,stage,anna,deal,quoted'));
  expect(await query('SELECT known_from, won_after_quote_at, last_close_won FROM opportunity')).toEqual([
    { known_from: '2025-01-10T00:00:00Z', won_after_quote_at: '2025-01-10T00:00:00Z', last_close_won: true },
  ]);
});

describe('the amount of an opportunity', () => {
  const priced = (...rows: string[]) => ({
    'interactions.csv': lines('interaction_id,occurred_at,kind,opportunity_id,stage,amount,product_id', ...rows),
  });
  const known = () =>
    query(
      `SELECT known_from AS at, is_open, amount, won_amount, product_id
       FROM opportunity JOIN dim_product USING (product_no) ORDER BY known_from`,
    );

  test('is that of its last row that names one; of rows at one instant the greatest id is the last', async () => {
    await loaded(
      priced(
        'b,2025-01-10T00:00Z,stage,deal,quoted,20,tea',
        'c,2025-01-10T00:00Z,stage,deal,qualified,,pot',
        'a,2025-01-10T00:00Z,stage,deal,lost,10,cup',
        'd,2025-01-11T00:00Z,stage,deal,quoted,,',
      ),
    );
    const so = { amount: '20.0000', won_amount: null, product_id: 'pot' };
    expect(await known()).toEqual([
      { at: '2025-01-10T00:00:00Z', is_open: true, ...so },
      { at: '2025-01-11T00:00:00Z', is_open: true, ...so },
    ]);
  });

  test('at the first win is what rows up to its instant say, also where the deal is opened and won again', async () => {
    await loaded(
      priced(
        'a,2025-01-10T00:00Z,stage,deal,quoted,10,',
        'b,2025-01-11T00:00Z,stage,deal,won,,',
        'c,2025-01-11T00:00Z,stage,deal,won,12.5,',
        'd,2025-01-12T00:00Z,stage,deal,quoted,99,',
        'e,2025-01-13T00:00Z,stage,deal,won,100,',
        'f,2025-01-09T00:00Z,stage,other,won,,',
        'g,2025-01-14T00:00Z,stage,other,won,7,',
      ),
    );
    const row = (at: string, is_open: boolean, amount: string | null, won_amount: string | null) => ({
      at: `2025-01-${at}T00:00:00Z`,
      is_open,
      amount,
      won_amount,
      product_id: null,
    });
    expect(await known()).toEqual([
      row('09', false, null, null),
      row('10', true, '10.0000', null),
      row('11', false, '12.5000', '12.5000'),
      row('12', true, '99.0000', '12.5000'),
      row('13', false, '100.0000', '12.5000'),
      row('14', false, '7.0000', null),
    ]);
  });

  test('goes with its row: taken back with the load, and refused where the row is no stage any more', async () => {
    await loaded(priced('a,2025-01-10T00:00Z,stage,deal,quoted,10,tea'));
    const { loadId } = await loaded(priced('b,2025-01-11T00:00Z,stage,deal,quoted,,cup'));
    const changed = await loaded({
      'interactions.csv': lines('interaction_id,occurred_at,kind,opportunity_id,stage', 'a,2025-01-10T00:00Z,touch,,'),
    });
    expect(changed.counts.map(({ quarantined }) => quarantined)).toEqual([1]);
    await unload(warehouse, loadId);
    expect(await known()).toEqual([
      { at: '2025-01-10T00:00:00Z', is_open: true, amount: '10.0000', won_amount: null, product_id: 'tea' },
    ]);
    expect(await query(`SELECT product_id FROM dim_product WHERE inferred`)).toEqual([{ product_id: 'tea' }]);
  });
});

test('a touch at the lead follows it up; an offer at a purchase does not follow it, and is followed by it', async () => {
  await loaded(
    interactions(
      'a,2025-01-10T00:00Z,touch,anna,,',
      'b,2025-01-10T00:00Z,lead,anna,,',
      'c,2025-01-10T00:00Z,retention_offer,anna,,',
    ),
    orders('2025-01-10T00:00Z,order,1,anna,'),
  );
  expect(await query('SELECT followed_up_at FROM customer_lead')).toEqual([{ followed_up_at: '2025-01-10T00:00:00Z' }]);
  expect(await query('SELECT follows_purchase, next_purchase_at FROM customer_offer')).toEqual([
    { follows_purchase: false, next_purchase_at: '2025-01-10T00:00:00Z' },
  ]);
});

describe('spells', () => {
  const spells = `SELECT state, starts_after AS after, ends_at AS until FROM customer_spell ORDER BY starts_after`;

  test('limits are days of the calendar: over a spring change of the clock they are an hour shorter', async () => {
    await loaded(orders('2025-03-01T12:00,order,1,anna,', '2025-04-18T13:00,order,1,anna,'));
    expect(await query(spells)).toEqual([
      { state: 'active', after: '2025-03-01T11:00:00Z', until: '2025-04-18T10:00:00Z' },
      { state: 'dormant', after: '2025-04-18T10:00:00Z', until: '2025-04-18T11:00:00Z' },
      { state: 'active', after: '2025-04-18T11:00:00Z', until: '2025-06-05T11:00:00Z' },
      { state: 'dormant', after: '2025-06-05T11:00:00Z', until: '2025-07-17T11:00:00Z' },
    ]);
  });

  test('a purchase exactly on the limit goes on, a microsecond later it begins again', async () => {
    await loaded(
      orders(
        '2025-03-01T12:00,order,1,anna,',
        '2025-04-18T12:00,order,1,anna,',
        '2025-07-17T12:00:00.000001,order,1,anna,',
      ),
    );
    expect(await query(spells)).toEqual([
      { state: 'active', after: '2025-03-01T11:00:00Z', until: '2025-06-05T10:00:00Z' },
      { state: 'dormant', after: '2025-06-05T10:00:00Z', until: '2025-07-17T10:00:00Z' },
      { state: 'active', after: '2025-07-17T10:00:00.000001Z', until: '2025-09-03T10:00:00.000001Z' },
      { state: 'dormant', after: '2025-09-03T10:00:00.000001Z', until: '2025-10-15T10:00:00.000001Z' },
    ]);
  });

  test('who churns is out from that instant until after the next purchase; then an older term counts again', async () => {
    await loaded(
      { 'customers.csv': lines('customer_id,churned_at', 'anna,2025-03-10T00:00Z') },
      orders('2025-03-01T00:00Z,order,1,anna,2025-12-01T00:00Z', '2025-05-01T00:00Z,order,1,anna,'),
    );
    expect(await query(spells)).toEqual([
      { state: 'active', after: '2025-03-01T00:00:00Z', until: '2025-03-09T23:59:59.999999Z' },
      { state: 'active', after: '2025-05-01T00:00:00Z', until: '2025-11-30T23:59:59.999999Z' },
    ]);
  });

  test('a purchase at the churn does not bring back', async () => {
    await loaded(
      { 'customers.csv': lines('customer_id,churned_at', 'anna,2025-03-10T00:00Z') },
      orders('2025-03-10T00:00Z,order,1,anna,'),
    );
    expect(await query(spells)).toEqual([]);
  });
});

test('a correction of one customer changes what rests on it at another', async () => {
  await loaded(
    contact('2025-01-01T00:00Z'),
    interactions('i,2025-01-10T00:00Z,stage,bao,deal,lead', 'j,2025-01-11T00:00Z,stage,anna,deal,won'),
    orders('2025-01-12T00:00Z,order,1,anna,'),
  );
  const cycle = 'SELECT cycle_started_at FROM customer_order';
  expect(await query(cycle)).toEqual([{ cycle_started_at: '2025-01-01T00:00:00Z' }]);
  // The deal was never of bao: it is of anna now, and came before her purchase.
  await loaded(interactions('i,2025-01-10T00:00Z,stage,bao,another,lead'));
  expect(await query(cycle)).toEqual([{ cycle_started_at: null }]);
});

test('a product in another category moves its buyers', async () => {
  const product = (category: string) => ({ 'products.csv': lines('product_id,category', `tea,${category}`) });
  await loaded(product('drinks'), {
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id',
      't,o,2025-01-01T00:00Z,order,1,anna,tea',
    ),
  });
  const categories = 'SELECT category FROM customer_category';
  expect(await query(categories)).toEqual([{ category: 'drinks' }]);
  await loaded(product('leaves'));
  expect(await query(categories)).toEqual([{ category: 'leaves' }]);
});
