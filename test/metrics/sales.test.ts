// Sales on the fixture company (test/support/company/README.md says who is who): literal values, worked out by hand.

import {
  april,
  between,
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
import { mean, moneyShare, noData, ofNone, perHead, quantile, share, total } from '../support/expected-values';
import { describeMetric, withCompany } from '../support/fixture';

const fang = { dimension: 'CUSTOMER', in: ['fang'] } as const;
const eve = { dimension: 'CUSTOMER', in: ['eve'] } as const;
const marchAndApril = between('2025-03-01', '2025-04-30');

describeMetric('REVENUE', (it) => {
  it(
    'holds the line at the first instant (anna-4), not the one at the first instant after (jia-2b), and the guest',
    { period: march },
    [total(1260)],
  );
  it('has its lines behind it', { period: march }, [{ ...total(1260), n: 8 }]);
  it('takes refunds off', { period: february }, [total(2070)]); // -80 + 150 + 2000
  it('is negative where there is a refund only', { period: february, where: eve }, [total(-80)]);
  it('is 0 for a customer without facts', { period: firstHalf, where: fang }, [total(0)]);
  it('ends before now', { period: july }, [total(75)]); // not ivan at noon, not mo tomorrow
  it(
    'gives every month',
    { period: firstHalf, grain: 'MONTH' },
    monthly(...[260, 2070, 1260, 545, 233, 365].map(total)),
  );
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(4733));
  it(
    'takes the borders of another zone when asked: without anna-4 (200), with jia-2b (70)',
    { period: { ...march, timezone: 'UTC' } },
    [total(1130)],
  );
  it('gives every quarter of the asked range', { period: firstHalf, grain: 'QUARTER' }, [
    { period: '2025-01-01', ...total(3590) },
    { period: '2025-04-01', ...total(1143) },
  ]);

  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...total(90) },
    { keys: ['shop'], ...total(440) },
    { keys: ['web'], ...total(730) },
  ]);
  it('by channel category', { period: march, by: ['CHANNEL_CATEGORY'] }, [
    { keys: ['offline'], ...total(440) },
    { keys: ['online'], ...total(820) },
  ]);
  it('by product; ping-1 names none', { period: may, by: ['PRODUCT'] }, [
    { keys: ['green-tea'], ...total(200) },
    { keys: [null], ...total(33) },
  ]);
  it('by product category; the gift card has none', { period: april, by: ['PRODUCT_CATEGORY'] }, [
    { keys: ['tea'], ...total(390) },
    { keys: ['ware'], ...total(60) },
    { keys: [null], ...total(95) },
  ]);
  it('by agent', { period: march, by: ['AGENT'] }, [
    { keys: ['mei'], ...total(400) },
    { keys: [null], ...total(860) },
  ]);
  it('by team', { period: february, by: ['TEAM'] }, [
    { keys: ['North'], ...total(2150) },
    { keys: [null], ...total(-80) },
  ]);
  it('by transaction kind', { period: may, by: ['TRANSACTION_KIND'] }, [
    { keys: ['order'], ...total(283) },
    { keys: ['refund'], ...total(-50) },
  ]);
  it(
    'by buyer type: the first order of jia is new, her second is not, the guest is neither',
    { period: march, by: ['BUYER_TYPE'] },
    [
      { keys: ['NEW'], ...total(90) },
      { keys: ['RETURNING'], ...total(1130) },
      { keys: [null], ...total(40) },
    ],
  );
  it(
    'by buyer type: of two first orders at one instant only nan-10 is new',
    {
      period: april,
      by: ['BUYER_TYPE'],
      where: { dimension: 'CUSTOMER', in: ['nan'] },
    },
    [
      { keys: ['NEW'], ...total(40) },
      { keys: ['RETURNING'], ...total(60) },
    ],
  );
  it('by weekday in the business zone: jia-1 on Monday, anna-4 on Saturday', { period: march, by: ['WEEKDAY'] }, [
    { keys: ['1'], ...total(440) },
    { keys: ['4'], ...total(580) },
    { keys: ['6'], ...total(240) },
  ]);
  it(
    'by hour in the business zone',
    { period: march, by: ['HOUR'], where: { dimension: 'CUSTOMER', in: ['anna', 'jia'] } },
    [
      { keys: ['0'], ...total(290) },
      { keys: ['14'], ...total(400) },
      { keys: ['23'], ...total(50) },
    ],
  );

  it('by region at the event: anna moves on 15 March', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...total(540) }, // anna 400, jia 140
    { keys: ['north'], ...total(380) }, // anna 200, omar 180
    { keys: ['south'], ...total(300) }, // lan
    { keys: [null], ...total(40) }, // the guest
  ]);
  it(
    "by the age of today: jia's 140 of March, when she was 17",
    { period: march, by: ['AGE_BAND'], attributes: 'CURRENT' },
    [
      { keys: ['18-24'], ...total(140) },
      { keys: ['25-34'], ...total(300) }, // lan
      { keys: ['35-44'], ...total(600) }, // anna
      { keys: [null], ...total(220) }, // omar, the guest
    ],
  );
  it('by the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...total(740) },
    { keys: ['north'], ...total(180) },
    { keys: ['south'], ...total(300) },
    { keys: [null], ...total(40) },
  ]);
  it(
    'by region: a version that begins at the instant of the purchase holds for it (kong)',
    { period: april, by: ['REGION'] },
    [
      { keys: ['east'], ...total(170) }, // jia 70, nan 100
      { keys: ['north'], ...total(220) }, // kong
      { keys: ['south'], ...total(155) }, // hui
    ],
  );
  it(
    'by region: before the first version the first holds (kong in March 2024)',
    { period: { year: 2024, month: 3 }, by: ['REGION'] },
    [{ keys: ['south'], ...total(640) }],
  );
  it('by tag: jia has two, and stands in both', { period: march, by: ['TAG'] }, [
    { keys: ['student'], ...total(140) },
    { keys: ['vip'], ...total(740) },
    { keys: [null], ...total(520) },
  ]);
  it('by age band: jia is 18 and kong 35 from the first instant of the birthday', { period: april, by: ['AGE_BAND'] }, [
    { keys: ['18-24'], ...total(70) },
    { keys: ['35-44'], ...total(220) },
    { keys: ['55 and over'], ...total(155) }, // hui
    { keys: [null], ...total(100) }, // nan
  ]);
  it(
    'by age band: half an hour before the birthday jia is 17',
    { period: march, where: { dimension: 'AGE_BAND', in: ['under 18'] } },
    [total(140)],
  );
  it(
    'by age band: born on 29 February, lan is 24 on 20 February',
    { period: firstQuarter, where: { dimension: 'AGE_BAND', in: ['18-24'] } },
    [total(2000)],
  );
  it(
    'by cohort month, in the business zone (kong first bought on 29 February in UTC)',
    { period: june, by: ['COHORT_MONTH'] },
    [
      { keys: ['2024-03'], ...total(30) },
      { keys: ['2024-05'], ...total(35) },
      { keys: ['2025-02'], ...total(300) },
    ],
  );
  it('by customer', { period: april, by: ['CUSTOMER'] }, [
    { keys: ['hui'], ...total(155) },
    { keys: ['jia'], ...total(70) },
    { keys: ['kong'], ...total(220) },
    { keys: ['nan'], ...total(100) },
  ]);
  it('by two dimensions', { period: march, by: ['REGION', 'CHANNEL'] }, [
    { keys: ['east', 'app'], ...total(90) },
    { keys: ['east', 'shop'], ...total(400) },
    { keys: ['east', 'web'], ...total(50) },
    { keys: ['north', 'web'], ...total(380) },
    { keys: ['south', 'web'], ...total(300) },
    { keys: [null, 'shop'], ...total(40) },
  ]);

  it(
    'where one condition or another holds',
    {
      period: march,
      where: {
        any: [
          { dimension: 'CHANNEL', in: ['app'] },
          { dimension: 'REGION', in: ['south'] },
        ],
      },
    },
    [total(390)],
  );
  it(
    'where both hold',
    {
      period: march,
      where: {
        all: [
          { dimension: 'CHANNEL', in: ['web'] },
          { dimension: 'REGION', in: ['north'] },
        ],
      },
    },
    [total(380)],
  );
  // All but anna 200 and omar 180: the guest's 40 are not of the north either.
  it('not in holds of what has no member', { period: march, where: { dimension: 'REGION', notIn: ['north'] } }, [
    total(880),
  ]);
  it('and so does not', { period: march, where: { not: { dimension: 'REGION', in: ['north'] } } }, [total(880)]);
  it('is null does', { period: march, where: { dimension: 'REGION', isNull: true } }, [total(40)]);
  it('contains ignores case', { period: march, where: { dimension: 'CITY', contains: 'HANG' } }, [total(540)]); // anna 400, jia 140
  it(
    'not in holds of tags if none is listed: jia is vip, but also a student',
    { period: march, where: { dimension: 'TAG', notIn: ['student'] } },
    [total(1120)],
  );
  it(
    'and so does not, also of customers without tags and of the guest',
    {
      period: march,
      where: { not: { dimension: 'TAG', in: ['student'] } },
    },
    [total(1120)],
  );
  it.refuses('a topic', { period: march, by: ['TOPIC'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses(
    'an interaction kind',
    { period: march, where: { dimension: 'INTERACTION_KIND', in: ['login'] } },
    'METRIC_NOT_SLICEABLE',
  );
});

describeMetric('GROSS_PROFIT', (it) => {
  it('takes cost off', { period: march }, [total(690)]);
  it('takes a row without cost as free (ping-1)', { period: may }, [total(113)]); // 100 + 33 - 20
  it('counts what a refund does not bring back', { period: february, where: eve }, [total(-60)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[115, 815, 690, 257, 113, 287].map(total)));
  it('by product category', { period: march, by: ['PRODUCT_CATEGORY'] }, [
    { keys: ['membership'], ...total(250) },
    { keys: ['tea'], ...total(260) }, // 80 + 45 + 15 + 80 + 40
    { keys: ['ware'], ...total(180) }, // 150 + 30
  ]);
  it('is 0 of nothing', { period: march, where: fang }, [total(0)]);
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(2277));
  it.refuses('an outcome', { period: march, by: ['OUTCOME'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('ORDERS', (it) => {
  it('counts an order of two lines once, and the guest', { period: march }, [total(7)]);
  it('counts an order again in the month of its other line (jia-2)', { period: april }, [total(6)]);
  it('counts it once over both months', { period: marchAndApril }, [total(12)]);
  it('counts it in each of its channels', { period: marchAndApril, by: ['CHANNEL'] }, [
    { keys: ['app'], ...total(2) },
    { keys: ['shop'], ...total(4) },
    { keys: ['web'], ...total(7) },
  ]);
  it.total('the channels of both months', { period: marchAndApril, by: ['CHANNEL'], totals: 'GRAND' }, total(12));
  it('does not count a refund', { period: february }, [total(2)]);
  it('counts the guest', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [total(1)]);
  it('counts an order id that two customers share once', { period: june }, [total(2)]);
  it('and for each of the two', { period: june, by: ['CUSTOMER'] }, [
    { keys: ['anna'], ...total(1) },
    { keys: ['kong'], ...total(1) },
    { keys: ['lan'], ...total(1) },
  ]);
  it('by transaction kind', { period: june, by: ['TRANSACTION_KIND'] }, [
    { keys: ['order'], ...total(1) },
    { keys: ['renewal'], ...total(1) },
  ]);
  it('counts the first instant of the month, not now itself', { period: july }, [total(1)]);
  it('is 0 of nothing', { period: firstHalf, where: fang }, [total(0)]);
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(21));
  it.refuses('a topic', { period: march, by: ['TOPIC'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('AVERAGE_ORDER_VALUE', (it) => {
  it('divides by orders, not by lines', { period: march }, [perHead(1260, 7)]);
  it('leaves refunds out of the money', { period: may }, [perHead(283, 2)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...perHead(90, 1) },
    { keys: ['shop'], ...perHead(440, 2) },
    { keys: ['web'], ...perHead(730, 4) },
  ]);
  it('counts the order of both months whole in each of its parts', { period: marchAndApril, by: ['CHANNEL'] }, [
    { keys: ['app'], ...perHead(160, 2) },
    { keys: ['shop'], ...perHead(540, 4) },
    { keys: ['web'], ...perHead(1105, 7) },
  ]);
  it('is null where there is a refund only', { period: february, where: eve }, [ofNone()]);
  it('is null of nothing', { period: march, where: fang }, [ofNone()]);
});

describeMetric('REFUND_RATE', (it) => {
  it('sets what was given back against what was sold', { period: february }, [moneyShare(80, 2150)]);
  it('may concern a sale of an earlier month', { period: may }, [moneyShare(50, 283)]);
  it('is 0 without refunds', { period: march }, [moneyShare(0, 1260)]);
  it('is null in a channel with a refund only', { period: february, by: ['CHANNEL'] }, [
    { keys: ['app'], ...ofNone(80) },
    { keys: ['fair'], ...moneyShare(0, 2150) },
  ]);
  it('is null of nothing', { period: march, where: fang }, [ofNone()]);
});

describeMetric('RETURN_RATE', (it) => {
  it('sets what came back against what was sold; eve-2 names no quantity: 1', { period: february }, [
    { ...moneyShare(1, 5), n: 3 }, // gao 1, lan 4
  ]);
  it('counts a purchase without a quantity as 1', { period: may }, [moneyShare(1, 2)]); // chen-4; chen-3, ping-1
  it('is 0 without refunds', { period: march }, [moneyShare(0, 8)]);
  it('is null in a channel with a refund only', { period: february, by: ['CHANNEL'] }, [
    { keys: ['app'], ...ofNone(1) },
    { keys: ['fair'], ...moneyShare(0, 5) },
  ]);
  it('by product', { period: may, by: ['PRODUCT'] }, [
    { keys: ['green-tea'], ...moneyShare(1, 1) },
    { keys: [null], ...moneyShare(0, 1) },
  ]);
  it('is null of nothing', { period: march, where: fang }, [ofNone()]);
});

describeMetric('DEALS_WON', (it) => {
  it('counts an opportunity that was lost before', { period: february }, [total(1)]); // OPP-1
  it('counts one without a customer, not one won at the first instant after', { period: march }, [total(2)]); // OPP-2, OPP-3
  it('counts one won at the first instant', { period: april }, [total(1)]); // OPP-4
  it(
    'gives every month; what is won after now is not',
    { period: firstHalf, grain: 'MONTH' },
    monthly(...[0, 1, 2, 1, 0, 0].map(total)),
  );
  it('by the channel of the first stage row', { period: firstQuarter, by: ['CHANNEL'] }, [
    { keys: ['fair'], ...total(1) }, // OPP-1
    { keys: ['shop'], ...total(1) }, // OPP-3
    { keys: ['web'], ...total(1) }, // OPP-2
  ]);
  it('by the agent of the last stage row that names one', { period: firstQuarter, by: ['AGENT'] }, [
    { keys: ['jun'], ...total(2) }, // OPP-1 (its last two rows name nobody), OPP-2
    { keys: ['mei'], ...total(1) }, // OPP-3
  ]);
  it('by the agent who won it', { period: april, by: ['AGENT'] }, [{ keys: ['mei'], ...total(1) }]);
  it(
    'by the region of the customer when it was won: anna is in the east by then',
    { period: firstQuarter, by: ['REGION'] },
    [
      { keys: ['east'], ...total(1) },
      { keys: ['south'], ...total(1) },
      { keys: [null], ...total(1) },
    ],
  );
  it('is 0 of nothing', { period: march, where: fang }, [total(0)]);
  it('by the product of the last stage row that names one', { period: firstQuarter, by: ['PRODUCT'] }, [
    { keys: ['oolong'], ...total(1) }, // OPP-1
    { keys: ['pot'], ...total(1) }, // OPP-2
    { keys: [null], ...total(1) }, // OPP-3
  ]);
  it('of a product category', { period: firstHalf, where: { dimension: 'PRODUCT_CATEGORY', in: ['tea'] } }, [total(1)]);
  it.refuses('a campaign', { period: march, by: ['CAMPAIGN'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('SALES_CYCLE_DAYS', (it) => {
  // OPP-1: lan's first contact 15 January 10:00 to the win of 25 February 10:00 = 41. gao: lead and purchase at one instant = 0.
  // lan's first purchase of 20 February is no deal of its own: the opportunity began before it.
  it('starts at the first contact of a customer who had not bought before the opportunity', { period: february }, [
    mean(20.5, 2),
  ]);
  // OPP-2 5 March 09:00 to 15 March 21:00 = 10.5; OPP-3 (anna had bought) 1 March 08:00 to 21 March 08:00 = 20; jia 21 February to 3 March = 10.
  it('starts at the first stage row otherwise', { period: march }, [mean(13.5, 3)]);
  // OPP-4 (omar had bought) 16 March 12:00 to 1 April 00:00 = 15.5; nan 10 March to 5 April = 26.
  it('takes a win at the first instant', { period: april }, [mean(20.75, 2)]);
  it('is null where the first contact is unknown (eve) or after the purchase (hui)', { period: january }, [
    { ...noData, n: 0 },
  ]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(noData, mean(20.5, 2), mean(13.5, 3), mean(20.75, 2), noData, noData),
  ]);
  it('is not the mean of the months', { period: firstQuarter }, [mean(16.3, 5)]); // (41 + 0 + 10.5 + 20 + 10) / 5
  it('by the channel of the opportunity or of the purchase', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...mean(10, 1) },
    { keys: ['shop'], ...mean(20, 1) },
    { keys: ['web'], ...mean(10.5, 1) },
  ]);
  it('by the agent', { period: february, by: ['AGENT'] }, [
    { keys: ['jun'], ...mean(41, 1) },
    { keys: ['mei'], ...mean(0, 1) },
  ]);
  it('by region', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...mean(15, 2) },
    { keys: [null], ...mean(10.5, 1) },
  ]);
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('GROSS_MARGIN', (it) => {
  it('is gross profit of revenue', { period: march }, [moneyShare(690, 1260)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...moneyShare(45, 90) },
    { keys: ['shop'], ...moneyShare(205, 440) },
    { keys: ['web'], ...moneyShare(440, 730) },
  ]);
  it('of a refund is that of what is given back', { period: february, where: eve }, [moneyShare(-60, -80)]);
  it('is null without revenue', { period: march, where: eve }, [ofNone()]);
});

describeMetric('UNITS_SOLD', (it) => {
  it('counts 1 for a row without a quantity (hui-1)', { period: january }, [total(4)]);
  it('takes refunds off', { period: february }, [total(4)]); // -1 + 1 + 4
  it('counts -1 for a refund without a quantity', { period: february, where: eve }, [total(-1)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[4, 4, 8, 6, 1, 3].map(total)));
});

describeMetric('WIN_RATE', (it) => {
  it('looks at the last close: OPP-1 was lost, then won', { period: february }, [share(1, 1)]);
  it('leaves out OPP-4, whose last close is later', { period: march }, [share(2, 3)]); // OPP-2, OPP-3; OPP-6 lost
  it('counts OPP-4 where it was won', { period: april }, [share(1, 1)]);
  it('does not know a win after now (OPP-5)', { period: june }, [share(0, 1)]);
  it('by agent', { period: march, by: ['AGENT'] }, [
    { keys: ['jun'], ...share(1, 2) },
    { keys: ['mei'], ...share(1, 1) },
  ]);
  it('is null where nothing closed', { period: may }, [ofNone()]);
});

describeMetric('SIGNING_RATE', (it) => {
  it('counts a win after the period (OPP-4)', { period: march }, [share(2, 3)]); // OPP-2, OPP-4; OPP-6 lost
  it('is immature while 90 days after the end are not over', { period: june }, [
    { ...share(0, 1), status: 'IMMATURE' },
  ]);
  it('by channel', { period: firstQuarter, by: ['CHANNEL'] }, [
    { keys: ['fair'], ...share(1, 1) },
    { keys: ['web'], ...share(2, 3) },
  ]);
  it('is null where nothing was quoted', { period: january }, [ofNone()]);
});

describeMetric('SALES_CYCLE_DAYS_MEDIAN', (it) => {
  it('is the middle one', { period: firstQuarter }, [quantile(10.5, 5)]); // 0 10 10.5 20 41
  it('lies between two', { period: february }, [quantile(20.5, 2)]);
  it('is null of nothing', { period: may }, [noData]);
});

describeMetric('REVENUE_PER_AGENT', (it) => {
  it('takes the rows of sales agents only', { period: march }, [perHead(400, 1)]); // mei
  it('divides by those who sold', { period: between('2025-02-01', '2025-04-30') }, [perHead(2770, 2)]); // mei 2550, jun 220
  it('is null where no agent sold', { period: january }, [ofNone()]);
});

withCompany(
  'one agent sells, another takes back only',
  {
    agents: [
      { agent_id: 'seller', role: 'sales' },
      { agent_id: 'taker', role: 'sales' },
    ],
    transactions: [
      {
        transaction_id: 'sold',
        order_id: 'one',
        occurred_at: '2025-03-03T10:00',
        kind: 'order',
        revenue: '100',
        agent_id: 'seller',
      },
      {
        transaction_id: 'back',
        order_id: 'one',
        occurred_at: '2025-03-04T10:00',
        kind: 'refund',
        revenue: '-40',
        agent_id: 'taker',
      },
      {
        transaction_id: 'alone',
        order_id: 'two',
        occurred_at: '2025-04-01T10:00',
        kind: 'refund',
        revenue: '-10',
        cost: '-4',
      },
    ],
  },
  { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  (describeOf) => {
    describeOf('REVENUE_PER_AGENT', (it) => {
      it('takes the refund off, and divides by who has a purchase', { period: march }, [perHead(60, 1)]);
    });
    describeOf('GROSS_MARGIN', (it) => {
      it('is known of revenue below nothing', { period: april }, [moneyShare(-6, -10)]);
    });
  },
);

// More members than are written out one by one.
const channels = Array.from({ length: 102 }, (_, index) => `channel ${index}`);
withCompany(
  'a hundred and two channels, each with an order of 1',
  {
    transactions: channels.map((channel) => ({
      transaction_id: channel,
      order_id: channel,
      occurred_at: '2025-03-03T10:00',
      kind: 'order',
      revenue: '1',
      channel_id: channel,
    })),
  },
  { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  (describeOf) => {
    describeOf('REVENUE', (it) => {
      const all = { dimension: 'CHANNEL', in: channels.slice(1) };
      const none = { dimension: 'CHANNEL', notIn: channels.slice(1) };
      it('is that of a hundred and one', { period: march, where: all }, [total(101)]);
      it('is that of the one beside them', { period: march, where: none }, [total(1)]);
    });
  },
);
