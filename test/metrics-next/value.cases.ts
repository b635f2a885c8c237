// Literal values of further value metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, february, firstHalf, june, march, may } from '../support/company-periods';
import { ofNone, share } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const valueCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  UP_SELL_RATE: (it) => {
    it('counts a higher tier of a category bought before (omar)', { period: march }, [share(1, 3)]);
    it('not of one never bought (kong)', { period: april }, [share(1, 3)]); // jia
    it('not a lower one (chen)', { period: may }, [share(0, 1)]);
    it('is null without existing buyers', { period: february }, [ofNone()]);
  },
  RENEWAL_RATE: (it) => {
    it('is 0 where nothing follows (dina)', { period: may }, [share(0, 1)]);
    it(
      'counts a renewal before the end (lan), immature while 30 days after the period are not over',
      { period: june },
      [{ ...share(1, 1), status: 'IMMATURE' }],
    );
    it('over the half year', { period: firstHalf }, [{ ...share(1, 2), status: 'IMMATURE' }]);
    it('is null where no term ends', { period: march }, [ofNone()]);
  },
};
