// A customer's history as the models see it: its purchase days before t.
import type { Customer } from '../customers';
import { sum, toNumber } from '../exact';
import { grossProfit } from '../facts';
import { before, daysBetween } from './instants';
import type { Moment } from './moment';

export type DayHistory = {
  /** Purchase days - 1. */
  readonly x: number;
  /** Days from the first to the last purchase day, and from the first to the business date of t. */
  readonly txDays: number;
  readonly TDays: number;
  /** Mean gross profit of the repeat days, purchase rows only; 0 without any. */
  readonly z: number;
  readonly lastDay: string;
};

/** Of a customer with a purchase before t. */
export function historyOf(customer: Customer, { t, businessDate, rules }: Moment): DayHistory {
  const purchases = before(customer.purchases, t);
  const days = [...new Set(purchases.map(({ at }) => rules.clock.dateOf(at)))].sort();
  const [first, last] = [days[0] as string, days.at(-1) as string];
  const x = days.length - 1;
  const onRepeatDays = purchases.filter(({ at }) => rules.clock.dateOf(at) !== first);
  return {
    x,
    txDays: daysBetween(first, last),
    TDays: daysBetween(first, businessDate),
    z: x === 0 ? 0 : toNumber(sum(onRepeatDays, grossProfit)) / x,
    lastDay: last,
  };
}
