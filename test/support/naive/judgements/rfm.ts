// RFM: recency, frequency and monetary value, scored 1 to 5 against the reference base, and the segment they make.
import type { Customer } from '../customers';
import { sum, toNumber } from '../exact';
import { between, daysBetween } from './instants';
import type { Moment } from './moment';
import { standingIn } from './rank';
import type { Values } from './values';

/** Each the greater the better: negated days since the last purchase, orders and revenue of the year. */
export type RfmValues = { readonly recency: number; readonly frequency: number; readonly monetary: number };

export type Rfm = RfmValues;

/** `baseDate`: the business date of the instant at which the reference base is judged. */
export function rfmValuesOf(
  customer: Customer,
  { history }: Values,
  { t, yearAgo }: Moment,
  baseDate: string,
): RfmValues {
  const withLine = customer.orders.filter(({ lines }) => between(lines, yearAgo, t).length > 0);
  return {
    recency: daysBetween(baseDate, history.lastDay),
    frequency: withLine.length,
    monetary: toNumber(sum(between(customer.transactions, yearAgo, t), (row) => row.revenue)),
  };
}

export function rfmOf(own: RfmValues, base: readonly RfmValues[]): Rfm {
  const score = (value: (of: RfmValues) => number) => fifth(base.map(value), value(own));
  return {
    recency: score(({ recency }) => recency),
    frequency: score(({ frequency }) => frequency),
    monetary: score(({ monetary }) => monetary),
  };
}

/** min(5, 1 + floor(5 rank)), in whole numbers. */
function fifth(values: readonly number[], value: number): number {
  const { smaller, equal, all } = standingIn(values, value);
  return Math.min(5, 1 + Math.floor((5 * (2 * smaller + equal)) / (2 * all)));
}

export function rfmSegmentOf({ recency, frequency, monetary }: Rfm): string {
  const fm = Math.floor((frequency + monetary + 1) / 2);
  switch (recency) {
    case 5:
      return ['RECENT', 'POTENTIAL_LOYALIST', 'POTENTIAL_LOYALIST', 'CHAMPIONS', 'CHAMPIONS'][fm - 1] as string;
    case 4:
      return ['PROMISING', 'POTENTIAL_LOYALIST', 'POTENTIAL_LOYALIST', 'LOYAL', 'LOYAL'][fm - 1] as string;
    case 3:
      return ['ABOUT_TO_SLEEP', 'ABOUT_TO_SLEEP', 'NEED_ATTENTION', 'LOYAL', 'LOYAL'][fm - 1] as string;
    default:
      return ['HIBERNATING', 'HIBERNATING', 'AT_RISK', 'AT_RISK', 'CANNOT_LOSE'][fm - 1] as string;
  }
}
