// Whoever sees the north alone writes rows of its customers: others' are refused, each place of them told, and nothing is stored.
import { everybody, north, openScopedCompany, type ScopedCompany } from './scoped-company';

let company: ScopedCompany;
beforeEach(async () => {
  company = await openScopedCompany();
});
afterEach(() => company.close());

const customers =
  'mutation ($rows: [CustomerRow!]!, $key: String) { ingestCustomers(rows: $rows, idempotencyKey: $key) { inserted updated unchanged quarantined } }';
const transactions =
  'mutation ($rows: [TransactionRow!]!, $key: String) { ingestTransactions(rows: $rows, idempotencyKey: $key) { inserted updated unchanged quarantined } }';
const interactions = 'mutation ($rows: [InteractionRow!]!) { ingestInteractions(rows: $rows) { inserted updated } }';
const sold = (transactionId: string, customerId: string | null | undefined, revenue = '1') => ({
  transactionId,
  orderId: `order ${transactionId}`,
  occurredAt: '2025-07-01',
  kind: 'order',
  revenue,
  customerId,
});
const refusal = (what: string, places: string): string =>
  `OUTSIDE_ROW_SCOPE: What stands in ${what} at ${places} (counted from 0) is about customers outside of your row scope, or would move one out of it. Nothing was stored. Leave these out, or let somebody send them who sees those customers; a new customer has to lie inside of the scope itself.`;

/** What stands in the warehouse. */
const stored = async () => {
  const { rows } = await company.warehouse.pool.query(
    `SELECT (SELECT count(*) FROM load) AS loads, (SELECT md5(string_agg(d::text, '|' ORDER BY customer_key)) FROM dim_customer AS d) AS customers,
       (SELECT md5(string_agg(t::text, '|' ORDER BY transaction_id)) FROM fact_transaction AS t) AS transactions,
       (SELECT md5(string_agg(i::text, '|' ORDER BY interaction_id)) FROM fact_interaction AS i) AS interactions,
       (SELECT count(*) FROM load_rejection) AS rejections, (SELECT count(*) FROM ingest_key) AS keys`,
  );
  return rows[0];
};

async function refused(document: string, variables: object, expected: readonly string[]): Promise<void> {
  const before = await stored();
  expect(await company.errorsOf(north, document, variables)).toEqual(expected);
  expect(await stored()).toEqual(before);
}

test('customers inside of the scope, new ones too', async () => {
  const rows = [
    { customerId: 'ben', city: 'Rostock', region: 'north', validFrom: '2025-01-01' },
    { customerId: 'gil', region: 'north', name: 'Gil' },
  ];
  expect((await company.ask(north, customers, { rows })).ingestCustomers).toEqual({
    inserted: 1,
    updated: 1,
    unchanged: 0,
    quarantined: 0,
  });
  expect((await company.ask(north, '{ customer(id: "gil") { name } }')).customer).toEqual({ name: 'Gil' });
});

test('customers outside, and such as would come from there or go there', async () => {
  await refused(
    customers,
    {
      rows: [
        { customerId: 'ben', city: 'Rostock' },
        { customerId: 'eli', region: 'north' },
        { customerId: 'anna', city: 'Jena' },
        { customerId: 'new', region: 'south' },
        { customerId: 'nowhere' },
        { customerId: 'gil', region: 'north' },
        { customerId: 'chi', region: 'east', validFrom: '2025-06-01' },
      ],
      key: 'a key',
    },
    [refusal('rows', '1-4, 6')],
  );
});

test('facts of customers inside, under their aliases too', async () => {
  const rows = [sold('t2', 'ben', '21'), sold('n1', 'chi'), sold('n2', 'benny')];
  expect((await company.ask(north, transactions, { rows })).ingestTransactions).toMatchObject({
    inserted: 2,
    updated: 1,
  });
  const { metrics } = await company.ask(north, '{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }');
  expect(metrics.rows).toEqual([{ revenue: { value: 58 } }]);
});

test('facts of others, of nobody, of somebody new, and taken from others or given to them', async () => {
  await refused(
    transactions,
    {
      rows: [
        sold('n1', 'chi'),
        sold('n2', 'eli'),
        sold('n3', null),
        sold('n4', 'new'),
        sold('t5', 'ben'),
        sold('t2', 'anna'),
        sold('t4', undefined),
      ],
    },
    [refusal('rows', '1-5')],
  );
  await refused(
    interactions,
    {
      rows: [
        {
          interactionId: 'n1',
          occurredAt: '2025-03-01',
          kind: 'stage',
          customerId: 'ben',
          opportunityId: 'd2',
          stage: 'lost',
        },
      ],
    },
    [refusal('rows', '0')],
  );
});

test('deletions', async () => {
  await refused('mutation { deleteTransactions(ids: ["t2", "t5", "none", "t1"]) { deleted } }', {}, [
    refusal('ids', '1, 3'),
  ]);
  await refused('mutation { deleteInteractions(ids: ["i2"]) { deleted } }', {}, [refusal('ids', '0')]);
  expect(
    (await company.ask(north, 'mutation { deleteTransactions(ids: ["t2", "none"]) { deleted unchanged } }'))
      .deleteTransactions,
  ).toEqual({ deleted: 1, unchanged: 1 });
});

test('a call that another one sent under the same key is another call', async () => {
  const variables = { rows: [sold('n1', 'eli')], key: 'k' };
  expect((await company.ask(everybody, transactions, variables)).ingestTransactions).toMatchObject({ inserted: 1 });
  expect((await company.errorsOf(north, transactions, variables))[0]).toMatch(/^IDEMPOTENCY_KEY_REUSED/);
});

test('calls of others that are committed together are stored', async () => {
  const outcomes = await Promise.allSettled([
    company.ask(everybody, transactions, { rows: [sold('n1', 'eli')] }),
    company.ask(north, transactions, { rows: [sold('n2', 'eli')] }),
    company.ask(everybody, transactions, { rows: [sold('n3', 'eli')] }),
    company.ask(north, transactions, { rows: [sold('n4', 'ben')] }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  const { rows } = await company.warehouse.pool.query(
    `SELECT transaction_id AS id FROM fact_transaction WHERE transaction_id LIKE 'n%' ORDER BY 1`,
  );
  expect(rows.map(({ id }) => id)).toEqual(['n1', 'n3', 'n4']);
});

test('of others there is nobody to merge or to erase', async () => {
  const merge = (from: string, into: string) => `mutation { mergeCustomers(from: "${from}", into: "${into}") { id } }`;
  const unknown = (id: string) => [
    `UNKNOWN_CUSTOMER: There is no customer ${id}. A customer is named by its id, as its source writes it.`,
  ];
  await refused(merge('chi', 'eli'), {}, unknown('eli'));
  await refused(merge('eli', 'chi'), {}, unknown('eli'));
  await refused(merge('anna', 'nobody'), {}, unknown('anna'));
  await refused('mutation { eraseCustomer(id: "eli") }', {}, unknown('eli'));
  await company.ask(everybody, 'mutation { eraseCustomer(id: "eli") }');
  await refused('mutation { eraseCustomer(id: "eli") }', {}, unknown('eli'));
  expect((await company.ask(north, merge('chi', 'benny'))).mergeCustomers).toEqual({ id: 'ben' });
  expect((await company.ask(north, 'mutation { eraseCustomer(id: "dora") }')).eraseCustomer).toBe(true);
});
