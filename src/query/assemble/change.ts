// How a value stands to one it is compared with. Quotients are numbers of some sixteen digits; what their difference has beyond
// them is chance, and would keep a change that lies on a limit from being there: from two sevenths to three is 50 %, not
// 49.99999999999999.
import { Decimal } from 'decimal.js';

const digitsOfDifference = 15;
const digitsOfQuotient = 14;

/** `isExact`: both are sums, of which every digit counts. */
export function changeOf(value: number, other: number, isExact: boolean): number {
  const [left, right] = [new Decimal(value), new Decimal(other)];
  const difference = left.minus(right);
  if (isExact || left.isZero() || right.isZero()) return difference.toNumber();
  return difference.toDecimalPlaces(Math.max(0, digitsOfDifference - 1 - Math.max(left.e, right.e))).toNumber();
}

/** Of what it is compared with; null of nothing. That of quotients is one less the hundred that no change is. */
export function changePercentOf(value: number, other: number, isExact: boolean): number | null {
  if (other === 0) return null;
  if (isExact) return new Decimal(value).minus(other).times(100).div(Math.abs(other)).toNumber();
  const ofOther = new Decimal(value).times(100).div(Math.abs(other)).toSignificantDigits(digitsOfQuotient);
  return ofOther.minus(100 * Math.sign(other)).toNumber();
}
