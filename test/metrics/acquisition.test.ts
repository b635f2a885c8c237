// Acquisition on the fixture company (test/support/company/README.md says who is who): literal values, worked out by hand.

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
import {
  type ExpectedValue,
  mean,
  moneyShare,
  noData,
  ofNone,
  perHead,
  share,
  total,
} from '../support/expected-values';
import { describeMetric } from '../support/fixture';

describeMetric('LEADS', (it) => {
  it(
    'by cohort month: nan of April; mo, whose purchase is tomorrow, has none',
    { period: march, by: ['COHORT_MONTH'] },
    [
      { keys: ['2025-04'], ...total(1) },
      { keys: [null], ...total(1) },
    ],
  );
  it(
    'counts a first lead from the first instant to the last microsecond, also at the very instant of the purchase, never after one',
    { period: february },
    [total(3)], // lan, gao, jia; hui had bought before
  );
  it('leaves out the second lead of jia and the lead of nobody', { period: march }, [total(2)]); // mo, nan
  it('is 0 where there is none', { period: january }, [total(0)]);
  it(
    'takes the borders of another zone when asked: lan is a lead of 31 January in UTC',
    { period: { ...february, timezone: 'UTC' } },
    [total(2)],
  );
  it('is placed by the lead itself: channel', { period: firstQuarter, by: ['CHANNEL'] }, [
    { keys: ['fair'], ...total(2) }, // gao, lan
    { keys: ['web'], ...total(3) }, // jia, mo, nan
  ]);
  it('is placed by the lead itself: campaign, null last', { period: firstQuarter, by: ['CAMPAIGN'] }, [
    { keys: ['spring'], ...total(3) }, // gao, lan, nan
    { keys: ['summer'], ...total(1) }, // jia
    { keys: [null], ...total(1) }, // mo
  ]);
  it('is sliced by a customer attribute', { period: firstQuarter, by: ['ACQUISITION_CAMPAIGN'] }, [
    { keys: ['spring'], ...total(3) }, // gao, lan, nan
    { keys: [null], ...total(2) }, // jia, mo
  ]);
  it(
    'gives every month of the half year, empty ones too',
    { period: firstHalf, grain: 'MONTH' },
    monthly(...[0, 3, 2, 0, 1, 0].map(total)),
  );
  it(
    'fills a month for a channel seen in another',
    { period: between('2025-02-01', '2025-03-31'), grain: 'MONTH', by: ['CHANNEL'] },
    [
      { period: '2025-02-01', keys: ['fair'], ...total(2) },
      { period: '2025-02-01', keys: ['web'], ...total(1) },
      { period: '2025-03-01', keys: ['fair'], ...total(0) },
      { period: '2025-03-01', keys: ['web'], ...total(2) },
    ],
  );
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(6));
  it.refuses('a product: a lead has none', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses(
    'the interaction kind: it counts one kind only',
    { period: march, by: ['INTERACTION_KIND'] },
    'METRIC_NOT_SLICEABLE',
  );
});

describeMetric('NEW_CUSTOMERS', (it) => {
  it('counts a first purchase in the last microsecond of the month', { period: january }, [total(2)]); // hui, eve
  it('counts neither older customers nor the guest', { period: march }, [total(1)]); // jia
  it('is 0 in June, when only older customers bought', { period: june }, [total(0)]);
  it('ends before now: ivan bought at that very instant', { period: july }, [total(0)]);
  it('counts by month', { period: firstHalf, grain: 'MONTH' }, monthly(...[2, 2, 1, 1, 1, 0].map(total)));
  it(
    'breaks a tie of the first purchase by the code points of the source id: nan-10 (shop) before nan-9 (web)',
    {
      period: april,
      where: { dimension: 'CHANNEL', in: ['shop'] },
    },
    [total(1)],
  );
  it(
    'is not new in the channel of the other order of that instant',
    { period: april, where: { dimension: 'CHANNEL', in: ['web'] } },
    [total(0)],
  );
  it(
    'is placed by the customer at the first purchase',
    {
      period: firstQuarter,
      by: ['REGION'],
      where: { dimension: 'REGION', isNull: false },
    },
    [
      { keys: ['east'], ...total(1) }, // jia
      { keys: ['north'], ...total(2) }, // eve, gao
      { keys: ['south'], ...total(2) }, // hui, lan
    ],
  );
  it(
    'is placed by the product of the first purchase',
    {
      period: firstQuarter,
      by: ['PRODUCT_CATEGORY'],
      where: { dimension: 'PRODUCT_CATEGORY', in: ['tea', 'ware'] },
    },
    [
      { keys: ['tea'], ...total(4) }, // eve, gao, hui, jia
      { keys: ['ware'], ...total(1) }, // lan
    ],
  );
  it('never counts nobody', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [total(0)]);
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(7));
  it.refuses('a topic: a transaction has none', { period: march, by: ['TOPIC'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('LEAD_CONVERSION_RATE', (it) => {
  it('counts a purchase at the instant of the lead as conversion (gao)', { period: february }, [share(3, 3)]);
  it('counts a purchase after the period (nan, in April), none after now (mo)', { period: march }, [share(1, 2)]);
  it('is mature once 90 days have passed since the end', { period: firstQuarter }, [share(4, 5)]);
  it('is mature when the 90 days end before now', { period: between('2025-03-01', '2025-04-01') }, [share(1, 2)]);
  it('is immature when they end a day later', { period: between('2025-03-01', '2025-04-02') }, [
    { ...share(1, 2), status: 'IMMATURE' },
  ]);
  it('counts a purchase exactly at now (ivan)', { period: may }, [{ ...share(1, 1), status: 'IMMATURE' }]);
  it('is null where there is no lead', { period: january }, [ofNone()]);
  it(
    'is sliced by the channel of the lead; the purchase may be on any (nan bought in the shop)',
    { period: firstQuarter, by: ['CHANNEL'] },
    [
      { keys: ['fair'], ...share(2, 2) },
      { keys: ['web'], ...share(2, 3) },
    ],
  );
  it('is sliced by the region of the lead', { period: february, by: ['REGION'] }, [
    { keys: ['east'], ...share(1, 1) },
    { keys: ['north'], ...share(1, 1) },
    { keys: ['south'], ...share(1, 1) },
  ]);
  it('has a status of its own in every bucket', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(ofNone(), share(3, 3), share(1, 2), ofNone(), { ...share(1, 1), status: 'IMMATURE' as const }, ofNone()),
  ]);
  it.total(
    'the half year',
    { period: firstHalf, grain: 'MONTH', totals: 'GRAND' },
    { ...share(5, 6), status: 'IMMATURE' },
  );
  it.refuses('a product', { period: march, by: ['PRODUCT_CATEGORY'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('ACQUISITION_SPEND', (it) => {
  it('adds marketing and sales of the first and the last day, not retention', { period: february }, [total(500)]);
  it('adds spend without a channel, not service', { period: march }, [total(265)]); // 120 + 80 + 65
  it('stops at now: tomorrow is not spent yet', { period: july }, [total(10)]);
  it('is 0 where nothing was spent', { period: between('2024-01-01', '2024-01-31') }, [total(0)]);
  it('is sliced by the channel it was spent on', { period: firstQuarter, by: ['ACQUISITION_CHANNEL'] }, [
    { keys: ['fair'], ...total(500) },
    { keys: ['web'], ...total(285) },
    { keys: [null], ...total(80) },
  ]);
  it('is sliced by its campaign', { period: firstQuarter, by: ['ACQUISITION_CAMPAIGN'] }, [
    { keys: ['spring'], ...total(420) },
    { keys: ['winter'], ...total(100) },
    { keys: [null], ...total(345) },
  ]);
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(1055));
  it.refuses('a region: spend has none', { period: march, by: ['REGION'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses(
    'a filter by region',
    { period: march, where: { dimension: 'REGION', in: ['north'] } },
    'METRIC_NOT_SLICEABLE',
  );
});

describeMetric('CAC', (it) => {
  it('divides by the new customers', { period: february }, [perHead(500, 2)]);
  it('is null without a new customer', { period: june }, [ofNone(30)]);
  it(
    'sets spend by its channel against new customers by the channel that won them',
    {
      period: firstQuarter,
      by: ['ACQUISITION_CHANNEL'],
    },
    [
      { keys: ['app'], ...perHead(0, 1) }, // eve
      { keys: ['fair'], ...perHead(500, 2) }, // gao, lan
      { keys: ['web'], ...perHead(285, 1) }, // jia
      { keys: [null], ...perHead(80, 1) }, // hui
    ],
  );
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(perHead(100, 2), perHead(500, 2), perHead(265, 1), perHead(90, 1), perHead(70, 1), ofNone(30)),
  ]);
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, perHead(1055, 7));
  it.refuses(
    'the channel of the sale: spend shares only the channel of acquisition',
    { period: march, by: ['CHANNEL'] },
    'METRIC_NOT_SLICEABLE',
  );
});

describeMetric('MARKETING_ROI', (it) => {
  it('sets the gross profit of the new (65 + 810) against marketing, not against sales', { period: february }, [
    moneyShare(575, 300),
  ]);
  it('is negative when they earn less than was spent: jia 45 + 30 of 200', { period: march }, [moneyShare(-125, 200)]);
  it('is -100 without a new customer', { period: june }, [moneyShare(-30, 30)]);
  it('is null without marketing', { period: may }, [ofNone(33)]);
  // The new of the quarter: hui 35, eve 30 - 60, gao 65, lan 810 + 250, jia 75 = 1205.
  it('takes all that the new of the period earned in it, refunds too', { period: firstQuarter }, [
    moneyShare(605, 600),
  ]);
  it('is sliced by the channel of acquisition', { period: firstQuarter, by: ['ACQUISITION_CHANNEL'] }, [
    { keys: ['app'], ...ofNone(-30) }, // eve
    { keys: ['fair'], ...moneyShare(825, 300) }, // gao 65, lan 1060
    { keys: ['web'], ...moneyShare(-145, 220) }, // jia 75
    { keys: [null], ...moneyShare(-45, 80) }, // hui 35
  ]);
  it('takes each month by itself: January (65 - 100) / 100', { period: january, grain: 'MONTH' }, [
    { period: '2025-01-01', ...moneyShare(-35, 100) },
  ]);
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

const composite = (value: number): ExpectedValue => ({ value, status: 'LOW_SAMPLE' });

describeMetric('COST_PER_LEAD', (it) => {
  it('sets marketing against leads, without sales', { period: february }, [perHead(300, 3)]);
  it('is 0 where leads came for nothing', { period: may }, [perHead(0, 1)]);
  it('is null without a lead', { period: january }, [ofNone(100)]);
  it('by the channel of acquisition', { period: firstQuarter, by: ['ACQUISITION_CHANNEL'] }, [
    { keys: ['fair'], ...perHead(300, 2) }, // gao, lan
    { keys: ['web'], ...perHead(220, 3) }, // jia, mo, nan
    { keys: [null], ...ofNone(80) },
  ]);
  it('by the campaign of acquisition', { period: firstQuarter, by: ['ACQUISITION_CAMPAIGN'] }, [
    { keys: ['spring'], ...perHead(420, 3) }, // gao, lan, nan
    { keys: ['winter'], ...ofNone(100) },
    { keys: [null], ...perHead(80, 2) }, // jia, mo
  ]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('LEAD_FOLLOW_UP_TIME', (it) => {
  it('is 0 for a touch at the instant of the lead (gao); jia was never touched', { period: february }, [
    mean(10800, 2),
  ]); // lan 6 h
  it('takes the first contacted stage as well (mo, 6 h)', { period: march }, [mean(54000, 2)]); // nan 24 h
  it('by the channel of the lead', { period: firstQuarter, by: ['CHANNEL'] }, [
    { keys: ['fair'], ...mean(10800, 2) },
    { keys: ['web'], ...mean(54000, 2) },
  ]);
  it('is null where nobody was touched', { period: may }, [noData]);
});

describeMetric('REFERRED_CUSTOMERS', (it) => {
  it('counts new customers whom somebody referred', { period: april }, [total(1)]); // nan
  it('is 0 of others', { period: march }, [total(0)]);
  it('stands where the first purchase was', { period: april, where: { dimension: 'CHANNEL', in: ['shop'] } }, [
    total(1),
  ]);
});

describeMetric('CLV_TO_CAC', (it) => {
  // CLV of February 3188 / 4.5 x 1; CAC 250.
  it('is the one by the other', { period: february }, [composite(3188 / 4.5 / 250)]);
  // CLV of May: 50 + 1728 + 115 + 815 + 690 + 257 + 113 = 3768 for each of (4 + 11) / 2, times 4 years; CAC 70.
  it('is more than 3 when customers are worth it', { period: may }, [composite(((3768 / 7.5) * 4) / 70)]);
  it('is null without a new customer', { period: june }, [noData]);
  it.refuses('a region', { period: march, by: ['REGION'] }, 'METRIC_NOT_SLICEABLE');
});
