// Literal values of further service metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, february, firstHalf, january, march, monthly } from '../support/company-periods';
import { mean, noData, ofNone, perHead, share, total } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const serviceCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  TICKETS: (it) => {
    it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 0, 2, 1, 0, 0].map(total)));
  },
  SLA_ATTAINMENT: (it) => {
    it('holds 3600 seconds, not 3601', { period: march }, [share(2, 4)]);
    it('by kind', { period: march, by: ['INTERACTION_KIND'] }, [
      { keys: ['complaint'], ...share(0, 1) },
      { keys: ['inquiry'], ...share(1, 1) },
      { keys: ['ticket'], ...share(1, 2) },
    ]);
    it('is null of nothing', { period: february }, [ofNone()]);
  },
  RESOLUTION_TIME: (it) => {
    it('is the mean where there is one', { period: march }, [mean(48600, 2)]); // 7200, 90000
    it('is null of nothing', { period: january }, [noData]);
  },
  RESOLUTION_RATE: (it) => {
    it('counts tickets and complaints without an outcome as open', { period: march }, [share(2, 5)]);
    it('is 0 where none is', { period: january }, [share(0, 1)]);
    it('is null of nothing', { period: february }, [ofNone()]);
  },
  TICKETS_PER_AGENT: (it) => {
    it('divides by the agents who have one', { period: march }, [perHead(2, 1)]);
    it('is one for one', { period: april }, [perHead(1, 1)]);
    it('is null without tickets', { period: january }, [ofNone()]);
  },
};
