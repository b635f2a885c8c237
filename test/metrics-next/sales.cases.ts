// Literal values of further sales metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import {
  april,
  between,
  february,
  firstHalf,
  firstQuarter,
  january,
  june,
  march,
  may,
  monthly,
} from '../support/company-periods';
import { moneyShare, noData, ofNone, perHead, quantile, share, total } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

const eve = { dimension: 'CUSTOMER', in: ['eve'] } as const;

export const salesCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  GROSS_MARGIN: (it) => {
    it('is gross profit of revenue', { period: march }, [moneyShare(690, 1260)]);
    it('by channel', { period: march, by: ['CHANNEL'] }, [
      { keys: ['app'], ...moneyShare(45, 90) },
      { keys: ['shop'], ...moneyShare(205, 440) },
      { keys: ['web'], ...moneyShare(440, 730) },
    ]);
    it('of a refund is that of what is given back', { period: february, where: eve }, [moneyShare(-60, -80)]);
    it('is null without revenue', { period: march, where: eve }, [ofNone()]);
  },
  UNITS_SOLD: (it) => {
    it('counts 1 for a row without a quantity (hui-1)', { period: january }, [total(4)]);
    it('takes refunds off', { period: february }, [total(4)]); // -1 + 1 + 4
    it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[4, 4, 8, 6, 1, 3].map(total)));
  },
  WIN_RATE: (it) => {
    it('looks at the last close: OPP-1 was lost, then won', { period: february }, [share(1, 1)]);
    it('leaves out OPP-4, whose last close is later', { period: march }, [share(2, 3)]); // OPP-2, OPP-3; OPP-6 lost
    it('counts OPP-4 where it was won', { period: april }, [share(1, 1)]);
    it('does not know a win after now (OPP-5)', { period: june }, [share(0, 1)]);
    it('by agent', { period: march, by: ['AGENT'] }, [
      { keys: ['jun'], ...share(1, 2) },
      { keys: ['mei'], ...share(1, 1) },
    ]);
    it('is null where nothing closed', { period: may }, [ofNone()]);
  },
  SIGNING_RATE: (it) => {
    it('counts a win after the period (OPP-4)', { period: march }, [share(2, 3)]); // OPP-2, OPP-4; OPP-6 lost
    it('is immature while 90 days after the end are not over', { period: june }, [
      { ...share(0, 1), status: 'IMMATURE' },
    ]);
    it('by channel', { period: firstQuarter, by: ['CHANNEL'] }, [
      { keys: ['fair'], ...share(1, 1) },
      { keys: ['web'], ...share(2, 3) },
    ]);
    it('is null where nothing was quoted', { period: january }, [ofNone()]);
  },
  SALES_CYCLE_DAYS_MEDIAN: (it) => {
    it('is the middle one', { period: firstQuarter }, [quantile(10.5, 5)]); // 0 10 10.5 20 41
    it('lies between two', { period: february }, [quantile(20.5, 2)]);
    it('is null of nothing', { period: may }, [noData]);
  },
  REVENUE_PER_AGENT: (it) => {
    it('takes the rows of sales agents only', { period: march }, [perHead(400, 1)]); // mei
    it('divides by those who sold', { period: between('2025-02-01', '2025-04-30') }, [perHead(2770, 2)]); // mei 2550, jun 220
    it('is null where no agent sold', { period: january }, [ofNone()]);
  },
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
