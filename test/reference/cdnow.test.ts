// CDNOW: purchases of the customers who first bought in the first quarter of 1997, to June 1998. An order of the mapping
// is a customer's purchase day, so what is counted here in orders the literature counts in purchase days.
import { cohortsOf, describePublished, figuresOf, rounded, rowsOf } from './published-data';
import { mean, median, sampleDeviation } from './statistics';

const settings = { folder: 'cdnow', asOf: '1998-07-01T00:00:00Z', timeZone: 'UTC', currency: 'USD' } as const;
const whole = 'period: { from: "1997-01-01", to: "1998-06-30" }';
const calibration = 'period: { from: "1997-01-01", to: "1997-09-30" }';
const holdout = 'period: { from: "1997-10-01", to: "1998-06-30" }';
const everyCustomer = 'by: [CUSTOMER], first: 50000';

/** Buyers of each cohort in its own month and the months after it. */
const cohortBuyers = {
  '1997-01': [7846, 1157, 964, 810, 679, 736, 720, 582, 559, 594, 673, 634, 528, 511, 664, 472, 497, 498],
  '1997-02': [8476, 1312, 980, 783, 847, 786, 626, 619, 666, 721, 661, 545, 568, 718, 545, 548, 551],
  '1997-03': [7248, 1032, 752, 756, 674, 564, 561, 579, 634, 569, 464, 472, 678, 420, 443, 457],
};

describePublished('CDNOW, the master file', { ...settings, mapping: 'cdnow' }, (ask) => {
  test('every row is stored', async () => {
    const { dataStatus } = await ask('{ dataStatus { customers transactions quarantined } }');
    expect(dataStatus).toEqual({ customers: 23570, transactions: 69659, quarantined: 0 });
  });

  test('customers, lines and revenue', async () => {
    const figures = await figuresOf(ask, whole, 'buyers { value } customersOnFile { value } revenue { exact n }');
    expect(figures).toEqual({
      buyers: { value: 23570 },
      customersOnFile: { value: 23570 },
      revenue: { exact: '2500315.6300', n: 69659 },
    });
  });

  test('customer-days, as orders and as days with an active fact', async () => {
    expect(await figuresOf(ask, whole, 'orders { value } stickiness { numerator }')).toEqual({
      orders: { value: 67591 },
      stickiness: { numerator: 67591 },
    });
  });

  // By purchase days; by lines it would be 11,662 = 49.4782 %, which METRICS.md does not count.
  test('repeat purchase rate', async () => {
    expect(await figuresOf(ask, whole, 'repeatPurchaseRate { value status numerator denominator n }')).toEqual({
      repeatPurchaseRate: {
        value: rounded(48.8587, 4),
        status: 'OK',
        numerator: 11516,
        denominator: 23570,
        n: 23570,
      },
    });
  });

  // clvHistoric is gross profit a customer; the data know no cost, so it is the spend.
  test('spend per customer, mean and median', async () => {
    const { clvHistoric } = await figuresOf(ask, whole, 'clvHistoric { value }');
    expect(clvHistoric.value).toEqual(rounded(106.0804, 4));
    const spend = await rowsOf(ask, `metrics: [REVENUE], ${whole}, ${everyCustomer}`);
    expect(spend.length).toBe(23570);
    expect(median(spend.map(([, revenue]) => Number(revenue)))).toEqual(rounded(43.395, 6));
  });

  test('revenue by month', async () => {
    const months = new Map((await rowsOf(ask, `metrics: [REVENUE], ${whole}, grain: MONTH`)).map(([m, r]) => [m, r]));
    expect(months.size).toBe(18);
    expect(['1997-01-01', '1997-02-01', '1997-03-01', '1998-06-01'].map((month) => months.get(month))).toEqual([
      299060.17, 379590.03, 393155.27, 76109.3,
    ]);
  });

  test('new customers by month: the sizes of the cohorts', async () => {
    const months = await rowsOf(ask, `metrics: [NEW_CUSTOMERS], ${whole}, grain: MONTH`);
    expect(months.map(([, customers]) => customers)).toEqual([7846, 8476, 7248, ...Array(15).fill(0)]);
  });

  test('retention of the three cohorts, every cell', async () => {
    const cohorts = await cohortsOf(ask, `${whole}, offsets: 17`);
    expect(cohorts.map(({ month, buyers }) => [month, buyers])).toEqual([
      ['1997-01-01', cohortBuyers['1997-01']],
      ['1997-02-01', cohortBuyers['1997-02']],
      ['1997-03-01', cohortBuyers['1997-03']],
    ]);
    const revenue = cohorts.reduce((sum, cohort) => sum + cohort.revenue, 0);
    expect(revenue).toBeCloseTo(2500315.63, 2);
  });

  test.each(Object.entries(cohortBuyers))('buyers of the cohort of %s, month after month', async (cohort, buyers) => {
    const cells = await rowsOf(ask, `metrics: [BUYERS], ${whole}, grain: MONTH, by: [COHORT_MONTH], fill: false`);
    expect(cells.filter(([, member]) => member === cohort).map(([, , value]) => value)).toEqual(buyers);
    expect(cells.length).toBe(18 + 17 + 16);
  });
});

describePublished('CDNOW, the 1/10 sample', { ...settings, mapping: 'cdnow-sample' }, (ask) => {
  test('customers, lines, customer-days, revenue and repeat purchase rate', async () => {
    const figures = await figuresOf(
      ask,
      whole,
      'buyers { value } orders { value } revenue { exact n } repeatPurchaseRate { value numerator }',
    );
    expect(figures).toEqual({
      buyers: { value: 2357 },
      orders: { value: 6696 },
      revenue: { exact: '244091.9400', n: 6919 },
      repeatPurchaseRate: { value: rounded(48.3241, 4), numerator: 1139 },
    });
  });

  test('revenue by month', async () => {
    const months = new Map((await rowsOf(ask, `metrics: [REVENUE], ${whole}, grain: MONTH`)).map(([m, r]) => [m, r]));
    expect(['1997-01-01', '1997-02-01', '1997-03-01', '1998-06-01'].map((month) => months.get(month))).toEqual([
      28592.7, 40433.81, 43472.1, 5590.87,
    ]);
  });

  // The calibration period counts customers who came back and the days they came back on; the holdout only the latter.
  test('repeat customers and repeat customer-days before and after 1997-09-30', async () => {
    const selection = 'buyers { value } orders { value } repeatPurchaseRate { numerator } repurchaseIntervalDays { n }';
    const before = await figuresOf(ask, calibration, selection);
    expect(before).toEqual({
      buyers: { value: 2357 },
      orders: { value: 2357 + 2457 },
      repeatPurchaseRate: { numerator: 946 },
      repurchaseIntervalDays: { n: 2457 },
    });
    const after = await figuresOf(ask, holdout, selection);
    expect(after).toMatchObject({ orders: { value: 1882 }, repurchaseIntervalDays: { n: 1882 } });
  });

  test('repeat customer-days of the holdout by those of the calibration', async () => {
    const orders = async (period: string) => rowsOf(ask, `metrics: [ORDERS], ${period}, ${everyCustomer}`);
    const later = new Map((await orders(holdout)).map(([customer, days]) => [customer, Number(days)]));
    const byFrequency: number[][] = Array.from({ length: 8 }, () => []);
    for (const [customer, days] of await orders(calibration))
      byFrequency[Math.min(Number(days) - 1, 7)]!.push(later.get(customer!) ?? 0);
    expect(byFrequency.map((group) => mean(group))).toEqual(
      [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375].map((days) => rounded(days, 6)),
    );
  });

  // Average order value of the days after a customer's first is the literature's average repeat spend.
  test('mean, standard deviation and median of the average repeat spend', async () => {
    const returning = 'where: { dimension: BUYER_TYPE, in: ["RETURNING"] }';
    const rows = await rowsOf(ask, `metrics: [AVERAGE_ORDER_VALUE], ${calibration}, ${everyCustomer}, ${returning}`);
    const spend = rows.map(([, value]) => Number(value));
    expect(spend.length).toBe(946);
    expect([mean(spend), sampleDeviation(spend), median(spend)]).toEqual([
      rounded(35.0778, 4),
      rounded(30.2835, 4),
      rounded(27.4975, 4),
    ]);
  });
});
