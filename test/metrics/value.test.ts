// Loyalty and value on the fixture company (test/support/company/README.md says who is who): literal values, worked out by hand.

import {
  april,
  between,
  december2024,
  february,
  firstHalf,
  firstQuarter,
  january,
  july,
  june,
  march,
  may,
  monthly,
} from '../support/company-periods';
import { shanghai } from '../support/company-settings';
import { mean, moneyShare, noData, ofNone, perHead, share, total } from '../support/expected-values';
import { describeMetric, withCompany } from '../support/fixture';

const only = (...customers: string[]) => ({ dimension: 'CUSTOMER', in: customers });
const ofSomebody = { dimension: 'REGION', isNull: false } as const;

describeMetric('BUYERS', (it) => {
  it('does not count the guest', { period: march }, [total(4)]); // anna, jia, lan, omar
  it('does not count a customer with a refund only', { period: february, where: only('eve') }, [total(0)]);
  it('counts both customers who share an order id', { period: june }, [total(3)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[3, 2, 4, 4, 2, 3].map(total)));
  it.total('the half year counts each once', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(11));
  it('by product category: nan and hui in two', { period: april, by: ['PRODUCT_CATEGORY'] }, [
    { keys: ['tea'], ...total(4) }, // hui, jia, kong, nan
    { keys: ['ware'], ...total(1) }, // nan
    { keys: [null], ...total(1) }, // hui
  ]);
  it.total('the categories', { period: april, by: ['PRODUCT_CATEGORY'], totals: 'GRAND' }, total(4));
  it('is 0 of the guest', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [total(0)]);
  it('is 0 of a customer without facts', { period: firstHalf, where: only('fang') }, [total(0)]);
  it.refuses('a topic', { period: march, by: ['TOPIC'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('REPEAT_PURCHASE_RATE', (it) => {
  it('counts orders, not lines', { period: march }, [share(2, 4)]); // anna, jia; lan and omar one each
  it('counts two orders of one instant as two, and the second line of an order of March as one', { period: april }, [
    share(2, 4),
  ]); // hui, nan
  it('is judged over the whole period', { period: firstQuarter }, [share(3, 7)]); // anna, jia, lan
  it('is judged within the slice: nobody bought twice on one channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...share(0, 1) }, // jia
    { keys: ['shop'], ...share(0, 1) }, // anna
    { keys: ['web'], ...share(0, 4) }, // anna, jia, lan, omar
  ]);
  it(
    'is judged within the region at the event: anna twice in the north, once in the east',
    {
      period: firstQuarter,
      by: ['REGION'],
      where: ofSomebody,
    },
    [
      { keys: ['east'], ...share(1, 2) }, // jia; anna
      { keys: ['north'], ...share(1, 4) }, // anna; eve, gao, omar
      { keys: ['south'], ...share(1, 2) }, // lan; hui
    ],
  );
  it(
    'or within the region of today',
    { period: firstQuarter, by: ['REGION'], where: ofSomebody, attributes: 'CURRENT' },
    [
      { keys: ['east'], ...share(2, 2) },
      { keys: ['north'], ...share(0, 3) },
      { keys: ['south'], ...share(1, 2) },
    ],
  );
  it('counts an order id that two customers share as one order of each', { period: june }, [share(0, 3)]);
  it('is null of a refund only', { period: february, where: only('eve') }, [ofNone()]);
  it('is null of the guest', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [ofNone()]);
});

describeMetric('REPURCHASE_INTERVAL_DAYS', (it) => {
  // anna-4 after anna-3: 10 January 10:00 to 1 March 00:00 = 49 d 14 h; anna-5: 19 d 14 h; jia-2 after jia-1: 28 d 23 h;
  // lan-2: 18 d; omar-2 after omar-1: 199 d 9 h and two microseconds. Together 315.5. jia-1 is a first order, the guest has no other.
  it('reaches back before the period', { period: march }, [mean(63.1, 5)]);
  // hui-2 after hui-1: 79 d 22 h; hui-3 after hui-2 and nan-9 after nan-10: 0; kong-3: 212 d. jia-2 began in March.
  it('counts 0 between two orders of one instant, and an order where its first line is', { period: april }, [
    mean((79 + 22 / 24 + 0 + 0 + 212) / 4, 4),
  ]);
  it('counts an order id that two customers share for each', { period: june }, [
    mean((87 + 64 + (89 + 22 / 24)) / 3, 3), // lan-3, kong-4, anna-6
  ]);
  it('leaves out refunds and first orders', { period: may }, [mean(141 + 20 / 24, 1)]); // chen-3 after chen-2
  it(
    'by channel: the order before may be on another',
    { period: march, by: ['CHANNEL'], where: { dimension: 'CHANNEL', in: ['shop', 'web'] } },
    [
      { keys: ['shop'], ...mean(19 + 14 / 24, 1) }, // anna-5
      { keys: ['web'], ...mean((49 + 14 / 24 + 28 + 23 / 24 + 18 + 199.375) / 4, 4) },
    ],
  );
  it(
    'by channel: jia-2 is an order of the web, where its first line is',
    { period: april, where: { dimension: 'CHANNEL', in: ['app'] } },
    [{ ...noData, n: 0 }],
  );
  it('by region at the order', { period: march, by: ['REGION'], where: ofSomebody }, [
    { keys: ['east'], ...mean((19 + 14 / 24 + 28 + 23 / 24) / 2, 2) }, // anna-5, jia-2
    { keys: ['north'], ...mean((49 + 14 / 24 + 199.375) / 2, 2) }, // anna-4, omar-2
    { keys: ['south'], ...mean(18, 1) }, // lan-2
  ]);
  it('is null of first orders', { period: february }, [{ ...noData, n: 0 }]);
});

describeMetric('CROSS_SELL_RATE', (it) => {
  // Existing buyers: anna (a first pot), lan (a first membership), omar (tea as before). jia first bought within March.
  it('compares with what was bought before the period', { period: march }, [share(2, 3)]);
  // kong (a first tea after pots); hui (a gift card, which has no category), jia (tea, a pot on the last evening of March).
  it('takes a product without a category for nothing new', { period: april }, [share(1, 3)]);
  it('compares with what was bought before a longer period', { period: firstQuarter }, [share(1, 2)]); // anna, omar
  it(
    'by product category',
    {
      period: march,
      by: ['PRODUCT_CATEGORY'],
      where: { dimension: 'PRODUCT_CATEGORY', in: ['membership', 'tea'] },
    },
    [
      { keys: ['membership'], ...share(1, 1) }, // lan
      { keys: ['tea'], ...share(0, 2) }, // anna, omar
    ],
  );
  it(
    'by product category: jia bought a pot too, and is no existing buyer',
    {
      period: march,
      where: { dimension: 'PRODUCT_CATEGORY', in: ['ware'] },
    },
    [share(1, 1)],
  );
  it('of no category', { period: april, where: { dimension: 'PRODUCT_CATEGORY', isNull: true } }, [share(0, 1)]);
  it('on the web: anna bought only tea there', { period: march, where: { dimension: 'CHANNEL', in: ['web'] } }, [
    share(1, 3),
  ]);
  it('is 0 when all stay with what they know', { period: june }, [share(0, 3)]);
  it('is null without an existing buyer', { period: february }, [ofNone()]);
});

describeMetric('TOP_CUSTOMER_SHARE', (it) => {
  // Gross profit: lan 810, gao 65, anna 50, hui 35; eve 30 - 60 = -30 counts among the buyers, not in the sum.
  it('takes one of five buyers', { period: between('2025-01-01', '2025-02-28') }, [moneyShare(810, 960)]);
  // The same, and anna 130, jia 45.
  it('takes two of six: a fifth is rounded up', { period: between('2025-01-01', '2025-03-03') }, [
    moneyShare(940, 1085),
  ]);
  it('takes one of four', { period: march }, [moneyShare(270, 675)]); // anna 270, lan 250, omar 80, jia 75
  it('is 100 of one buyer', { period: january, where: only('hui') }, [moneyShare(35, 35)]);
  it('ranks within the slice', { period: march, by: ['REGION'], where: ofSomebody }, [
    { keys: ['east'], ...moneyShare(190, 265) }, // anna; jia 75
    { keys: ['north'], ...moneyShare(80, 160) }, // anna and omar alike
    { keys: ['south'], ...moneyShare(250, 250) }, // lan
  ]);
  it('is null where nobody made a profit', { period: between('2025-01-01', '2025-02-28'), where: only('eve') }, [
    ofNone(),
  ]);
  it('is null of the guest', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [ofNone()]);
});

describeMetric('CUSTOMER_LIFETIME_YEARS', (it) => {
  // The base a year before the end, and who of it is lost at the end.
  it('is the inverse of the churn of the year before the end', { period: june }, [
    { value: 2.5, status: 'LOW_SAMPLE' },
  ]); // 5, bao and dina
  it('is that of the whole year, whatever the period', { period: firstHalf }, [{ value: 2.5, status: 'LOW_SAMPLE' }]);
  it('is 1 when all are lost', { period: march }, [{ value: 1, status: 'LOW_SAMPLE' }]); // chen, kong
  it('counts who was lost and came back as kept (kong)', { period: april }, [{ value: 1.5, status: 'LOW_SAMPLE' }]); // of 3, bao and chen
  it('goes back to noon a year ago when the period is open', { period: july }, [{ value: 2.5, status: 'LOW_SAMPLE' }]);
  it('is null when nobody was there a year before', { period: january }, [{ value: null, status: 'ZERO_DENOMINATOR' }]);
  it('gives every month', { period: between('2025-02-01', '2025-06-30'), grain: 'MONTH' }, [
    { period: '2025-02-01', value: 1, status: 'LOW_SAMPLE' }, // chen
    { period: '2025-03-01', value: 1, status: 'LOW_SAMPLE' },
    { period: '2025-04-01', value: 1.5, status: 'LOW_SAMPLE' },
    { period: '2025-05-01', value: 4, status: 'LOW_SAMPLE' }, // of anna, bao, chen, kong: bao
    { period: '2025-06-01', value: 2.5, status: 'LOW_SAMPLE' },
  ]);
  it('is 10 where nobody is lost; places the customers a year before the end', { period: june, by: ['REGION'] }, [
    { keys: ['north'], value: 10, status: 'CAPPED' }, // anna, in the east since
    { keys: ['south'], value: 3, status: 'LOW_SAMPLE' }, // bao of bao, chen, kong
    { keys: [null], value: 1, status: 'LOW_SAMPLE' }, // dina
  ]);
  it.refuses('a channel', { period: june, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

/** anna, hui, jia, kong, lan and nan. */
const until = (last: string) => between('2025-01-01', last);
const regulars = { metric: { metric: 'ORDERS', gte: 2, period: firstHalf } } as const;

describeMetric('CUSTOMER_LIFETIME_YEARS', (it) => {
  it.refuses('one customer, who has no churn rate', { period: june, by: ['CUSTOMER'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses('a list of customers too', { period: june, where: only('anna') }, 'METRIC_NOT_SLICEABLE');
  it('goes with a condition on customers: of anna and kong none is lost', { period: june, where: regulars }, [
    { value: 10, status: 'CAPPED' },
  ]);
});

describeMetric('CLV', (it) => {
  it.refuses('one customer', { period: june, by: ['CUSTOMER'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses('what is not one customer', { period: june, where: { not: only('anna') } }, 'METRIC_NOT_SLICEABLE');
  // anna 381, hui 110, jia 115, kong 399, lan 1305, nan 52; (2 + 6) / 2 customers; 10 years.
  it('goes with a condition on customers', { period: june, where: regulars }, [
    { value: (2362 / 4) * 10, status: 'CAPPED' },
  ]);
  // The rest of 4005, the guest's 15 too; bao, chen, dina and chen, eve, gao, omar, ping; bao and dina of three are lost.
  it('and with its negation', { period: june, where: { not: regulars } }, [
    { value: (1643 / 4) * 1.5, status: 'LOW_SAMPLE' },
  ]);
  // Gross profit of the year 1728 + 2277 = 4005 (the guest too); (5 + 11) / 2 customers; 2.5 years.
  it('is the contribution of the year for each of the mean base, times the lifetime', { period: june }, [
    { value: (4005 / 8) * 2.5, status: 'LOW_SAMPLE' },
  ]);
  // From noon of 2024-07-01 until now: hui-4 as well.
  it('goes back a year from now when the period is open', { period: { year: 2025 } }, [
    { value: (4040 / 8) * 2.5, status: 'LOW_SAMPLE' },
  ]);
  // 1 March 2024 to February 2025: 640 less chen-1 (110), 1728, 115, 815 = 3188; (1 + 8) / 2 customers; 1 year.
  it('leaves out what lies before the year (29 February 2024)', { period: february }, [
    { value: (3188 / 4.5) * 1, status: 'LOW_SAMPLE' },
  ]);
  it('is null when nobody was there a year before', { period: january }, [{ value: null, status: 'ZERO_DENOMINATOR' }]);
  it('places facts as they are, the base at its own instant', { period: june, by: ['REGION'] }, [
    { keys: ['east'], value: null, status: 'ZERO_DENOMINATOR' }, // nobody a year before
    { keys: ['north'], value: (432 / 2.5) * 10, status: 'CAPPED' }, // anna 168, eve -30, gao 65, omar 120, kong 109; 1 and 4 customers
    { keys: ['south'], value: (2145 / 3) * 3, status: 'LOW_SAMPLE' }, // bao 210, chen 230, hui 110, kong 290, lan 1305; 3 and 3
    { keys: [null], value: (1048 / 1) * 1, status: 'LOW_SAMPLE' }, // dina 1000, ping 33, the guest 15; dina and ping
  ]);
  it.refuses('a product', { period: june, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('CLV_HISTORIC', (it) => {
  // 640 + 1728 + 115 + 815 + 690 less the guest 15 = 3973 of eleven customers.
  it('is all gross profit before the end, without the guest', { period: march }, [perHead(3973, 11)]);
  it('takes refunds off, and counts a customer who only lost money', { period: february, where: only('eve') }, [
    perHead(-30, 1),
  ]);
  it('does not hang on the start of the period', { period: firstQuarter }, [perHead(3973, 11)]);
  it('grows with the end', { period: june }, [perHead(4630, 13)]);
  it('ends before now', { period: july }, [perHead(4665, 13)]); // with hui-4, without ivan
  it('places each customer with all its past at the end', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...perHead(473, 2) }, // anna 398, jia 75
    { keys: ['north'], ...perHead(155, 3) }, // eve -30, gao 65, omar 120
    { keys: ['south'], ...perHead(2295, 5) }, // bao 410, chen 260, hui 35, kong 530, lan 1060
    { keys: [null], ...perHead(1050, 1) }, // dina
  ]);
  it('or in the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...perHead(473, 2) },
    { keys: ['north'], ...perHead(685, 4) }, // kong as well
    { keys: ['south'], ...perHead(1765, 4) },
    { keys: [null], ...perHead(1050, 1) },
  ]);
  it('by tag', { period: march, by: ['TAG'] }, [
    { keys: ['student'], ...perHead(75, 1) },
    { keys: ['vip'], ...perHead(473, 2) },
    { keys: [null], ...perHead(3500, 9) },
  ]);
  it('by acquisition channel', { period: december2024, by: ['ACQUISITION_CHANNEL'] }, [
    { keys: ['shop'], ...perHead(940, 2) }, // bao 410, kong 530
    { keys: ['web'], ...perHead(1428, 4) }, // anna 78, chen 260, dina 1050, omar 40
  ]);
  it('is null before anybody bought', { period: { year: 2024, month: 1 } }, [ofNone()]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

/** Customers who buy in June 2024; the first `kept` of them buy again in May 2025, the others are lost by July. */
function yearOf(customers: number, kept: number) {
  const line = (customer: number, date: string, part: string) => ({
    transaction_id: `t-${customer}-${part}`,
    order_id: `o-${customer}-${part}`,
    occurred_at: `${date}T12:00:00+08:00`,
    kind: 'order',
    revenue: '100',
    customer_id: `customer-${customer}`,
    cost: '40',
  });
  const numbers = Array.from({ length: customers }, (_, index) => index + 1);
  return {
    transactions: [
      ...numbers.map((number) => line(number, '2024-06-10', 'first')),
      ...numbers.slice(0, kept).map((number) => line(number, '2025-05-10', 'second')),
    ],
  };
}

withCompany('forty customers of whom five are lost within the year', yearOf(40, 35), shanghai, (describe) => {
  describe('CUSTOMER_LIFETIME_YEARS', (it) => {
    it('is 8 years, from a sample large enough', { period: june }, [{ value: 8, status: 'OK' }]);
  });
  describe('CLV', (it) => {
    it('is 35 x 60 for each of (40 + 35) / 2, times 8', { period: june }, [{ value: 448, status: 'OK' }]);
  });
});

withCompany('forty customers of whom four are lost within the year', yearOf(40, 36), shanghai, (describe) => {
  describe('CUSTOMER_LIFETIME_YEARS', (it) => {
    it('is capped when it is 10 exactly', { period: june }, [{ value: 10, status: 'CAPPED' }]);
  });
});

withCompany('forty customers of whom three are lost within the year', yearOf(40, 37), shanghai, (describe) => {
  describe('CUSTOMER_LIFETIME_YEARS', (it) => {
    it('is capped above 10', { period: june }, [{ value: 10, status: 'CAPPED' }]);
  });
  describe('CLV', (it) => {
    it('counts ten years then: 37 x 60 for each of 38.5', { period: june }, [
      { value: (2220 / 38.5) * 10, status: 'CAPPED' },
    ]);
  });
});

const eve = { dimension: 'CUSTOMER', in: ['eve'] } as const;

describeMetric('RETURNING_BUYER_RATE', (it) => {
  it('counts who bought before the period, not before within it', { period: march }, [share(3, 4)]); // anna, lan, omar
  it('is 0 of new buyers', { period: february }, [share(0, 2)]);
  it('is null without buyers', { period: february, where: eve }, [ofNone()]);
});

describeMetric('PURCHASE_FREQUENCY', (it) => {
  it('counts the order of the guest among the orders', { period: march }, [perHead(7, 4)]);
  it('is below 1 where two share an order id', { period: june }, [perHead(2, 3)]);
  it('is null of the guest', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [ofNone(1)]);
});

describeMetric('CATEGORIES_PER_BUYER', (it) => {
  it('is the mean of 2, 2, 1 and 1', { period: march }, [mean(1.5, 4)]);
  it('does not count a gift card, which has no category', { period: april }, [mean(1.25, 4)]);
  it('counts 0 for a buyer of nothing known (ping)', { period: may }, [mean(0.5, 2)]);
  it('is null without buyers', { period: february, where: eve }, [noData]);
});

describeMetric('REVENUE_PER_CUSTOMER', (it) => {
  it('counts the money of the guest', { period: march }, [perHead(1260, 4)]);
  it('takes refunds off', { period: february }, [perHead(2070, 2)]);
  it('is null without buyers', { period: february, where: eve }, [ofNone(-80)]);
});

describeMetric('MRR', (it) => {
  // A month of dina-2 is 133.9957, of lan-2 and of lan-3 99.2527.
  it('counts the terms that cover the end', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(...[133.9957, 133.9957, 233.2484, 233.2484, 99.2527, 99.2527].map(total)),
  ]);
  it('counts both terms of a customer who renews early', { period: between('2025-06-01', '2025-06-07') }, [
    { ...total(198.5054), n: 2 },
  ]);
  it('counts no term that ends exactly at the end (dina-2)', { period: between('2025-05-01', '2025-05-19') }, [
    total(99.2527),
  ]);
  it('counts one that ends after it', { period: between('2025-05-01', '2025-05-18') }, [total(233.2484)]);
  // Two hours behind UTC a day ends at 10:00 of the next in Shanghai.
  it(
    'counts a purchase exactly at the end (lan-2)',
    { period: { ...until('2025-03-09'), timezone: 'America/Noronha' } },
    [total(233.2484)],
  );
  it('counts no end exactly there (lan-2)', { period: { ...until('2025-06-09'), timezone: 'America/Noronha' } }, [
    total(99.2527), // lan-3
  ]);
  it('by product category and region at the end', { period: march, by: ['PRODUCT_CATEGORY', 'REGION'] }, [
    { keys: ['membership', 'south'], ...total(99.2527) },
    { keys: ['membership', null], ...total(133.9957) },
  ]);
  it('by kind', { period: june, by: ['TRANSACTION_KIND'] }, [{ keys: ['renewal'], ...total(99.2527) }]);
  it.total('is that of the end, not the sum of the months', { period: firstHalf, grain: 'MONTH' }, total(99.2527));
  it(
    'of customers whose own is more than 100',
    {
      period: march,
      where: { metric: { metric: 'MRR', gt: 100, period: march } },
    },
    [total(133.9957)],
  );
  it('is 0 of nothing', { period: march, where: only('anna') }, [total(0)]);
});

const bought = (transaction_id: string, revenue: string, end: string, kind = 'order', customer_id = 'anna') => ({
  transaction_id,
  order_id: transaction_id,
  customer_id,
  kind,
  occurred_at: '2025-01-01T00:00:00Z',
  revenue,
  term_end: end,
});
/** 60.875 days, twice 30.4375: a month is half the revenue. */
const twoMonths = '2025-03-02T21:00:00Z';

withCompany(
  'terms whose month is half a unit',
  {
    transactions: [
      bought('a', '0.0001', twoMonths),
      bought('b', '0.0001', twoMonths),
      bought('c', '0.0001', '2025-03-02T21:00:00.000001Z', 'order', 'bo'),
      bought('d', '-0.0001', twoMonths, 'order', 'chen'),
      bought('e', '-50', twoMonths, 'refund', 'dina'),
      bought('f', '3', '2025-01-01T00:00:01Z', 'order', 'eve'),
      bought('g', '99999999999999.9999', twoMonths, 'order', 'fang'),
      { ...bought('h', '10', twoMonths), customer_id: '' },
    ],
  },
  { now: '2025-04-01T00:00:00Z', timeZone: 'UTC' },
  (describeThere) => {
    describeThere('MRR', (it) => {
      const of = (customer: string, value: number, at = '2025-01-31'): void =>
        it(`of ${customer}`, { period: between('2025-01-01', at), where: only(customer) }, [total(value)]);
      of('anna', 0.0002); // each row rounded by itself
      of('bo', 0); // a microsecond longer
      of('chen', -0.0001);
      of('dina', 0); // a refund
      of('fang', 50000000000000);
      it('of nobody is no term', { period: january }, [total(50000000000000)]);
    });
  },
);

describeMetric('PROFIT_PER_CUSTOMER', (it) => {
  it('counts the profit of the guest', { period: march }, [perHead(690, 4)]);
  it('is null without buyers', { period: february, where: eve }, [ofNone(-60)]);
});

describeMetric('CLV_REVENUE', (it) => {
  it.refuses('one customer', { period: june, by: ['CUSTOMER'] }, 'METRIC_NOT_SLICEABLE');
  // Revenue of the year 3010 + 4733 = 7743 for each of (5 + 11) / 2, times 2.5 years.
  it('is the revenue of the year for each of the mean base, times the lifetime', { period: june }, [
    { value: (7743 / 8) * 2.5, status: 'LOW_SAMPLE' },
  ]);
  it('is null when nobody was there a year before', { period: january }, [{ value: null, status: 'ZERO_DENOMINATOR' }]);
});

describeMetric('UP_SELL_RATE', (it) => {
  it('counts a higher tier of a category bought before (omar)', { period: march }, [share(1, 3)]);
  it('not of one never bought (kong)', { period: april }, [share(1, 3)]); // jia
  it('not a lower one (chen)', { period: may }, [share(0, 1)]);
  it('is null without existing buyers', { period: february }, [ofNone()]);
});

describeMetric('RENEWAL_RATE', (it) => {
  it('is 0 where nothing follows (dina)', { period: may }, [share(0, 1)]);
  it('counts a renewal before the end (lan), immature while 30 days after the period are not over', { period: june }, [
    { ...share(1, 1), status: 'IMMATURE' },
  ]);
  it('over the half year', { period: firstHalf }, [{ ...share(1, 2), status: 'IMMATURE' }]);
  it('is null where no term ends', { period: march }, [ofNone()]);
});
