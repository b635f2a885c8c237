// Literal values of further retention metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, january, march, secondQuarter } from '../support/company-periods';
import { moneyShare } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const retentionCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  NET_REVENUE_RETENTION: (it) => {
    it('follows the buyers of the month before; eve only gave back', { period: march }, [moneyShare(300, 2150)]); // gao, lan
    it('leaves out the guest', { period: april }, [moneyShare(70, 1220)]); // anna, jia, lan, omar
    it('follows the buyers of the quarter before', { period: secondQuarter }, [moneyShare(560, 3550)]);
    it('is 0 when none of them buys', { period: january }, [moneyShare(0, 400)]); // chen
  },
};
