// Service on the fixture company (test/support/company/README.md says who is who): literal values, worked out by hand.
// March: inquiry of jia 600 s (ling), ticket of lan 3600 s (ling), complaint of omar 3601 s (bo), ticket of nobody 7200 s (ling);
// another complaint of omar and one of nobody have no response time.

import { april, february, firstHalf, january, march, may, monthly } from '../support/company-periods';
import { mean, noData, ofNone, perHead, quantile, share, total } from '../support/expected-values';
import { describeMetric, withCompany } from '../support/fixture';

describeMetric('FIRST_RESPONSE_TIME', (it) => {
  it('leaves out what has no response time, and counts nobody', { period: march }, [mean(15001 / 4, 4)]);
  it('is the mean of complaints alone in January', { period: january }, [mean(1800, 1)]);
  it('is null of nothing', { period: february }, [{ ...noData, n: 0 }]);
  it('by kind', { period: march, by: ['INTERACTION_KIND'] }, [
    { keys: ['complaint'], ...mean(3601, 1) },
    { keys: ['inquiry'], ...mean(600, 1) },
    { keys: ['ticket'], ...mean(5400, 2) },
  ]);
  it('by agent, where there is one', { period: march, by: ['AGENT'], where: { dimension: 'AGENT', isNull: false } }, [
    { keys: ['bo'], ...mean(3601, 1) },
    { keys: ['ling'], ...mean(3800, 3) },
  ]);
  it('by topic', { period: march, where: { dimension: 'TOPIC', in: ['delivery', 'product'] }, by: ['TOPIC'] }, [
    { keys: ['delivery'], ...mean(3600, 1) },
    { keys: ['product'], ...mean(600, 1) },
  ]);
  it('by outcome', { period: march, where: { dimension: 'OUTCOME', in: ['resolved'] }, by: ['OUTCOME'] }, [
    { keys: ['resolved'], ...mean(3600.5, 2) },
  ]);
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, [
    ...monthly(mean(1800, 1), noData, mean(15001 / 4, 4), mean(1800, 1), mean(60, 1), noData),
  ]);
  it('is not the mean of the months', { period: firstHalf }, [mean((1800 + 15001 + 1800 + 60) / 7, 7)]);
  it.refuses('a product', { period: march, by: ['PRODUCT'] }, 'METRIC_NOT_SLICEABLE');
});

describeMetric('FIRST_RESPONSE_TIME_MEDIAN', (it) => {
  it('lies between the middle two', { period: march }, [quantile(3600.5, 4)]);
  it('is the middle one of three', { period: march, where: { dimension: 'AGENT', in: ['ling'] } }, [quantile(3600, 3)]);
  it('is the only one', { period: april }, [quantile(1800, 1)]);
  it('by channel', { period: march, by: ['CHANNEL'] }, [
    { keys: ['app'], ...quantile(600, 1) },
    { keys: ['shop'], ...quantile(7200, 1) },
    { keys: ['web'], ...quantile(3600.5, 2) },
  ]);
  it('is null of nothing', { period: february }, [noData]);
  it.total('the months', { period: firstHalf, grain: 'MONTH', totals: 'GRAND' }, quantile(1800, 7)); // 60 600 1800 1800 3600 3601 7200
});

describeMetric('FIRST_RESPONSE_TIME_P90', (it) => {
  it('lies 0.7 of the way from the third to the fourth of four', { period: march }, [quantile(6120.3, 4)]); // 3601 + 0.7 x 3599
  it(
    'lies 0.8 of the way from the second to the third of three',
    { period: march, where: { dimension: 'AGENT', in: ['ling'] } },
    [
      quantile(6480, 3), // 3600 + 0.8 x 3600
    ],
  );
  it('is the only one', { period: may }, [quantile(60, 1)]);
  it('lies 0.4 of the way from the sixth to the seventh of seven', { period: firstHalf }, [quantile(5040.6, 7)]); // 3601 + 0.4 x 3599
  it('is null of nothing', { period: february }, [noData]);
});

describeMetric('TICKETS', (it) => {
  it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 0, 2, 1, 0, 0].map(total)));
});

describeMetric('SLA_ATTAINMENT', (it) => {
  it('holds 3600 seconds, not 3601', { period: march }, [share(2, 4)]);
  it('by kind', { period: march, by: ['INTERACTION_KIND'] }, [
    { keys: ['complaint'], ...share(0, 1) },
    { keys: ['inquiry'], ...share(1, 1) },
    { keys: ['ticket'], ...share(1, 2) },
  ]);
  it('is null of nothing', { period: february }, [ofNone()]);
});

describeMetric('RESOLUTION_TIME', (it) => {
  it('is the mean where there is one', { period: march }, [mean(48600, 2)]); // 7200, 90000
  it('is null of nothing', { period: january }, [noData]);
});

describeMetric('RESOLUTION_RATE', (it) => {
  it('counts tickets and complaints without an outcome as open', { period: march }, [share(2, 5)]);
  it('is 0 where none is', { period: january }, [share(0, 1)]);
  it('is null of nothing', { period: february }, [ofNone()]);
});

describeMetric('HANDLE_TIME', (it) => {
  it('is the mean in minutes of inquiries, tickets and complaints that lasted', { period: march }, [
    mean(5.25, 4), // 5, 15, 1 and 0
  ]);
  it('by kind', { period: march, by: ['INTERACTION_KIND'] }, [
    { keys: ['complaint'], ...mean(0, 1) },
    { keys: ['inquiry'], ...mean(5, 1) },
    { keys: ['ticket'], ...mean(8, 2) },
  ]);
  it('by agent', { period: march, by: ['AGENT'] }, [
    { keys: ['bo'], ...mean(0, 1) },
    { keys: ['ling'], ...mean(7, 3) },
  ]);
  it('is null of contacts that name no duration', { period: april }, [{ ...noData, n: 0 }]);
});

describeMetric('TICKETS_PER_AGENT', (it) => {
  it('divides by the agents who have one', { period: march }, [perHead(2, 1)]);
  it('is one for one', { period: april }, [perHead(1, 1)]);
  it('is null without tickets', { period: january }, [ofNone()]);
});

withCompany(
  'one ticket names its agent, one does not',
  {
    interactions: [
      { interaction_id: 'named', occurred_at: '2025-03-03T10:00', kind: 'ticket', agent_id: 'ling' },
      { interaction_id: 'unnamed', occurred_at: '2025-03-04T10:00', kind: 'ticket' },
    ],
  },
  { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  (describeOf) => {
    describeOf('TICKETS_PER_AGENT', (it) => {
      it('counts tickets with an agent only', { period: march }, [{ ...perHead(1, 1), n: 1 }]);
    });
  },
);
