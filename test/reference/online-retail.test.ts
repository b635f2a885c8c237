// UCI Online Retail: a British gift wholesaler, 2010-12-01 to 2011-12-09. Population A of the literature is every row with
// a customer, population B the paid purchases of known customers.
import { cohortsOf, type Data, describePublished, figuresOf, rounded, rowsOf } from './published-data';
import { mean, median } from './statistics';

const settings = {
  folder: 'online_retail',
  asOf: '2011-12-10T00:00:00Z',
  timeZone: 'Europe/London',
  currency: 'GBP',
} as const;
const whole = 'period: { from: "2010-12-01", to: "2011-12-09" }';
const known = 'where: { dimension: CUSTOMER, isNull: false }';

/** Buyers of the cohorts of population B in their own month and the months after it. */
const cohortBuyers = {
  '2010-12': [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235],
  '2011-01': [417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49],
};

describePublished('Online Retail, every row', { ...settings, mapping: 'online-retail' }, (ask) => {
  test('every row is stored', async () => {
    const { dataStatus } = await ask('{ dataStatus { customers transactions quarantined } }');
    expect(dataStatus).toEqual({ customers: 4372, transactions: 541909, quarantined: 0 });
  });

  test('rows and net revenue of all of them', async () => {
    const { revenue } = await figuresOf(ask, whole, 'revenue { value exact n }');
    expect(revenue).toEqual({ value: rounded(9747747.93, 2), exact: expect.stringMatching(/^9747747\.93/), n: 541909 });
  });

  // Refunds are 9,288 cancellation rows, 1,336 stock corrections at price 0 and 2 rows of written-off debt; the first two
  // are the 10,624 rows of negative quantity.
  test('rows by kind', async () => {
    const { metrics } = await ask(
      `{ metrics(${whole}, by: [TRANSACTION_KIND]) { rows { key(dimension: TRANSACTION_KIND) { value } revenue { n } } } }`,
    );
    expect(metrics.rows).toEqual([
      { key: { value: 'order' }, revenue: { n: 541909 - 10624 - 2 } },
      { key: { value: 'refund' }, revenue: { n: 10624 + 2 } },
    ]);
  });

  test('rows without customer', async () => {
    const { revenue } = await figuresOf(ask, `${whole}, where: { dimension: CUSTOMER, isNull: true }`, 'revenue { n }');
    expect(revenue).toEqual({ n: 135080 });
  });

  test('customers and stock codes', async () => {
    const { catalog } = await ask('{ catalog { dimensions { id members } } }');
    const members = new Map(catalog.dimensions.map((each: { id: string; members: number }) => [each.id, each.members]));
    expect(members.get('CUSTOMER')).toBe(4372);
    expect(members.get('PRODUCT')).toBe(4070);
  });

  // The 38th country, Hong Kong, stands on rows without customer only; a country is an attribute of a customer here.
  test('countries', async () => {
    const { dimensionValues } = await ask('{ dimensionValues(dimension: COUNTRY, first: 100) { nodes { value } } }');
    expect(dimensionValues.nodes.length).toBe(38 - 1);
  });

  test('revenue by month of the rows with a customer', async () => {
    const months = await rowsOf(ask, `metrics: [REVENUE], ${whole}, grain: MONTH, ${known}`);
    expect(months.map(([, revenue]) => revenue)).toEqual([
      554604.02, 475074.38, 436546.15, 579964.61, 426047.851, 648251.08, 608013.16, 574238.481, 616368, 931440.372,
      974603.59, 1132407.74, 342506.38,
    ]);
  });

  // The literature begins a cohort of A with a customer's first row, be it a cancellation; buyers and newCustomers of
  // METRICS.md begin with the first purchase. The first row is what puts a customer on file.
  test('cohort sizes of the rows with a customer, as customers coming on file', async () => {
    const months = await rowsOf(ask, `metrics: [CUSTOMERS_ON_FILE], ${whole}, grain: MONTH`);
    const onFile = months.map(([, customers]) => Number(customers));
    expect([onFile[0], onFile[1]! - onFile[0]!, onFile.at(-1)]).toEqual([948, 421, 4372]);
  });
});

describePublished('Online Retail, paid purchases', { ...settings, mapping: 'online-retail-purchases' }, (ask) => {
  test('every row is stored', async () => {
    const { dataStatus } = await ask('{ dataStatus { customers transactions quarantined } }');
    expect(dataStatus).toEqual({ customers: 4338, transactions: 397884, quarantined: 0 });
  });

  test('rows, customers, invoices, revenue and average order value', async () => {
    const selection = 'buyers { value } orders { value } revenue { exact n } averageOrderValue { value }';
    expect(await figuresOf(ask, whole, selection)).toEqual({
      buyers: { value: 4338 },
      orders: { value: 18532 },
      revenue: { exact: expect.stringMatching(/^8911407\.90/), n: 397884 },
      averageOrderValue: { value: rounded(480.866, 4) },
    });
  });

  test('repeat purchase rate', async () => {
    expect(await figuresOf(ask, whole, 'repeatPurchaseRate { value status numerator denominator }')).toEqual({
      repeatPurchaseRate: { value: rounded(65.5832, 4), status: 'OK', numerator: 2845, denominator: 4338 },
    });
  });

  // METRICS.md counts orders; by invoice dates it is the customers with buying days, counted here.
  test('customers who bought on two or more dates', async () => {
    const rows = await rowsOf(
      ask,
      `metrics: [BUYERS], ${whole}, grain: DAY, by: [CUSTOMER], fill: false, first: 50000`,
    );
    const dates = new Map<unknown, number>();
    for (const [, customer] of rows) dates.set(customer, (dates.get(customer) ?? 0) + 1);
    expect(dates.size).toBe(4338);
    expect([...dates.values()].filter((days) => days >= 2).length).toBe(2790);
  });

  test('revenue of the United Kingdom', async () => {
    const british = 'where: { dimension: COUNTRY, in: ["United Kingdom"] }';
    const { revenue } = await figuresOf(ask, `${whole}, ${british}`, 'revenue { exact }');
    expect(revenue.exact).toMatch(/^7308391\.55/);
    const { metrics } = await ask(
      `{ metrics(${whole}, by: [COUNTRY]) { rows { key(dimension: COUNTRY) { value } revenue { exact } } } }`,
    );
    expect(metrics.rows).toContainEqual({ key: { value: 'United Kingdom' }, revenue });
  });

  test('frequency and monetary value of the customers, mean and median', async () => {
    const rows = await rowsOf(ask, `metrics: [ORDERS, REVENUE], ${whole}, by: [CUSTOMER], first: 50000`);
    const invoices = rows.map(([, orders]) => Number(orders));
    const revenue = rows.map(([, , value]) => Number(value));
    expect([mean(invoices), median(invoices)]).toEqual([rounded(4.272, 4), 2]);
    expect([mean(revenue), median(revenue)]).toEqual([rounded(2054.2665, 4), rounded(674.485, 6)]);
    const examples = rows.filter(([customer]) => customer === '12347' || customer === '14646');
    expect(examples).toEqual([
      ['12347', 7, 4310],
      ['14646', 73, 280206.02],
    ]);
  });

  test('retention of the cohorts of December and January, every cell', async () => {
    // December 2011 is not over.
    const cohorts = await cohortsOf(ask, whole);
    expect(cohorts).toHaveLength(13);
    expect(cohorts.slice(0, 2).map(({ month, buyers }) => [month, buyers])).toEqual([
      ['2010-12-01', cohortBuyers['2010-12'].slice(0, -1)],
      ['2011-01-01', cohortBuyers['2011-01'].slice(0, -1)],
    ]);
    const { retention } = await ask(`{ retention(${whole}) { cohorts { size cells { customers revenue } } } }`);
    const [december, january] = retention.cohorts;
    expect(december.cells.at(-1).customers).toBe(235);
    expect(january.cells.at(-1).customers).toBe(49);
    expect(retention.cohorts.reduce((sum: number, { size }: Data) => sum + size, 0)).toBe(4338);
    const revenue = retention.cohorts.flatMap(({ cells }: Data) => cells.map((cell: Data) => Number(cell.revenue)));
    expect(revenue.reduce((sum: number, each: number) => sum + each, 0)).toBeCloseTo(8911407.9, 1);
  });

  test.each(Object.entries(cohortBuyers))('buyers of the cohort of %s, month after month', async (cohort, buyers) => {
    const cells = await rowsOf(ask, `metrics: [BUYERS], ${whole}, grain: MONTH, by: [COHORT_MONTH], fill: false`);
    expect(cells.filter(([, member]) => member === cohort).map(([, , value]) => value)).toEqual(buyers);
  });

  test('new customers by month: the sizes of the cohorts', async () => {
    const months = await rowsOf(ask, `metrics: [NEW_CUSTOMERS], ${whole}, grain: MONTH`);
    const sizes = months.map(([, customers]) => Number(customers));
    expect(sizes.slice(0, 2)).toEqual([885, 417]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4338);
  });
});
