// Literal values of further retention metrics on the fixture company, by metric: each entry is the body of a describeMetric.

import {
  april,
  february,
  firstHalf,
  firstQuarter,
  january,
  march,
  monthly,
  secondQuarter,
} from '../support/company-periods';
import { moneyShare, ofNone, perHead, total } from '../support/expected-values';
import type { MetricTests } from '../support/fixture';

export const retentionCases: Readonly<Record<string, (it: MetricTests) => void>> = {
  REACTIVATED_CUSTOMERS: (it) => {
    it('counts who was lost at the start and is back at the end', { period: march }, [total(1)]); // omar
    it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 0, 1, 1, 1, 0].map(total)));
    it('does not count new customers', { period: secondQuarter }, [total(2)]); // chen, kong
    it('does not count who was lost and came back in between', { period: firstHalf }, [total(0)]);
    it('places customers at the end: kong in the north', { period: april, by: ['REGION'] }, [
      { keys: ['north'], ...total(1) },
    ]);
  },
  NET_REVENUE_RETENTION: (it) => {
    it('follows the buyers of the month before; eve only gave back', { period: march }, [moneyShare(300, 2150)]); // gao, lan
    it('leaves out the guest', { period: april }, [moneyShare(70, 1220)]); // anna, jia, lan, omar
    it('follows the buyers of the quarter before', { period: secondQuarter }, [moneyShare(560, 3550)]);
    it('is 0 when none of them buys', { period: january }, [moneyShare(0, 400)]); // chen
  },
  DORMANT_CUSTOMERS: (it) => {
    it('keeps out who bought exactly 90 days before, and who is under a term', { period: { year: 2024, month: 12 } }, [
      total(2),
    ]); // kong, omar
    it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[3, 2, 1, 0, 2, 4].map(total)));
    it('by region', { period: january, by: ['REGION'] }, [
      { keys: ['north'], ...total(1) }, // omar
      { keys: ['south'], ...total(2) }, // bao, kong
    ]);
  },
  RETENTION_SPEND: (it) => {
    it('gives every month', { period: firstHalf, grain: 'MONTH' }, monthly(...[0, 50, 0, 40, 0, 0].map(total)));
  },
  RETENTION_COST: (it) => {
    it('divides by those won back', { period: february }, [perHead(50, 2)]);
    it('counts each of them once', { period: firstQuarter }, [perHead(50, 2)]);
    it('is null when none was', { period: march }, [ofNone()]);
  },
};
