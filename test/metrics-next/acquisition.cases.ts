// Literal values of further acquisition metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, february, firstQuarter, january, june, march, may } from '../support/company-periods';
import { type ExpectedValue, mean, noData, ofNone, perHead, total } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

const composite = (value: number): ExpectedValue => ({ value, status: 'LOW_SAMPLE' });

export const acquisitionCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  COST_PER_LEAD: (it) => {
    it('sets marketing against leads, without sales', { period: february }, [perHead(300, 3)]);
    it('is 0 where leads came for nothing', { period: may }, [perHead(0, 1)]);
    it('is null without a lead', { period: january }, [ofNone(100)]);
    it('by the channel of acquisition', { period: firstQuarter, by: ['ACQUISITION_CHANNEL'] }, [
      { keys: ['fair'], ...perHead(300, 2) }, // gao, lan
      { keys: ['web'], ...perHead(220, 3) }, // jia, mo, nan
      { keys: [null], ...ofNone(80) },
    ]);
    it('by the campaign of acquisition', { period: firstQuarter, by: ['ACQUISITION_CAMPAIGN'] }, [
      { keys: ['spring'], ...perHead(420, 3) }, // gao, lan, nan
      { keys: ['winter'], ...ofNone(100) },
      { keys: [null], ...perHead(80, 2) }, // jia, mo
    ]);
    it.refuses('a channel', { period: march, by: ['CHANNEL'] }, 'METRIC_NOT_SLICEABLE');
  },
  LEAD_FOLLOW_UP_TIME: (it) => {
    it('is 0 for a touch at the instant of the lead (gao); jia was never touched', { period: february }, [
      mean(10800, 2),
    ]); // lan 6 h
    it('takes the first contacted stage as well (mo, 6 h)', { period: march }, [mean(54000, 2)]); // nan 24 h
    it('by the channel of the lead', { period: firstQuarter, by: ['CHANNEL'] }, [
      { keys: ['fair'], ...mean(10800, 2) },
      { keys: ['web'], ...mean(54000, 2) },
    ]);
    it('is null where nobody was touched', { period: may }, [noData]);
  },
  REFERRED_CUSTOMERS: (it) => {
    it('counts new customers whom somebody referred', { period: april }, [total(1)]); // nan
    it('is 0 of others', { period: march }, [total(0)]);
    it('stands where the first purchase was', { period: april, where: { dimension: 'CHANNEL', in: ['shop'] } }, [
      total(1),
    ]);
  },
  CLV_TO_CAC: (it) => {
    // CLV of February 3188 / 4.5 x 1; CAC 250.
    it('is the one by the other', { period: february }, [composite(3188 / 4.5 / 250)]);
    // CLV of May: 50 + 1728 + 115 + 815 + 690 + 257 + 113 = 3768 for each of (4 + 11) / 2, times 4 years; CAC 70.
    it('is more than 3 when customers are worth it', { period: may }, [composite(((3768 / 7.5) * 4) / 70)]);
    it('is null without a new customer', { period: june }, [noData]);
    it.refuses('a region', { period: march, by: ['REGION'] }, 'METRIC_NOT_SLICEABLE');
  },
};
