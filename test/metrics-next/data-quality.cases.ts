// Literal values of further data quality metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, between, february, june, march, may } from '../support/company-periods';
import { ofNone, share } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const dataQualityCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  DATA_FRESHNESS: (it) => {
    it('counts any fact, also what was done to a customer', { period: march }, [share(13, 14)]); // all but fang
    it('reaches back to 2 April at the end of June', { period: june }, [share(11, 16)]); // not bao, dina (1 April), fang, gao, mo
    it(
      'counts a version',
      { period: between('2025-05-01', '2025-05-10'), where: { dimension: 'CUSTOMER', in: ['ivan'] } },
      [share(1, 1)],
    );
    it('is null of nobody on file', { period: march, where: { dimension: 'CUSTOMER', in: ['ping'] } }, [ofNone()]);
  },
  SYSTEM_USAGE_RATE: (it) => {
    it('counts agents who did nothing', { period: february }, [share(3, 4)]); // not bo
    it('counts who leaves on the last day', { period: march }, [share(4, 4)]);
    it('counts who begins on the first, not who has left', { period: april }, [share(3, 4)]); // not qiu
    it('by team', { period: may, by: ['TEAM'] }, [
      { keys: ['Desk'], ...share(1, 2) }, // ling, not qiu
      { keys: ['North'], ...share(0, 1) },
      { keys: ['South'], ...share(0, 1) },
    ]);
    it.refuses('a region', { period: march, by: ['REGION'] }, 'METRIC_NOT_SLICEABLE');
  },
};
