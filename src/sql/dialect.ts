// The few places where engines differ. Everything else the compiler writes is common to all of them.
import type { Fragment } from './fragment';
import type { Select } from './select';

/** What a date or an instant is compared with. */
export type BorderType = 'date' | 'timestamptz';

export type Dialect = {
  readonly name: 'postgres' | 'duckdb';
  /** The number of the stretch, from 1 on, in which a value falls that lies within the borders (in order, the last exclusive). */
  readonly stretchOf: (value: Fragment, type: BorderType, borders: readonly string[]) => Fragment;
  /** The index that stands for that stretch. */
  readonly indexOf: (
    value: Fragment,
    type: BorderType,
    borders: readonly string[],
    indexes: readonly number[],
  ) => Fragment;
  /**
   * A number that is the same for all days between two borders (in order) and grows from one such stretch to the next, also
   * before the first border and after the last; null where it takes longer than to compare instants.
   */
  readonly orderAmong: (day: Fragment, borders: readonly string[]) => Fragment | null;
  /** Microseconds from one instant to another, as a whole number. */
  readonly elapsedMicroseconds: (from: Fragment, to: Fragment) => Fragment;
  /**
   * amount x part / whole, exact, then rounded to four digits, halves away from 0: the amount has four digits, part and whole are
   * whole numbers of microseconds.
   */
  readonly prorated: (amount: Fragment, part: number, whole: Fragment) => Fragment;
  /** The first day of the month in which a day lies. */
  readonly firstOfMonth: (day: Fragment) => Fragment;
  /** A text that compares and sorts by code point. */
  readonly byCodePoint: (text: Fragment) => Fragment;
  /** The measure's value interpolated linearly, as a double; nulls are left out. */
  readonly percentile: (value: Fragment, fraction: number) => Fragment;
  /** How many instants of an ascending list are at or before a value, or before it. */
  readonly instantsUpTo: (value: Fragment, instants: readonly string[]) => Fragment;
  readonly instantsBefore: (value: Fragment, instants: readonly string[]) => Fragment;
  /** A row for each whole number from one to another, both included: stands in a list of columns. */
  readonly series: (from: Fragment, to: Fragment) => Fragment;
  /** Whether a member stands in a column of a relation; it is one of those listed. */
  readonly isAmong: (member: Fragment, column: Fragment, from: Fragment, listed: readonly string[]) => Fragment;
  /** Whether a number is one of those listed, of which there may be many. */
  readonly isOneOf: (number: Fragment, listed: readonly number[]) => Fragment;
  /** What a join of two relations by another key says besides, where rows are found by their customer. */
  readonly sameCustomer: (left: Fragment, right: Fragment) => Fragment;
  /** Whether steps are joined quickly. PostgreSQL cannot estimate the rows of a step that is grouped, and may loop over them. */
  readonly joinsSteps: boolean;
  /** How many customers rows name, by one aggregate, if a statement of so many groups has the room for it; else null. */
  readonly countCustomers: (groups: number) => CountCustomers | null;
  /** Stands in a select whose columns are worked out once a row, however often a step after it uses them. */
  readonly fence: Pick<Select, 'offset'>;
  /** The member in whose band a number falls; null for null. The number is worked out once. */
  readonly band: (value: Fragment, bands: Bands) => Fragment;
};

/** `filter`: which rows count, as FILTER says it; none says all. */
export type CountCustomers = (customerNo: Fragment, filter: Fragment) => Fragment;

/** Each bound is the least number of the next member's band: one more member than bounds. */
export type Bands = { readonly bounds: readonly number[]; readonly members: readonly string[] };
