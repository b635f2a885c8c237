// Short names for what a cell of an expected row looks like: the literal figures stay in the test, the status follows METRICS.md.
import type { ValueStatus } from '../../src/query/question/metrics-result';

export type ExpectedValue = {
  readonly value: number | null;
  readonly status: ValueStatus;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly n?: number;
};

const smallSample = 30;
const sampleStatus = (n: number): ValueStatus => (n < smallSample ? 'LOW_SAMPLE' : 'OK');

/** A count or a sum. */
export const total = (value: number): ExpectedValue => ({ value, status: 'OK' });

/** So many of so many customers, facts, answers, cells or customer-days. */
export const share = (numerator: number, denominator: number): ExpectedValue => ({
  value: (100 * numerator) / denominator,
  status: sampleStatus(denominator),
  numerator,
  denominator,
  n: denominator,
});

/** Money of money, as a percentage. */
export const moneyShare = (numerator: number, denominator: number): ExpectedValue => ({
  value: (100 * numerator) / denominator,
  status: 'OK',
  numerator,
  denominator,
});

/** So much for each customer, order or agent. */
export const perHead = (numerator: number, denominator: number): ExpectedValue => ({
  value: numerator / denominator,
  status: 'OK',
  numerator,
  denominator,
});

/** The mean of n facts. */
export const mean = (value: number, n: number): ExpectedValue => ({ value, status: sampleStatus(n), n });

/** The median or a percentile of n facts. */
export const quantile = (value: number, n: number): ExpectedValue => ({ value, status: 'OK', n });

export const noData: ExpectedValue = { value: null, status: 'NO_DATA' };

/** A quotient whose denominator is nothing. */
export const ofNone = (numerator = 0): ExpectedValue => ({
  value: null,
  status: 'ZERO_DENOMINATOR',
  numerator,
  denominator: 0,
});
