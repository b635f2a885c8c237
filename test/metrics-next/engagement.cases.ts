// Literal values of further engagement metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { february, firstHalf, january, march, may, monthly } from '../support/company-periods';
import { mean, noData, ofNone, perHead, share, total } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const engagementCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  INTERACTIONS: (it) => {
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
  },
  TOUCHES_PER_CUSTOMER: (it) => {
    it('counts touches and offers of those on file', { period: february }, [perHead(6, 12)]); // lan, gao; bao, chen, gao, kong
    it('counts touches alone', { period: march }, [perHead(2, 14)]); // hui, nan
    it('is null of nobody on file', { period: march, where: { dimension: 'CUSTOMER', in: ['ping'] } }, [ofNone()]);
  },
  INTERACTION_RATE: (it) => {
    // Surveys 7, requests 4, visits and the like 7, a click, two referrals; 6 orders without that of the guest.
    it('counts what those on file did and ordered', { period: march }, [perHead(27, 14)]);
    it('in January', { period: january }, [perHead(6, 10)]);
    it('is null of nobody on file', { period: march, where: { dimension: 'CUSTOMER', in: ['ping'] } }, [ofNone()]);
  },
  LOGIN_FREQUENCY: (it) => {
    it('divides by those who log in', { period: march }, [perHead(3, 1)]);
    it('is null of nobody', { period: may }, [ofNone()]);
  },
  VISIT_FREQUENCY: (it) => {
    it('counts logins and visits', { period: march }, [perHead(5, 3)]); // anna 3, bao, jia
    it('counts the visit of nobody among the visits', { period: february }, [perHead(2, 1)]);
    it('is null of nobody', { period: may }, [ofNone()]);
  },
  CONTENT_VIEWS: (it) => {
    it('counts the view of nobody', { period: march }, [total(2)]);
    it('is 0 of none', { period: may }, [total(0)]);
  },
  EVENT_PARTICIPATION_RATE: (it) => {
    it('sets visitors of events against the active', { period: march }, [share(1, 8)]);
    it('is 0 without events', { period: january }, [share(0, 4)]);
    it('is null of nobody active', { period: march, where: { dimension: 'CUSTOMER', in: ['fang'] } }, [ofNone()]);
  },
  CLICK_THROUGH_RATE: (it) => {
    it('counts the impression of nobody', { period: march }, [share(1, 5)]);
    it('by channel', { period: march, by: ['CHANNEL'] }, [
      { keys: ['app'], ...share(1, 2) },
      { keys: ['web'], ...share(0, 3) },
    ]);
    it('is null without impressions', { period: may }, [ofNone()]);
  },
  AVERAGE_USAGE_MINUTES: (it) => {
    it('leaves out a login without a duration', { period: march }, [mean(8, 4)]); // 2, 5, 15, 10
    it('takes logins and visits', { period: january }, [mean(7.5, 2)]); // 10, 5
    it('is null of nothing', { period: february }, [noData]);
  },
  OMNICHANNEL_RATE: (it) => {
    it('counts purchases and interactions together', { period: march }, [share(3, 8)]); // anna, jia, lan
    it('in January', { period: january }, [share(1, 4)]); // anna
    it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
  },
};
