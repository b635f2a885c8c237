// Retention on the fixture company (test/support/company/README.md lists the base at each border): literal values, worked out by hand.

import {
  april,
  between,
  day,
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
  secondQuarter,
} from '../support/company-periods';
import { shanghai } from '../support/company-settings';
import { mean, moneyShare, noData, ofNone, perHead, share, total } from '../support/expected-values';
import { describeMetric, withCompany } from '../support/fixture';

const only = (...customers: string[]) => ({ dimension: 'CUSTOMER', in: customers });

describeMetric('CUSTOMERS_AT_START', (it) => {
  it(
    'places anna in the east from the first instant of the 15th on',
    { period: between('2025-03-15', '2025-03-31'), by: ['REGION'], where: { dimension: 'CUSTOMER', in: ['anna'] } },
    [{ keys: ['east'], ...total(1) }],
  );
  it(
    'and so it does by age',
    {
      period: between('2025-03-15', '2025-03-31'),
      by: ['REGION', 'AGE_BAND'],
      where: { dimension: 'CUSTOMER', in: ['anna'] },
    },
    [{ keys: ['east', '35-44'], ...total(1) }],
  );
  it('counts who bought within 180 days before, or is held by a term', { period: january }, [total(6)]);
  it(
    'a purchase at the first instant of the period comes too late for it',
    { period: day('2025-03-01'), where: only('anna') },
    [total(1)],
  );
  it(
    'is the base at the start of every month',
    { period: firstHalf, grain: 'MONTH' },
    monthly(...[6, 8, 8, 9, 10, 11].map(total)),
  );
  it('is the base at the start of the period', { period: firstQuarter }, [total(6)]);
  it('places customers at the start: anna still in the north', { period: march, by: ['REGION'] }, [
    { keys: ['north'], ...total(3) }, // anna, eve, gao
    { keys: ['south'], ...total(4) }, // bao, hui, kong, lan
    { keys: [null], ...total(1) }, // dina
  ]);
  it('or by the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...total(1) }, // anna
    { keys: ['north'], ...total(3) }, // eve, gao, kong
    { keys: ['south'], ...total(3) }, // bao, hui, lan
    { keys: [null], ...total(1) },
  ]);
  it(
    'places customers by their age at the start: jia is 18 from 1 April on',
    { period: between('2025-03-31', '2025-04-01'), grain: 'DAY', where: only('jia'), by: ['AGE_BAND'] },
    [
      { period: '2025-03-31', keys: ['under 18'], ...total(1) },
      { period: '2025-03-31', keys: ['18-24'], ...total(0) },
      { period: '2025-04-01', keys: ['under 18'], ...total(0) },
      { period: '2025-04-01', keys: ['18-24'], ...total(1) },
    ],
  );
  it('is 0 before anybody bought', { period: { year: 2024, month: 1 } }, [total(0)]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('CUSTOMERS_AT_END', (it) => {
  it('keeps a customer exactly on the limit: bao bought 180 days before', { period: march }, [total(9)]);
  it('keeps him by age too', { period: march, where: only('bao'), by: ['AGE_BAND'] }, [{ keys: [null], ...total(1) }]);
  it('at the end in another zone he is eight hours beyond it', { period: { ...march, timezone: 'UTC' } }, [total(8)]);
  it(
    'is the base at the end of every month',
    { period: firstHalf, grain: 'MONTH' },
    monthly(...[8, 8, 9, 10, 11, 11].map(total)),
  );
  it('is the base now when the period is open', { period: july }, [total(11)]);
  it('places customers at the end: anna in the east', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...total(2) }, // anna, jia
    { keys: ['north'], ...total(3) }, // eve, gao, omar
    { keys: ['south'], ...total(3) }, // bao, hui, lan
    { keys: [null], ...total(1) }, // dina
  ]);
  it('by tag', { period: march, by: ['TAG'] }, [
    { keys: ['student'], ...total(1) },
    { keys: ['vip'], ...total(2) },
    { keys: [null], ...total(7) },
  ]);
  it('by cohort month', { period: march, by: ['COHORT_MONTH'], where: { dimension: 'COHORT_MONTH', gte: '2025-01' } }, [
    { keys: ['2025-01'], ...total(2) }, // eve, hui
    { keys: ['2025-02'], ...total(2) }, // gao, lan
    { keys: ['2025-03'], ...total(1) }, // jia
  ]);
  it('is 0 of a customer without facts', { period: june, where: only('fang') }, [total(0)]);
  it('does not know a purchase after now', { period: july, where: only('mo') }, [total(0)]);
  it.refuses(
    'a filter by product',
    { period: march, where: { dimension: 'PRODUCT', in: ['pot'] } },
    'METRIC_NOT_SLICEABLE',
  );
});

describeMetric('CUSTOMER_TENURE_YEARS', (it) => {
  const years = (...days: readonly number[]) =>
    mean(days.reduce((sum, each) => sum + each, 0) / days.length / 365.25, days.length);
  // lan first bought on 20 February at 10:00, gao on the 14th, dina (who is lost by then) in June 2024.
  it('is the mean of those in the base at the end', { period: june, where: only('lan', 'gao', 'dina') }, [
    years(130 + 14 / 24, 136 + 14 / 24),
  ]);
  it('grows from month to month', { period: firstQuarter, grain: 'MONTH', where: only('gao') }, [
    { period: '2025-01-01', ...noData, n: 0 },
    { period: '2025-02-01', ...years(14 + 14 / 24) },
    { period: '2025-03-01', ...years(45 + 14 / 24) },
  ]);
  it('counts who bought a microsecond before the end (eve)', { period: january, where: only('eve') }, [
    mean(1 / 86_400_000_000 / 365.25, 1),
  ]);
  it('by the region at the end', { period: february, by: ['REGION'], where: only('anna', 'gao') }, [
    { keys: ['north'], ...years(294.5, 14 + 14 / 24) }, // anna since 10 May 2024, 12:00
  ]);
  it(
    'by the region of today',
    { period: february, by: ['REGION'], where: only('anna', 'gao'), attributes: 'CURRENT' },
    [
      { keys: ['east'], ...years(294.5) },
      { keys: ['north'], ...years(14 + 14 / 24) },
    ],
  );
  it('is null of nobody', { period: june, where: only('fang') }, [{ ...noData, n: 0 }]);
});

describeMetric('LOST_CUSTOMERS', (it) => {
  it('counts chen, who left, and omar, one microsecond beyond the limit', { period: february }, [total(2)]);
  it('whose ages are not known', { period: february, by: ['AGE_BAND'] }, [{ keys: [null], ...total(2) }]);
  it('counts nobody who bought after the start', { period: january }, [total(0)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 2, 1, 1, 1, 0].map(total)));
  it('does not count who is back by the end (kong), nor who came and went', { period: firstHalf }, [total(2)]); // bao, dina
  it('loses bao on the day after the limit', { period: between('2025-03-31', '2025-04-02'), grain: 'DAY' }, [
    { period: '2025-03-31', ...total(0) },
    { period: '2025-04-01', ...total(1) },
    { period: '2025-04-02', ...total(0) },
  ]);
  it(
    'loses omar at the end of February, his last purchase one microsecond before midnight',
    { period: between('2025-02-27', '2025-03-01'), grain: 'DAY' },
    [
      { period: '2025-02-27', ...total(0) },
      { period: '2025-02-28', ...total(1) },
      { period: '2025-03-01', ...total(0) },
    ],
  );
  it('loses chen at the very instant of leaving', { period: between('2025-02-08', '2025-02-10'), grain: 'DAY' }, [
    { period: '2025-02-08', ...total(0) },
    { period: '2025-02-09', ...total(1) },
    { period: '2025-02-10', ...total(0) },
  ]);
  it('loses dina at the very end of her term', { period: between('2025-05-18', '2025-05-20'), grain: 'DAY' }, [
    { period: '2025-05-18', ...total(0) },
    { period: '2025-05-19', ...total(1) },
    { period: '2025-05-20', ...total(0) },
  ]);
  it(
    'places customers at the start: kong is lost in the south, though in the north today',
    {
      period: march,
      where: { dimension: 'REGION', in: ['south'] },
    },
    [total(1)],
  );
  it(
    'or by the region of today',
    { period: march, where: { dimension: 'REGION', in: ['south'] }, attributes: 'CURRENT' },
    [total(0)],
  );
  it('by churn reason', { period: february, by: ['CHURN_REASON'] }, [
    { keys: ['price'], ...total(1) },
    { keys: [null], ...total(1) },
  ]);
  it.refuses('an agent', { period: march, by: ['AGENT'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('CHURN_RATE', (it) => {
  it('sets the lost against the base at the start', { period: february }, [share(2, 8)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(share(0, 6), share(2, 8), share(1, 8), share(1, 9), share(1, 10), share(0, 11)),
  ]);
  it(
    'every month, by the region of its start: kong is lost in the south in March, and in the north from May on',
    { period: between('2025-02-01', '2025-06-30'), grain: 'MONTH', by: ['REGION'], where: only('kong', 'anna') },
    [
      { period: '2025-02-01', keys: ['east'], ...ofNone() },
      { period: '2025-02-01', keys: ['north'], ...share(0, 1) },
      { period: '2025-02-01', keys: ['south'], ...share(0, 1) },
      { period: '2025-03-01', keys: ['east'], ...ofNone() },
      { period: '2025-03-01', keys: ['north'], ...share(0, 1) },
      { period: '2025-03-01', keys: ['south'], ...share(1, 1) },
      { period: '2025-04-01', keys: ['east'], ...share(0, 1) }, // anna
      { period: '2025-04-01', keys: ['north'], ...ofNone() },
      { period: '2025-04-01', keys: ['south'], ...ofNone() },
      { period: '2025-05-01', keys: ['east'], ...share(0, 1) },
      { period: '2025-05-01', keys: ['north'], ...share(0, 1) }, // kong
      { period: '2025-05-01', keys: ['south'], ...ofNone() },
      { period: '2025-06-01', keys: ['east'], ...share(0, 1) },
      { period: '2025-06-01', keys: ['north'], ...share(0, 1) },
      { period: '2025-06-01', keys: ['south'], ...ofNone() },
    ],
  );
  it(
    'over windows of two months',
    { period: between('2025-02-01', '2025-06-30'), grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } },
    [
      { period: '2025-02-01', ...share(2, 6) }, // chen and omar
      { period: '2025-03-01', ...share(2, 8) }, // chen and kong; omar is back
      { period: '2025-04-01', ...share(1, 8) }, // bao; kong is back
      { period: '2025-05-01', ...share(2, 9) }, // bao and dina
      { period: '2025-06-01', ...share(1, 10) }, // dina
    ],
  );
  it('over a quarter: chen and kong; omar is back', { period: firstQuarter }, [share(2, 6)]);
  it('over the second quarter: bao and dina', { period: secondQuarter }, [share(2, 9)]);
  it('by region at the start', { period: february, by: ['REGION'] }, [
    { keys: ['north'], ...share(1, 3) }, // omar of anna, eve, omar
    { keys: ['south'], ...share(1, 4) }, // chen of bao, chen, hui, kong
    { keys: [null], ...share(0, 1) }, // dina
  ]);
  it('by region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...share(0, 1) },
    { keys: ['north'], ...share(1, 3) }, // kong of eve, gao, kong
    { keys: ['south'], ...share(0, 3) },
    { keys: [null], ...share(0, 1) },
  ]);
  it('counts up to now when the period is open', { period: july }, [share(0, 11)]);
  it('is null of somebody outside the base', { period: march, where: only('chen') }, [ofNone()]);
  it('is null before anybody bought', { period: { year: 2024, month: 2 } }, [ofNone()]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('RETENTION_RATE', (it) => {
  it('counts who is in the base at both ends', { period: february }, [share(6, 8)]);
  it('counts who was lost and came back in between (omar)', { period: firstQuarter }, [share(4, 6)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(share(6, 6), share(6, 8), share(7, 8), share(8, 9), share(9, 10), share(11, 11)),
  ]);
  it('by region at the start', { period: march, by: ['REGION'] }, [
    { keys: ['north'], ...share(3, 3) },
    { keys: ['south'], ...share(3, 4) },
    { keys: [null], ...share(1, 1) },
  ]);
  it(
    'counts the same over windows of two months',
    { period: between('2025-02-01', '2025-06-30'), grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } },
    [
      { period: '2025-02-01', ...share(4, 6) },
      { period: '2025-03-01', ...share(6, 8) },
      { period: '2025-04-01', ...share(7, 8) },
      { period: '2025-05-01', ...share(7, 9) },
      { period: '2025-06-01', ...share(9, 10) },
    ],
  );
  it('is null of somebody new', { period: march, where: only('jia') }, [ofNone()]);
});

describeMetric('RECALL_RATE', (it) => {
  // Dormant at the start of the year: kong and omar. bao, who bought exactly 90 days before, is not, nor dina under her term.
  it('counts who was dormant at the start and bought', { period: firstQuarter }, [share(1, 2)]); // omar
  it('counts over the half year', { period: firstHalf }, [share(2, 2)]); // kong in April
  it(
    'gives every month: omar and kong were lost, not dormant, when they came back',
    { period: firstHalf, grain: 'MONTH' },
    [...monthly(share(0, 2), share(0, 3), share(0, 2), share(0, 1), ofNone(), share(0, 2))],
  );
  it(
    'places customers at the start: kong in the south, though he bought in the north',
    { period: firstHalf, by: ['REGION'] },
    [
      { keys: ['north'], ...share(1, 1) },
      { keys: ['south'], ...share(1, 1) },
    ],
  );
  it(
    'and whatever region he bought in, where the south alone is asked about',
    { period: firstHalf, where: { dimension: 'REGION', in: ['south'] } },
    [share(1, 1)],
  );
  it('or by the region of today', { period: firstHalf, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['north'], ...share(2, 2) },
  ]);
  it('is null without a dormant customer (eve bought within the last day of the limit)', { period: may }, [ofNone()]);
  it('counts purchases before now only', { period: july }, [share(0, 4)]); // eve, gao, jia, omar
});

describeMetric('WIN_BACK_RATE', (it) => {
  it('counts a purchase exactly 90 days after the offer (kong)', { period: january }, [share(1, 1)]);
  // The purchase of omar comes 90 days and a microsecond after the first offer; a second offer does not help.
  it('does not count one a microsecond later', { period: december2024 }, [share(0, 1)]);
  // kong (second offer), chen (after 83 days), not bao; the offer to gao followed no purchase.
  it('counts only offers that follow a purchase', { period: february }, [share(2, 3)]);
  it('counts each customer once, from the first offer of the period', { period: firstQuarter }, [share(2, 3)]);
  it('takes the first offer of the slice', { period: firstQuarter, by: ['CHANNEL'] }, [
    { keys: ['shop'], ...share(1, 2) }, // kong; bao
    { keys: ['web'], ...share(2, 2) }, // kong (20 February), chen
  ]);
  it('by region at the offer', { period: firstQuarter, where: { dimension: 'REGION', in: ['south'] } }, [share(2, 3)]);
  it('is immature while 90 days after the end are not over', { period: april }, [
    { ...share(0, 1), status: 'IMMATURE' },
  ]); // eve
  it('is immature over the half year', { period: firstHalf }, [{ ...share(2, 4), status: 'IMMATURE' }]);
  it('is null without an offer', { period: march }, [ofNone()]);
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

const purchase = (customer: string, at: string, termEnd?: string) => ({
  transaction_id: `t-${customer}-${at}`,
  order_id: `o-${customer}-${at}`,
  occurred_at: at,
  kind: 'order',
  revenue: '100',
  customer_id: customer,
  ...(termEnd === undefined ? {} : { term_end: termEnd }),
});

// In the base at 1 February: early, leaver, microsecond, midnight, resumed. At 1 March: early, microsecond, resumed.
withCompany(
  'the limits of the base',
  {
    customers: [
      { customer_id: 'tied', churned_at: '2025-01-10T12:00:00+08:00' }, // left at the instant of the only purchase: lost from then on
      { customer_id: 'early', churned_at: '2025-01-05T00:00:00+08:00' }, // bought after leaving: back
      { customer_id: 'leaver', churned_at: '2025-02-15T00:00:00+08:00' }, // left under a term: lost all the same
      { customer_id: 'midnight' }, // a term that ends at the very start of March covers it no more
      { customer_id: 'microsecond' }, // one that ends a microsecond later does
      { customer_id: 'resumed', churned_at: '2025-01-15T00:00:00+08:00' }, // left, and bought again a microsecond later
    ],
    transactions: [
      purchase('tied', '2025-01-10T12:00:00+08:00'),
      purchase('early', '2025-01-20T12:00:00+08:00'),
      purchase('leaver', '2025-01-01T12:00:00+08:00', '2025-12-31T00:00:00+08:00'),
      purchase('midnight', '2024-06-01T12:00:00+08:00', '2025-03-01T00:00:00+08:00'),
      purchase('microsecond', '2024-06-01T12:00:00+08:00', '2025-03-01T00:00:00.000001+08:00'),
      purchase('resumed', '2025-01-10T12:00:00+08:00'),
      purchase('resumed', '2025-01-15T00:00:00.000001+08:00'),
      purchase('opener', '2025-03-01T00:00:00+08:00'), // a first purchase at the very start of March comes too late for it
    ],
  },
  shanghai,
  (describe) => {
    describe('CUSTOMERS_AT_START', (it) => {
      it('holds who is held by a purchase or a term and has not left since', { period: february }, [total(5)]);
      it('does not hold who left at the instant of the purchase', { period: february, where: only('tied') }, [
        total(0),
      ]);
      it('holds who bought after leaving, be it a microsecond', { period: february, where: only('early', 'resumed') }, [
        total(2),
      ]);
    });
    describe('CUSTOMERS_AT_END', (it) => {
      it('does not hold who first buys at that very instant', { period: february, where: only('opener') }, [total(0)]);
      it('holds who is covered to the last microsecond', { period: february }, [total(3)]);
      it('does not hold who left under a term', { period: february, where: only('leaver') }, [total(0)]);
      it('does not hold whose term ends at that very instant', { period: february, where: only('midnight') }, [
        total(0),
      ]);
      it('does one microsecond later', { period: february, where: only('microsecond') }, [total(1)]);
    });
    describe('REACTIVATED_CUSTOMERS', (it) => {
      const opener = { where: only('opener') };
      it('does not count who first buys at the first instant', { period: march, ...opener }, [total(0)]);
      it(
        'nor where periods overlap',
        {
          period: between('2025-03-01', '2025-04-30'),
          grain: 'MONTH',
          window: { trailing: 2, unit: 'MONTH' },
          ...opener,
        },
        [
          { period: '2025-03-01', ...total(0) },
          { period: '2025-04-01', ...total(0) },
        ],
      );
    });
    describe('CHURN_RATE', (it) => {
      it('loses leaver and midnight', { period: february }, [share(2, 5)]);
    });
  },
);

describeMetric('REACTIVATED_CUSTOMERS', (it) => {
  it('counts who was lost at the start and is back at the end', { period: march }, [total(1)]); // omar
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 0, 1, 1, 1, 0].map(total)));
  it('does not count new customers', { period: secondQuarter }, [total(2)]); // chen, kong
  it('does not count who was lost and came back in between', { period: firstHalf }, [total(0)]);
  it(
    'over windows of two months: omar, then chen and kong, then chen',
    { period: between('2025-02-01', '2025-06-30'), grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } },
    [
      { period: '2025-02-01', ...total(0) },
      { period: '2025-03-01', ...total(0) },
      { period: '2025-04-01', ...total(1) },
      { period: '2025-05-01', ...total(2) },
      { period: '2025-06-01', ...total(1) },
    ],
  );
  it('places customers at the end: kong in the north', { period: april, by: ['REGION'] }, [
    { keys: ['north'], ...total(1) },
  ]);
});

describeMetric('DORMANT_CUSTOMERS', (it) => {
  it('keeps out who bought exactly 90 days before, and who is under a term', { period: { year: 2024, month: 12 } }, [
    total(2),
  ]); // kong, omar
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[3, 2, 1, 0, 2, 4].map(total)));
  it('by region', { period: january, by: ['REGION'] }, [
    { keys: ['north'], ...total(1) }, // omar
    { keys: ['south'], ...total(2) }, // bao, kong
  ]);
});

describeMetric('RETENTION_SPEND', (it) => {
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 50, 0, 40, 0, 0].map(total)));
});

describeMetric('RETENTION_COST', (it) => {
  it('divides by those won back', { period: february }, [perHead(50, 2)]);
  it('counts each of them once', { period: firstQuarter }, [perHead(50, 2)]);
  it('is null when none was', { period: march }, [ofNone()]);
});

describeMetric('NET_REVENUE_RETENTION', (it) => {
  it('follows the buyers of the month before; eve only gave back', { period: march }, [moneyShare(300, 2150)]); // gao, lan
  it('leaves out the guest', { period: april }, [moneyShare(70, 1220)]); // anna, jia, lan, omar
  it('follows the buyers of the quarter before', { period: secondQuarter }, [moneyShare(560, 3550)]);
  it('is 0 when none of them buys', { period: january }, [moneyShare(0, 400)]); // chen
  it('places customers at the start of the period', { period: april, by: ['REGION'] }, [
    { keys: ['east'], ...moneyShare(70, 740) }, // jia, and anna, who lived in the north until 15 March
    { keys: ['north'], ...moneyShare(0, 180) }, // omar
    { keys: ['south'], ...moneyShare(0, 300) }, // lan
  ]);
});
