// How a number becomes a value: counts, sums, shares, means, quotients and quantiles, each with its null rule, its
// status and its n. Precedence: nothing to say (null) > IMMATURE > CAPPED > LOW_SAMPLE > OK.
import { parseDecimal, toNumber } from './exact';
import { type NaiveInterval, wilson } from './intervals';
import type { NaiveValue } from './question';

const FEW = 30;
const ONE = parseDecimal('1');

type Flags = { readonly immature?: boolean; readonly capped?: boolean };

function statusOf(flags: Flags, fewWhenBelow: number | null): NaiveValue['status'] {
  if (flags.immature === true) return 'IMMATURE';
  if (flags.capped === true) return 'CAPPED';
  return fewWhenBelow !== null && fewWhenBelow < FEW ? 'LOW_SAMPLE' : 'OK';
}

const nothing = { value: null, numerator: null, denominator: null };

/** A number of facts or customers. */
export function count(counted: number): NaiveValue {
  return { ...nothing, value: counted, status: 'OK', n: counted, behind: counted, exact: BigInt(counted) * ONE };
}

/** A count of something other than the facts behind it, such as orders. */
export function countBehind(counted: number, facts: number): NaiveValue {
  return { ...nothing, value: counted, status: 'OK', n: undefined, behind: facts, exact: BigInt(counted) * ONE };
}

export function total(amount: bigint, facts: number): NaiveValue {
  return { ...nothing, value: toNumber(amount), status: 'OK', n: facts, behind: facts, exact: amount };
}

/** Percent of a count of facts, customers, answers, cells or customer-days. */
export function share(
  part: number,
  whole: number,
  flags: Flags & { readonly behind?: number; readonly interval?: NaiveInterval | null } = {},
): NaiveValue {
  const { behind = whole, interval = wilson(part, whole) } = flags;
  if (whole === 0) {
    return { value: null, status: 'ZERO_DENOMINATOR', numerator: part, denominator: 0, n: 0, behind };
  }
  const status = statusOf(flags, whole);
  return { value: (part / whole) * 100, status, numerator: part, denominator: whole, n: whole, behind, interval };
}

/** A quotient of money or per head: no sample to be small. */
export function quotient(above: number, below: number, behind: number, flags: Flags = {}): NaiveValue {
  const parts = { numerator: above, denominator: below, n: undefined, behind };
  if (below === 0) return { value: null, status: 'ZERO_DENOMINATOR', ...parts };
  return { value: above / below, status: statusOf(flags, null), ...parts };
}

/** The same in percent. */
export function percent(above: number, below: number, behind: number, flags: Flags = {}): NaiveValue {
  const plain = quotient(above, below, behind, flags);
  return { ...plain, value: plain.value === null ? null : plain.value * 100 };
}

export function mean(values: readonly number[], flags: Flags = {}): NaiveValue {
  const n = values.length;
  if (n === 0) return { value: null, status: 'NO_DATA', numerator: 0, denominator: 0, n: 0, behind: 0 };
  const sum = values.reduce((before, value) => before + value, 0);
  return { value: sum / n, status: statusOf(flags, n), numerator: sum, denominator: n, n, behind: n };
}

/** The quantile 0..1 with linear interpolation between the two nearest values. */
export function quantile(values: readonly number[], fraction: number): NaiveValue {
  const n = values.length;
  if (n === 0) return { ...nothing, status: 'NO_DATA', n: 0, behind: 0 };
  const ordered = values.toSorted((a, b) => a - b);
  const place = fraction * (n - 1);
  const below = ordered[Math.floor(place)] as number;
  const above = ordered[Math.ceil(place)] as number;
  return { ...nothing, value: below + (above - below) * (place - Math.floor(place)), status: 'OK', n, behind: n };
}

/** A value made of other values: no numerator, denominator or n of its own. */
export function composite(value: number | null, status: NaiveValue['status'], behind: number): NaiveValue {
  return { ...nothing, value, status, n: null, behind };
}
