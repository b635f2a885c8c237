// Whoever sees the north alone is answered, whatever is asked, as if there were ben, chi and dora and nobody else.
import { everybody, north, openScopedCompany, type ScopedCompany } from './scoped-company';

let company: ScopedCompany;
beforeAll(async () => {
  company = await openScopedCompany();
});
afterAll(() => company.close());

const period = 'period: { year: 2025 }';

test('what the warehouse holds', async () => {
  await company.services.ingest({ kind: 'rows', name: 'a bad row', table: 'customers', rows: [{ customer_id: null }] });
  const document =
    '{ dataStatus { customers interactions transactions transactionsWithoutCost firstDate lastDate quarantined models { model } } }';
  expect((await company.ask(north, document)).dataStatus).toEqual({
    customers: 3,
    interactions: 1,
    transactions: 3,
    transactionsWithoutCost: 3,
    firstDate: '2025-02-01',
    lastDate: '2025-06-20',
    quarantined: 0,
    models: [],
  });
  expect((await company.ask(everybody, document)).dataStatus).toMatchObject({
    customers: 5,
    interactions: 2,
    transactions: 5,
    firstDate: '2025-01-10',
    lastDate: '2025-07-01',
    quarantined: 1,
  });
});

test('metrics, whatever the customers once were', async () => {
  const { metrics } = await company.ask(
    north,
    `{ metrics(${period}, by: [CITY], totals: GRAND) { rows { keys { value } revenue { value } } totals { revenue { value } pipelineValue { value } customersOnFile { value } } } }`,
  );
  expect(metrics).toEqual({
    rows: [
      { keys: [{ value: 'Bremen' }], revenue: { value: 5 } },
      { keys: [{ value: 'Kiel' }], revenue: { value: 50 } },
      { keys: [{ value: null }], revenue: { value: 0 } },
    ],
    totals: [{ revenue: { value: 55 }, pipelineValue: { value: 70 }, customersOnFile: { value: 3 } }],
  });
});

test('single customers, by id, by alias, by number of words, and their timeline', async () => {
  const { customers, customer, searchCustomers } = await company.ask(
    north,
    `{ customers(ids: ["anna", "ben", "benny", "eli", "nobody"]) { id timeline { nodes { at kind } } metrics(${period}) { revenue { value } } }
       customer(id: "anna", asOf: "2025-03-01") { id }
       searchCustomers(orderBy: ID_ASC) { nodes { id } totalCount } }`,
  );
  const timeline = {
    nodes: [
      { at: '2025-06-20T00:00:00.000Z', kind: 'order' },
      { at: '2025-02-10T00:00:00.000Z', kind: 'order' },
      { at: '2025-02-01T00:00:00.000Z', kind: 'stage' },
    ],
  };
  expect(customers).toEqual([
    null,
    {
      id: 'ben',
      timeline,
      metrics: [{ revenue: { value: 50 } }],
    },
    {
      id: 'ben',
      timeline,
      metrics: [{ revenue: { value: 50 } }],
    },
    null,
    null,
  ]);
  expect(customer).toBeNull();
  expect(searchCustomers).toEqual({ nodes: [{ id: 'ben' }, { id: 'chi' }, { id: 'dora' }], totalCount: 3 });
  const found = await company.ask(north, '{ searchCustomers(text: "eli") { nodes { id } totalCount } }');
  expect(found.searchCustomers).toEqual({ nodes: [], totalCount: 0 });
});

test('members, their number, and what is suggested in place of one', async () => {
  const { dimensionValues } = await company.ask(
    north,
    '{ dimensionValues(dimension: CITY) { nodes { value count } } }',
  );
  expect(dimensionValues.nodes).toEqual([
    { value: 'Bremen', count: 1 },
    { value: 'Kiel', count: 1 },
    { value: null, count: 1 },
  ]);
  expect(
    await company.errorsOf(
      north,
      `{ metrics(${period}, where: { dimension: CITY, in: ["Ulm"] }) { rows { revenue { value } } } }`,
    ),
  ).toEqual(['UNKNOWN_MEMBER: CITY has no member "Ulm". Its members are Bremen, Kiel.']);
  expect(
    await company.errorsOf(
      north,
      `{ metrics(${period}, where: { dimension: CUSTOMER, in: ["eli"] }) { rows { revenue { value } } } }`,
    ),
  ).toEqual(['UNKNOWN_MEMBER: CUSTOMER has no member "eli". Did you mean chi? Its members are ben, chi, dora.']);
});

test('funnels, retention, transitions and conditions on customers', async () => {
  const { funnel, retention, transitions, metrics } = await company.ask(
    north,
    `{ funnel(${period}, stages: [WON, REPURCHASED]) { rows { steps { reached } } }
       retention(${period}, grain: YEAR) { cohorts { size } }
       transitions(dimension: CITY, from: "2025-03-01", to: "2025-07-01") { from { value } to { value } customers }
       metrics(${period}, where: { metric: { metric: REVENUE, gte: 10 } }) { rows { revenue { value } customersOnFile { value } } } }`,
  );
  expect(funnel.rows).toEqual([{ steps: [{ reached: 2 }, { reached: 1 }] }]);
  expect(retention.cohorts).toEqual([{ size: 2 }]);
  expect(
    transitions
      .map(({ customers }: { customers: number }) => customers)
      .reduce((sum: number, each: number) => sum + each, 0),
  ).toBe(2);
  expect(metrics.rows).toEqual([{ revenue: { value: 50 }, customersOnFile: { value: 1 } }]);
});

test('segments: whom they hold of, and no ids of others', async () => {
  await company.ask(
    everybody,
    `mutation { a: saveSegment(name: "some", where: { any: [{ dimension: CUSTOMER, in: ["ben", "eli"] }, { dimension: CITY, in: ["Ulm"] }] }) { name }
                b: saveSegment(name: "not", where: { dimension: CUSTOMER, notIn: ["eli", "chi"] }) { name } }`,
  );
  const document = '{ segments { name where customers } }';
  expect((await company.ask(north, document)).segments).toEqual([
    { name: 'not', where: { dimension: 'CUSTOMER', notIn: ['chi'] }, customers: 2 },
    {
      name: 'some',
      where: {
        any: [
          { dimension: 'CUSTOMER', in: ['ben'] },
          { dimension: 'CITY', in: ['Ulm'] },
        ],
      },
      customers: 1,
    },
  ]);
  expect(
    (await company.ask(everybody, document)).segments.map(({ customers }: { customers: number }) => customers),
  ).toEqual([3, 2]);
  expect((await company.ask(north, '{ customer(id: "ben") { segments { name where } } }')).customer.segments).toEqual([
    { name: 'not', where: { dimension: 'CUSTOMER', notIn: ['chi'] } },
    {
      name: 'some',
      where: {
        any: [
          { dimension: 'CUSTOMER', in: ['ben'] },
          { dimension: 'CITY', in: ['Ulm'] },
        ],
      },
    },
  ]);
  const { metrics } = await company.ask(
    north,
    `{ metrics(${period}, where: { segment: "some" }) { rows { revenue { value } } resolved { warnings { message } } } }`,
  );
  expect(metrics.rows).toEqual([{ revenue: { value: 50 } }]);
  expect(JSON.stringify(metrics.resolved)).not.toMatch(/eli/);
  // To save it would lose what is not seen of it.
  expect(
    await company.errorsOf(
      north,
      'mutation { saveSegment(name: "some", where: { dimension: CUSTOMER, in: ["ben"] }) { name } }',
    ),
  ).toEqual([
    'INVALID_ARGUMENT: The argument name is not valid: the segment of that name names customers outside of your row scope. Choose another name.',
  ]);
});

test('targets that name a customer, and what is said of members of others', async () => {
  expect((await company.ask(north, '{ targets { value member } }')).targets).toEqual([
    { value: '1000.0000', member: null },
    { value: '10.0000', member: 'ben' },
  ]);
  expect((await company.ask(everybody, '{ targets { member } }')).targets).toHaveLength(3);
  const set = (member: string, dimension = 'CITY') =>
    `mutation { setTarget(input: { metric: REVENUE, from: "2025-01-01", to: "2025-01-31", value: "5", dimension: ${dimension}, member: "${member}" }) { member warnings { message } } }`;
  expect((await company.ask(north, set('Kiel'))).setTarget.warnings).toEqual([]);
  expect((await company.ask(north, set('Ulm'))).setTarget.warnings).toHaveLength(1);
  expect((await company.ask(everybody, set('Ulm'))).setTarget.warnings).toEqual([]);
  expect(await company.errorsOf(north, set('eli', 'CUSTOMER'))).toEqual([
    'UNKNOWN_CUSTOMER: There is no customer eli. A customer is named by its id, as its source writes it.',
  ]);
  const remove =
    'mutation { deleteTarget(metric: REVENUE, from: "2025-01-01", to: "2025-12-31", dimension: CUSTOMER, member: "eli") }';
  expect((await company.ask(north, remove)).deleteTarget).toBe(false);
  expect((await company.ask(everybody, remove)).deleteTarget).toBe(true);
});
