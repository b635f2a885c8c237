// The few places where engines differ. Everything else the compiler writes is common to all of them.
import type { Fragment } from './fragment';

export type Dialect = {
  readonly name: 'postgres' | 'duckdb';
  /** Microseconds from one instant to another, as a whole number. */
  readonly elapsedMicroseconds: (from: Fragment, to: Fragment) => Fragment;
  /** A text that compares and sorts by code point. */
  readonly byCodePoint: (text: Fragment) => Fragment;
  /** The measure's value interpolated linearly, as a double; nulls are left out. */
  readonly percentile: (value: Fragment, fraction: number) => Fragment;
};
