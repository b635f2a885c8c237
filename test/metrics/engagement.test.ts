// Engagement on the fixture company (test/support/company/README.md says who is who): literal values, worked out by hand.

import {
  april,
  day,
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
import { mean, noData, ofNone, perHead, share, total } from '../support/expected-values';
import { describeMetric } from '../support/fixture';

const only = (...customers: string[]) => ({ dimension: 'CUSTOMER', in: customers });

describeMetric('ACTIVE_CUSTOMERS', (it) => {
  // anna, bao (a visit at the first instant), dina, jia, lan, mo, nan, omar; not kong (an impression), not hui (a touch), not the guest.
  it('counts purchases and what customers did, not what was done to them', { period: march }, [total(8)]);
  it('does not count a refund (eve), an offer, a lead or a stage', { period: february }, [total(5)]); // anna, dina, gao, hui, lan
  it('counts each customer once in a longer period', { period: firstQuarter }, [total(11)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[4, 5, 8, 7, 2, 3].map(total)));
  it.total('the half year', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, total(14)); // all but fang and ivan
  it(
    'takes the borders of another zone when asked: the visit of bao is of February in UTC',
    { period: { ...march, timezone: 'UTC' } },
    [total(7)],
  );
  it('ends before now: gao logs in at that very instant', { period: july }, [total(2)]); // anna, hui
  it('by channel: one customer may stand in several', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...total(3) }, // anna, jia, nan
    { keys: ['shop'], ...total(3) }, // anna, jia, lan
    { keys: ['web'], ...total(7) }, // anna, bao, dina, jia, lan, mo, omar
  ]);
  it('by region at the event: anna in two', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...total(3) },
    { keys: ['north'], ...total(2) },
    { keys: ['south'], ...total(2) },
    { keys: [null], ...total(2) }, // dina, mo
  ]);
  it('by the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...total(3) },
    { keys: ['north'], ...total(1) },
    { keys: ['south'], ...total(2) },
    { keys: [null], ...total(2) },
  ]);
  it('by tag', { period: march, by: ['TAG'] }, [
    { keys: ['student'], ...total(1) },
    { keys: ['vip'], ...total(2) },
    { keys: [null], ...total(6) },
  ]);
  it('is 0 of a customer without facts', { period: firstHalf, where: only('fang') }, [total(0)]);
  it('never counts nobody', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [total(0)]);
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses('an outcome', { period: march, by: ['OUTCOME'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('ACTIVE_RATE', (it) => {
  it('sets the active against those on file at the end, fang included', { period: march }, [share(8, 14)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(share(4, 10), share(5, 12), share(8, 14), share(7, 14), share(2, 16), share(3, 16)),
  ]);
  it('places both at the end: anna in the east only', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...share(3, 3) }, // anna, jia, nan
    { keys: ['north'], ...share(1, 3) }, // omar of eve, gao, omar
    { keys: ['south'], ...share(2, 5) }, // bao, lan of bao, chen, hui, kong, lan
    { keys: [null], ...share(2, 3) }, // dina, mo of dina, fang, mo
  ]);
  it('places kong in the north from the middle of April', { period: april, by: ['REGION'] }, [
    { keys: ['east'], ...share(3, 3) }, // anna, jia, nan
    { keys: ['north'], ...share(2, 4) }, // kong, omar of eve, gao, kong, omar
    { keys: ['south'], ...share(1, 4) }, // hui of bao, chen, hui, lan
    { keys: [null], ...share(1, 3) }, // dina
  ]);
  it('is 0 of a customer without facts, who is on file all the same', { period: march, where: only('fang') }, [
    share(0, 1),
  ]);
  it('is null of a customer not yet on file', { period: march, where: only('ping') }, [ofNone()]);
  it('looks at now when the period is open', { period: july }, [share(2, 16)]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('INTERACTIONS_PER_CUSTOMER', (it) => {
  // 45 rows less 5 impressions and 9 stages; nobody counts above, not below: anna, bao, dina, hui, jia, lan, mo, nan, omar.
  it('counts the interactions of nobody among the interactions, not among the customers', { period: march }, [
    perHead(31, 9),
  ]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(perHead(4, 3), perHead(17, 9), perHead(31, 9), perHead(9, 8), perHead(4, 3), perHead(5, 3)),
  ]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...perHead(8, 3) }, // anna, jia, nan
    { keys: ['shop'], ...perHead(5, 3) }, // hui, jia, lan
    { keys: ['web'], ...perHead(18, 8) }, // all but hui
  ]);
  it('by kind', { period: march, where: { dimension: 'INTERACTION_KIND', in: ['lead'] }, by: ['INTERACTION_KIND'] }, [
    { keys: ['lead'], ...perHead(4, 3) }, // jia, mo, nan and nobody
  ]);
  it('is null where only nobody was', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [ofNone(5)]);
  it('is null of an impression alone', { period: march, where: only('kong') }, [ofNone()]);
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('STICKINESS', (it) => {
  // Days: anna 1 2 10 20 25 28, bao 1, dina 9, jia 2 3 4 7 12 22 31, lan 10 11 14, mo 30, nan 15, omar 20 21 24 = 23.
  it('counts customer-days of the business zone (the 2nd and the 3rd of jia are one day in UTC)', { period: march }, [
    share(23, 31 * 8),
  ]);
  it('counts two facts of one day once', { period: january }, [share(5, 31 * 4)]); // anna 8 10, dina 22, eve 31, hui 20
  it('takes the days of the month', { period: february }, [share(7, 28 * 5)]);
  it('is a small sample below 30 customer-days', { period: february, where: only('dina') }, [share(1, 28)]);
  it('and none with 31', { period: january, where: only('dina') }, [share(1, 31)]);
  it('takes all days of a longer period', { period: firstQuarter }, [share(35, 90 * 11)]);
  it('takes the days so far of an open one', { period: july }, [share(2, 1 * 2)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...share(7, 31 * 3) }, // anna 2 25 28, jia 3 4 7, nan 15
    { keys: ['shop'], ...share(3, 31 * 3) }, // anna 20, jia 22, lan 14
    { keys: ['web'], ...share(14, 31 * 7) }, // anna 1 10, bao 1, dina 9, jia 2 12 31, lan 10 11 14, mo 30, omar 20 21 24
  ]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(share(5, 124), share(7, 140), share(23, 248), share(12, 210), share(5, 62), share(5, 90)),
  ]);
  it('is null of a customer without facts', { period: june, where: only('fang') }, [ofNone()]);
  it('is null of nobody in particular', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [ofNone()]);
});

describeMetric('INTERACTIONS', (it) => {
  it('has Sunday as the seventh day', { period: day('2025-03-02'), by: ['WEEKDAY'] }, [
    { keys: ['7'], ...total(4) }, // anna twice, jia's lead and visit
  ]);
  it(
    'gives every month, without impressions and stages',
    { period: firstHalf, grain: 'MONTH' },
    monthly(...[4, 17, 31, 9, 4, 5].map(total)),
  );
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...total(8) },
    { keys: ['shop'], ...total(5) },
    { keys: ['web'], ...total(18) },
  ]);
});

describeMetric('TOUCHES_PER_CUSTOMER', (it) => {
  it('counts touches and offers of those on file', { period: february }, [perHead(6, 12)]); // lan, gao; bao, chen, gao, kong
  it('counts touches alone', { period: march }, [perHead(2, 14)]); // hui, nan
  it('is null of nobody on file', { period: march, where: { dimension: 'CUSTOMER', in: ['ping'] } }, [ofNone()]);
});

describeMetric('INTERACTION_RATE', (it) => {
  // Surveys 7, requests 4, visits and the like 7, a click, two referrals; 6 orders without that of the guest.
  it('counts what those on file did and ordered', { period: march }, [perHead(27, 14)]);
  it('in January', { period: january }, [perHead(6, 10)]);
  it('is null of nobody on file', { period: march, where: { dimension: 'CUSTOMER', in: ['ping'] } }, [ofNone()]);
});

describeMetric('LOGIN_FREQUENCY', (it) => {
  it('divides by those who log in', { period: march }, [perHead(3, 1)]);
  it('is null of nobody', { period: may }, [ofNone()]);
});

describeMetric('VISIT_FREQUENCY', (it) => {
  it('counts logins and visits', { period: march }, [perHead(5, 3)]); // anna 3, bao, jia
  it('counts the visit of nobody among the visits', { period: february }, [perHead(2, 1)]);
  it('is null of nobody', { period: may }, [ofNone()]);
});

describeMetric('CONTENT_VIEWS', (it) => {
  it('counts the view of nobody', { period: march }, [total(2)]);
  it('is 0 of none', { period: may }, [total(0)]);
});

describeMetric('EVENT_PARTICIPATION_RATE', (it) => {
  it('sets visitors of events against the active', { period: march }, [share(1, 8)]);
  it('is 0 without events', { period: january }, [share(0, 4)]);
  it('is null of nobody active', { period: march, where: { dimension: 'CUSTOMER', in: ['fang'] } }, [ofNone()]);
});

describeMetric('CLICK_THROUGH_RATE', (it) => {
  it('counts the impression of nobody', { period: march }, [share(1, 5)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...share(1, 2) },
    { keys: ['web'], ...share(0, 3) },
  ]);
  it('is null without impressions', { period: may }, [ofNone()]);
});

describeMetric('AVERAGE_USAGE_MINUTES', (it) => {
  it('leaves out a login without a duration', { period: march }, [mean(8, 4)]); // 2, 5, 15, 10
  it('takes logins and visits', { period: january }, [mean(7.5, 2)]); // 10, 5
  it('is null of nothing', { period: february }, [noData]);
});

describeMetric('OMNICHANNEL_RATE', (it) => {
  it('counts purchases and interactions together', { period: march }, [share(3, 8)]); // anna, jia, lan
  it('in January', { period: january }, [share(1, 4)]); // anna
  it('does not take a missing channel for one', { period: may }, [share(0, 2)]); // ping bought on none and answered on the web
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});
