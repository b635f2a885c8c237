// Literal values of further sales metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, february, firstQuarter, march } from '../support/company-periods';
import { moneyShare, noData } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const salesCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  TARGET_ATTAINMENT: (it) => {
    it('sets revenue against the target of the period', { period: march }, [moneyShare(1260, 1200)]);
    it('uses the shortest target and skips what overlaps it', { period: firstQuarter }, [moneyShare(1260, 1200)]);
    it('takes the revenue of the days of the target: 70 + 100 + 155', { period: april }, [moneyShare(325, 400)]);
    it('is null without a target within the period', { period: february }, [noData]);
    it('takes the target of the slice', { period: march, by: ['CHANNEL'] }, [
      { keys: ['app'], ...noData },
      { keys: ['shop'], ...noData },
      { keys: ['web'], ...moneyShare(730, 700) },
    ]);
  },
};
