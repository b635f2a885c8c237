// Literal values of further value metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, february, firstHalf, january, june, march, may } from '../support/company-periods';
import { mean, noData, ofNone, perHead, share } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

const eve = { dimension: 'CUSTOMER', in: ['eve'] } as const;

export const valueCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  RETURNING_BUYER_RATE: (it) => {
    it('counts who bought before the period, not before within it', { period: march }, [share(3, 4)]); // anna, lan, omar
    it('is 0 of new buyers', { period: february }, [share(0, 2)]);
    it('is null without buyers', { period: february, where: eve }, [ofNone()]);
  },
  PURCHASE_FREQUENCY: (it) => {
    it('counts the order of the guest among the orders', { period: march }, [perHead(7, 4)]);
    it('is below 1 where two share an order id', { period: june }, [perHead(2, 3)]);
    it('is null of the guest', { period: march, where: { dimension: 'CUSTOMER', isNull: true } }, [ofNone(1)]);
  },
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
  CATEGORIES_PER_BUYER: (it) => {
    it('is the mean of 2, 2, 1 and 1', { period: march }, [mean(1.5, 4)]);
    it('does not count a gift card, which has no category', { period: april }, [mean(1.25, 4)]);
    it('counts 0 for a buyer of nothing known (ping)', { period: may }, [mean(0.5, 2)]);
    it('is null without buyers', { period: february, where: eve }, [noData]);
  },
  REVENUE_PER_CUSTOMER: (it) => {
    it('counts the money of the guest', { period: march }, [perHead(1260, 4)]);
    it('takes refunds off', { period: february }, [perHead(2070, 2)]);
    it('is null without buyers', { period: february, where: eve }, [ofNone(-80)]);
  },
  PROFIT_PER_CUSTOMER: (it) => {
    it('counts the profit of the guest', { period: march }, [perHead(690, 4)]);
    it('is null without buyers', { period: february, where: eve }, [ofNone(-60)]);
  },
  CLV_REVENUE: (it) => {
    // Revenue of the year 3010 + 4733 = 7743 for each of (5 + 11) / 2, times 2.5 years.
    it('is the revenue of the year for each of the mean base, times the lifetime', { period: june }, [
      { value: (7743 / 8) * 2.5, status: 'LOW_SAMPLE' },
    ]);
    it('is null when nobody was there a year before', { period: january }, [
      { value: null, status: 'ZERO_DENOMINATOR' },
    ]);
  },
};
