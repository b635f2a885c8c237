// Literal values of further satisfaction metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import { april, firstHalf, firstQuarter, january, june, march, may, monthly } from '../support/company-periods';
import { mean, noData, ofNone, share, total } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const satisfactionCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  PROMOTER_RATE: (it) => {
    it('counts 9 and 10', { period: march }, [share(3, 7)]);
    it('is null without an answer', { period: january }, [ofNone()]);
  },
  DETRACTOR_RATE: (it) => {
    it('counts 0 to 6', { period: march }, [share(2, 7)]);
    it('by channel', { period: march, by: ['CHANNEL'] }, [
      { keys: ['app'], ...share(0, 2) },
      { keys: ['shop'], ...share(1, 2) },
      { keys: ['web'], ...share(1, 3) },
    ]);
    it('is null without an answer', { period: january }, [ofNone()]);
  },
  CSAT_AVERAGE: (it) => {
    it('is the mean on 1..5: 5, 4, 3, 4 and 37/9, 33/9', { period: april }, [mean(107 / 27, 6)]);
    it('is null without an answer', { period: march }, [noData]);
  },
  CES: (it) => {
    it('is the mean on 1..7: 6, and 3 of 5 is 4', { period: may }, [mean(5, 2)]);
    it('is null without an answer', { period: march }, [noData]);
  },
  CLI: (it) => {
    // repurchase 10 and 7; recommend 4 of 5 = 7.75 on 1..10; overall 8.
    it('is the plain mean of its three parts', { period: june }, [{ value: (8.5 + 7.75 + 8) / 3, status: 'OK' }]);
    it('is null with a part missing', { period: june, where: { dimension: 'CUSTOMER', in: ['anna'] } }, [noData]);
    it('is null without an answer', { period: march }, [noData]);
  },
  SURVEY_RESPONSES: (it) => {
    it('counts the answer of nobody', { period: march }, [total(8)]);
    it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 5, 8, 6, 2, 4].map(total)));
  },
  COMPLAINTS: (it) => {
    it('counts every complaint, also of nobody', { period: march }, [total(3)]);
    it('by topic', { period: firstQuarter, by: ['TOPIC'] }, [
      { keys: ['delivery'], ...total(1) },
      { keys: ['quality'], ...total(2) },
      { keys: [null], ...total(1) },
    ]);
    it('is 0 of none', { period: may }, [total(0)]);
  },
};
