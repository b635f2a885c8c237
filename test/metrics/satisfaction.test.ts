// Satisfaction on the fixture company (test/support/company/README.md says who is who): literal values, worked out by hand.

import {
  april,
  february,
  firstHalf,
  firstQuarter,
  january,
  june,
  march,
  may,
  monthly,
} from '../support/company-periods';
import { mean, noData, ofNone, share, total } from '../support/expected-values';
import { describeMetric } from '../support/fixture';

/** Promoters less detractors among so many answers. */
const score = (difference: number, answers: number) => share(difference, answers);

describeMetric('NPS', (it) => {
  // anna 9 and 10, lan 5 of 5 = 10; jia 8, nan 4 of 5 = 8; omar 6, nobody 0.
  it('brings answers on 5 to 10 from zero up, and counts the answer of nobody', { period: march }, [score(3 - 2, 7)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...score(1, 2) }, // anna 10, nan 8
    { keys: ['shop'], ...score(0, 2) }, // lan 10, nobody 0
    { keys: ['web'], ...score(0, 3) }, // anna 9, jia 8, omar 6
  ]);
  it('by region at the answer: anna gave 9 in the north and 10 in the east', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...score(1, 3) },
    { keys: ['north'], ...score(0, 2) },
    { keys: ['south'], ...score(1, 1) },
    { keys: [null], ...score(-1, 1) },
  ]);
  it('by the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...score(2, 4) },
    { keys: ['north'], ...score(-1, 1) },
    { keys: ['south'], ...score(1, 1) },
    { keys: [null], ...score(-1, 1) },
  ]);
  it('by tag: the 8 of jia stands in both of hers', { period: march, by: ['TAG'] }, [
    { keys: ['student'], ...score(0, 1) },
    { keys: ['vip'], ...score(2, 3) },
    { keys: [null], ...score(-1, 4) }, // lan; omar, nobody; nan
  ]);
  it('not in holds of nobody too', { period: march, where: { dimension: 'REGION', notIn: ['north'] } }, [score(1, 5)]);
  it('is null without an answer', { period: january }, [ofNone()]);
  it(
    'gives every month',
    { period: firstHalf, grain: 'MONTH' },
    monthly(ofNone(), ofNone(), score(1, 7), ofNone(), ofNone(), ofNone()),
  );
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses(
    'the interaction kind: it counts one kind only',
    { period: march, by: ['INTERACTION_KIND'] },
    'METRIC_NOT_SLICEABLE',
  );
});

describeMetric('CSAT', (it) => {
  // jia 5, hui 4, nan 8 of 10 = 37/9, anna 7 of 9 = 4 exactly; kong 3, omar 7 of 10 = 33/9.
  it('brings other scales to 1..5, lowest to lowest, before it judges', { period: april }, [share(4, 6)]);
  it('by channel category', { period: april, by: ['CHANNEL_CATEGORY'] }, [
    { keys: ['offline'], ...share(1, 1) },
    { keys: ['online'], ...share(3, 5) },
  ]);
  it('by region at the answer', { period: april, by: ['REGION'] }, [
    { keys: ['east'], ...share(3, 3) }, // anna, jia, nan
    { keys: ['north'], ...share(0, 2) }, // kong (since the day before), omar
    { keys: ['south'], ...share(1, 1) }, // hui
  ]);
  it('is null without an answer', { period: march }, [ofNone()]);
  it.refuses('a buyer type', { period: april, by: ['BUYER_TYPE'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('CSI', (it) => {
  // product lan 4, gao 10 of 10 = 5: 4.5. Service lan 3, hui 4: 3.5. Support dina 2. Each part weighs the same, whatever its answers.
  it('is the plain mean of the means of its three parts', { period: february }, [{ value: 10 / 3, status: 'OK' }]);
  it('is the mean over all answers of a longer period, part by part', { period: firstQuarter }, [
    { value: (14 / 3 + 3.5 + 2) / 3, status: 'OK' }, // lan adds a product 5 in March
  ]);
  it('is null with one part missing', { period: march }, [noData]);
  it('is null in a slice with one part missing, though the whole has all', { period: february, by: ['REGION'] }, [
    { keys: ['north'], ...noData },
    { keys: ['south'], ...noData },
    { keys: [null], ...noData },
  ]);
  it('by channel', { period: february, by: ['CHANNEL'] }, [{ keys: ['web'], value: 10 / 3, status: 'OK' }]);
  it('is null without an answer', { period: may }, [noData]);
});

describeMetric('COMPLAINT_RATE', (it) => {
  // Active in March: anna, bao, dina, jia, lan, mo, nan, omar. omar complains twice, nobody once.
  it('counts customers, not complaints', { period: march }, [share(1, 8)]);
  it('counts a customer whose only deed is the complaint as active', { period: january }, [share(1, 4)]); // dina of anna, dina, eve, hui
  it('is 0 without complaints; a refund alone makes nobody active', { period: february }, [share(0, 5)]);
  it('by region at the event: anna is active in two', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...share(0, 3) }, // anna, jia, nan
    { keys: ['north'], ...share(1, 2) }, // anna, omar
    { keys: ['south'], ...share(0, 2) }, // bao, lan
    { keys: [null], ...share(0, 2) }, // dina, mo
  ]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...share(0, 3) }, // anna, jia, nan
    { keys: ['shop'], ...share(0, 3) }, // anna, jia, lan
    { keys: ['web'], ...share(1, 7) }, // anna, bao, dina, jia, lan, mo, omar
  ]);
  it('is null of nobody active', { period: march, where: { dimension: 'CUSTOMER', in: ['kong', 'hui'] } }, [ofNone()]);
  it.refuses('a topic: purchases have none', { period: march, by: ['TOPIC'] }, 'METRIC_NOT_SLICEABLE');
  it.refuses('a product: interactions have none', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('REFERRAL_RATE', (it) => {
  // With a purchase before April: anna, bao, chen, dina, eve, gao, hui, jia, kong, lan, omar. mo refers too, and has not bought.
  it('counts only those who have bought', { period: march }, [share(1, 11)]);
  it('places numerator and denominator at the end', { period: march, by: ['REGION'] }, [
    { keys: ['east'], ...share(1, 2) }, // anna, jia
    { keys: ['north'], ...share(0, 3) }, // eve, gao, omar
    { keys: ['south'], ...share(0, 5) }, // bao, chen, hui, kong, lan
    { keys: [null], ...share(0, 1) }, // dina
  ]);
  it('or by the region of today', { period: march, by: ['REGION'], attributes: 'CURRENT' }, [
    { keys: ['east'], ...share(1, 2) },
    { keys: ['north'], ...share(0, 4) }, // kong as well
    { keys: ['south'], ...share(0, 4) },
    { keys: [null], ...share(0, 1) },
  ]);
  it('is 0 without referrals', { period: january }, [share(0, 8)]); // anna, bao, chen, dina, eve, hui, kong, omar
  it('is null before anybody bought', { period: { year: 2024, month: 1 } }, [ofNone()]);
  it('is null of somebody who has not', { period: march, where: { dimension: 'CUSTOMER', in: ['mo'] } }, [ofNone()]);
  it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('PROMOTER_RATE', (it) => {
  it('counts 9 and 10', { period: march }, [share(3, 7)]);
  it('is null without an answer', { period: january }, [ofNone()]);
});

describeMetric('DETRACTOR_RATE', (it) => {
  it('counts 0 to 6', { period: march }, [share(2, 7)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...share(0, 2) },
    { keys: ['shop'], ...share(1, 2) },
    { keys: ['web'], ...share(1, 3) },
  ]);
  it('is null without an answer', { period: january }, [ofNone()]);
});

describeMetric('CSAT_AVERAGE', (it) => {
  it('is the mean on 1..5: 5, 4, 3, 4 and 37/9, 33/9', { period: april }, [mean(107 / 27, 6)]);
  it('is null without an answer', { period: march }, [noData]);
});

describeMetric('CES', (it) => {
  it('is the mean on 1..7: 6, and 3 of 5 is 4', { period: may }, [mean(5, 2)]);
  it('is null without an answer', { period: march }, [noData]);
});

describeMetric('CLI', (it) => {
  // repurchase 10 and 7; recommend 4 of 5 = 7.75 on 1..10; overall 8.
  it('is the plain mean of its three parts', { period: june }, [{ value: (8.5 + 7.75 + 8) / 3, status: 'OK' }]);
  it('is null with a part missing', { period: june, where: { dimension: 'CUSTOMER', in: ['anna'] } }, [noData]);
  it('is null without an answer', { period: march }, [noData]);
});

describeMetric('SURVEY_RESPONSES', (it) => {
  it('counts the answer of nobody', { period: march }, [total(8)]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 5, 8, 6, 2, 4].map(total)));
});

describeMetric('COMPLAINTS', (it) => {
  it('counts every complaint, also of nobody', { period: march }, [total(3)]);
  it('by topic', { period: firstQuarter, by: ['TOPIC'] }, [
    { keys: ['delivery'], ...total(1) },
    { keys: ['quality'], ...total(2) },
    { keys: [null], ...total(1) },
  ]);
  it('is 0 of none', { period: may }, [total(0)]);
});
