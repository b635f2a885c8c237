// What the models know of a customer: how often it came back, when last, and for how long it could have. All times are weeks
// since its first purchase day, the models' unit.
import type { Counted, Keys } from './counted';

export const daysOfWeek = 7;

/** x, t_x and T of the papers. */
export type PurchaseHistory = {
  /** x: purchase days after the first. */
  readonly repeats: number;
  /** t_x: weeks from the first to the last purchase day; 0 without a repeat. */
  readonly recency: number;
  /** T: weeks from the first purchase day to the day of the judgement. */
  readonly age: number;
};

/** The customers of one and the same history, as one row. */
export type CountedHistory = PurchaseHistory & Counted;

export const historyKeys: Keys<CountedHistory> = [({ age }) => age, ({ recency }) => recency, ({ repeats }) => repeats];
