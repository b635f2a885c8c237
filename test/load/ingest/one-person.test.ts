// Calls obey aliases and erasures as files do: what comes under an alias is the survivor's, nobody erased comes back, and what
// a deletion kept aside comes back to whose it is by then.
import { Temporal } from 'temporal-polyfill';
import { score } from '../../../src/customer/scoring/score';
import { eraseCustomer } from '../../../src/load/erase-customer';
import { exportCustomer } from '../../../src/load/export-customer';
import { mergeCustomers } from '../../../src/load/merge-customers';
import { unload } from '../../../src/load/unload';
import { storedChecksums, tableChecksums } from '../support/checksum';
import { makeCopy } from '../support/followed-copy';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { type Door, openDoor, sale } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(async () => {
  await expectBalance(door.warehouse);
  await expectVersionsJoined(door.warehouse);
  await door.warehouse.drop();
});

/** Each fact with its customer and, where that is another, the alias under which it came. */
const facts = async () =>
  (
    await door.query(
      `SELECT concat_ws(' ', transaction_id, CASE WHEN f.customer_no = 0 THEN '(nobody)' ELSE coalesce(c.customer_id, '(nameless)') END, m.customer_id) AS row
       FROM fact_transaction AS f JOIN dim_customer AS c USING (customer_no, customer_key)
       LEFT JOIN merged_customer AS m ON m.customer_no = f.alias_no ORDER BY 1`,
    )
  ).map(({ row }) => row);
/** How many orders each customer has. */
const orders = async () =>
  (
    await door.query(
      `SELECT coalesce(customer_id, '(nameless)') || ' ' || count(*) AS row
       FROM customer_order JOIN customer_summary USING (customer_no) GROUP BY customer_id ORDER BY 1`,
    )
  ).map(({ row }) => row);
const of = (customer_id: string) => ({ customer_id });

describe('aliases', () => {
  /** Loads 1 and 2 are two sales; load 3 makes anna an alias of bo. */
  const merged = async () => {
    await door.send('transactions', [sale('t1', of('anna'))]);
    await door.send('transactions', [sale('t2', of('bo'))]);
    return (await mergeCustomers(door.warehouse, 'anna', 'bo')).loadId;
  };

  test('what comes under an alias is the survivor’s, call by call and several in one transaction', async () => {
    await merged();
    await door.send('transactions', [sale('t3', of('anna'))]);
    const outcomes = await Promise.all([
      door.send('customers', [{ customer_id: 'chen', name: 'Chen' }]),
      door.send('transactions', [sale('t4', of('anna'))]),
      door.send('customers', [{ customer_id: 'anna', name: 'Anna' }]),
      door.send('transactions', [sale('t4', { ...of('anna'), revenue: '12' }), sale('t5', of('bo'))]),
      door.send('customers', [{ customer_id: 'bo', name: 'Bo' }]),
    ]);
    expect(outcomes.map(({ loadId, inserted, updated }) => [loadId, inserted, updated])).toEqual([
      [5, 1, 0],
      [6, 1, 0],
      [7, 1, 0],
      [8, 1, 1],
      [9, 1, 0],
    ]);
    expect(await facts()).toEqual(['t1 bo anna', 't2 bo', 't3 bo anna', 't4 bo anna', 't5 bo']);
    expect(await door.query('SELECT customer_id, name FROM dim_customer WHERE customer_no <> 0 ORDER BY 1')).toEqual([
      { customer_id: 'bo', name: 'Bo' },
      { customer_id: 'chen', name: 'Chen' },
    ]);
    expect(await door.query('SELECT customer_id, name FROM merged_customer')).toEqual([
      { customer_id: 'anna', name: 'Anna' },
    ]);
    expect(await door.query('SELECT customer_id FROM customer_summary ORDER BY 1')).toEqual([
      { customer_id: 'bo' },
      { customer_id: 'chen' },
    ]);
    expect(await orders()).toEqual(['bo 5']);
  });

  test('taking the merge back parts them as if they had never been merged', async () => {
    const merge = await merged();
    await door.send('transactions', [sale('t3', of('anna')), sale('t4', of('bo'))]);
    await door.send('customers', [{ customer_id: 'anna', name: 'Anna' }]);
    await unload(door.warehouse, merge);
    expect(await facts()).toEqual(['t1 anna', 't2 bo', 't3 anna', 't4 bo']);
    const parted = await tableChecksums(door.warehouse.pool);
    const never = await openDoor();
    try {
      await never.send('transactions', [sale('t1', of('anna'))]);
      await never.send('transactions', [sale('t2', of('bo'))]);
      await never.send('transactions', [sale('t3', of('anna')), sale('t4', of('bo'))]);
      await never.send('customers', [{ customer_id: 'anna', name: 'Anna' }]);
      expect(await tableChecksums(never.warehouse.pool)).toEqual(parted);
    } finally {
      await never.warehouse.drop();
    }
  });

  test('a deleted fact of an alias comes back to the survivor while they are merged', async () => {
    await merged();
    const before = await tableChecksums(door.warehouse.pool);
    const { loadId } = await door.remove('transactions', ['t1']);
    expect(await facts()).toEqual(['t2 bo']);
    await unload(door.warehouse, loadId);
    expect(await facts()).toEqual(['t1 bo anna', 't2 bo']);
    expect(await tableChecksums(door.warehouse.pool)).toEqual(before);
  });

  test('a deleted fact of an alias comes back to the alias once they are parted', async () => {
    const merge = await merged();
    const { loadId } = await door.remove('transactions', ['t1']);
    await unload(door.warehouse, merge);
    await unload(door.warehouse, loadId);
    expect(await facts()).toEqual(['t1 anna', 't2 bo']);
  });

  test('a fact deleted before its customer was merged comes back to the survivor', async () => {
    await door.send('transactions', [sale('t1', of('anna')), sale('t2', of('anna')), sale('t3', of('bo'))]);
    const { loadId } = await door.remove('transactions', ['t1']);
    await mergeCustomers(door.warehouse, 'anna', 'bo');
    await unload(door.warehouse, loadId);
    expect(await facts()).toEqual(['t1 bo anna', 't2 bo anna', 't3 bo']);
  });

  test('a copy follows calls about aliases', async () => {
    await merged();
    const copy = await makeCopy(door.warehouse);
    await Promise.all([
      door.send('customers', [{ customer_id: 'bo', name: 'Bo' }]),
      door.send('transactions', [sale('t3', of('anna'))]),
      door.send('customers', [{ customer_id: 'anna', name: 'Anna' }]),
    ]);
    await copy.follow();
    expect(await copy.checksums()).toEqual(await storedChecksums(door.warehouse.pool));
  });
});

describe('erasures', () => {
  const erased = async () => {
    await door.send('customers', [{ customer_id: 'anna', name: 'Anna Lund' }]);
    await door.send('transactions', [sale('t1', of('anna')), sale('t2', of('anna')), sale('t3', of('bo'))]);
    await door.remove('transactions', ['t1']);
    await eraseCustomer(door.warehouse, 'anna');
  };

  test('what is said of an erased person is left out, and counted', async () => {
    await erased();
    expect(
      await door.send('customers', [{ customer_id: 'anna', name: 'Anna Lund' }, { customer_id: 'chen' }]),
    ).toMatchObject({ inserted: 1, filtered: 1, quarantined: 0 });
    expect(await door.query('SELECT customer_id FROM dim_customer WHERE customer_no <> 0 ORDER BY 1')).toEqual(
      ['bo', 'chen', null].map((customer_id) => ({ customer_id })),
    );
  });

  test('what happens later under the id is the nameless customer’s, also in two calls at once', async () => {
    await erased();
    await Promise.all([
      door.send('transactions', [sale('t4', of('anna'))]),
      door.send('transactions', [sale('t4', { ...of('anna'), revenue: '11' }), sale('t5', of('anna'))]),
    ]);
    expect(await facts()).toEqual(['t2 (nameless)', 't3 bo', 't4 (nameless)', 't5 (nameless)']);
    expect(
      await door.query(
        'SELECT count(DISTINCT customer_no) AS nameless FROM dim_customer WHERE customer_id IS NULL AND customer_no <> 0',
      ),
    ).toEqual([{ nameless: 1 }]);
  });

  test('a row that is not valid loses its text', async () => {
    await erased();
    const { rejections } = await door.send('transactions', [
      sale('t4', { ...of('anna'), revenue: 'much' }),
      sale('t5', { ...of('bo'), revenue: 'much' }),
    ]);
    expect(rejections).toMatchObject([
      { row: 0, column: 'revenue', message: 'The row named a customer that was erased; its text is gone.' },
      { row: 1, column: 'revenue', message: expect.stringContaining('much') },
    ]);
    expect(await door.query(`SELECT line, raw = '' AS emptied FROM load_rejection ORDER BY line`)).toEqual([
      { line: 1, emptied: true },
      { line: 2, emptied: false },
    ]);
  });

  test('a deleted fact comes back to the nameless customer', async () => {
    await erased();
    expect(await door.query('SELECT key, customer_id, cells FROM deleted_fact')).toMatchObject([
      { key: 't1', customer_id: null },
    ]);
    await unload(door.warehouse, 3);
    expect(await facts()).toEqual(['t1 (nameless)', 't2 (nameless)', 't3 bo']);
    expect(await orders()).toEqual(['(nameless) 2', 'bo 1']);
  });

  test('a fact that is deleted after the erasure comes back to the nameless customer too', async () => {
    await erased();
    const { loadId } = await door.remove('transactions', ['t2', 't3']);
    await unload(door.warehouse, loadId);
    expect(await facts()).toEqual(['t2 (nameless)', 't3 bo']);
  });

  test('a deleted fact comes back to a nameless customer of its own where that one is gone', async () => {
    await door.send('transactions', [sale('t1', of('anna'))]);
    await door.remove('transactions', ['t1']);
    // Nothing but the deleted fact names anna.
    expect((await eraseCustomer(door.warehouse, 'anna')).forgotten).toMatchObject({ ids: 1 });
    await unload(door.warehouse, 2);
    await door.send('transactions', [sale('t2', of('anna'))]);
    expect(await facts()).toEqual(['t1 (nameless)', 't2 (nameless)']);
    expect(await door.query('SELECT DISTINCT customer_no FROM fact_transaction')).toEqual([{ customer_no: 1 }]);
  });

  test('keys that hold the id, and keys of calls that gave attributes, are forgotten; others stay', async () => {
    await door.send('customers', [{ customer_id: 'anna', name: 'Anna Lund' }], 'of the person');
    await door.send('transactions', [sale('t1', of('anna'))], 'anna-t1');
    await door.send('transactions', [sale('t2', of('bo'))], 'joanna-t2');
    await eraseCustomer(door.warehouse, 'anna');
    expect(await door.query('SELECT key FROM ingest_key')).toEqual([{ key: 'joanna-t2' }]);
  });

  test('of a large call no values stay in the statistics of the planner', async () => {
    const rows = Array.from({ length: 101 }, (_, index) => ({ customer_id: `c${index}`, name: `Name ${index}` }));
    await Promise.all([door.send('customers', rows), door.send('customers', [{ customer_id: 'bo' }])]);
    expect(await door.query(`SELECT DISTINCT tablename FROM pg_stats WHERE tablename LIKE 'staged%'`)).toEqual([]);
    expect(await door.send('customers', rows)).toMatchObject({ unchanged: 101 });
  });

  test('deleted facts are part of what a person is given, also those of its aliases', async () => {
    await door.send('transactions', [sale('t1', of('anna')), sale('t2', of('bo')), sale('t3', of('chen'))]);
    await mergeCustomers(door.warehouse, 'anna', 'bo');
    await door.remove('transactions', ['t1', 't2', 't3']);
    const { deleted_facts } = JSON.parse(await exportCustomer(door.warehouse, 'anna'));
    expect(deleted_facts.map((row: { key: string; customer_id: string }) => `${row.key} ${row.customer_id}`)).toEqual([
      't1 anna',
      't2 bo',
    ]);
  });

  test('judgements are part of it too, those of an alias until the next score run', async () => {
    await door.send('transactions', [sale('t1', of('anna')), sale('t2', of('bo')), sale('t3', of('chen'))]);
    await score(door.warehouse, { now: Temporal.Instant.from('2025-03-20T00:00:00Z') });
    await mergeCustomers(door.warehouse, 'anna', 'bo');
    const { customer_snapshot } = JSON.parse(await exportCustomer(door.warehouse, 'anna'));
    expect(customer_snapshot).toMatchObject([
      { month_end: '9999-12-31', historic_value: 10 },
      { month_end: '9999-12-31', historic_value: 10 },
    ]);
  });
});
