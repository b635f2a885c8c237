// Exact arithmetic on numbers as programs write them, digit by digit: nothing passes through a float. What is given is written
// without needless zeros.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../../model/decimal-text';

/** The digits of a number without its point, which stands before the last `scale` of them. */
export type ExactDecimal = { readonly negative: boolean; readonly digits: string; readonly scale: number };

const usual = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Null when the text is no number. */
export function exactDecimal(text: string): ExactDecimal | null {
  const match = usual.exec(text) ?? (isNumber(text) ? usual.exec(new Decimal(text).toFixed()) : null);
  if (match === null) return null;
  const [, sign, whole, fraction = ''] = match;
  return { negative: sign === '-', digits: whole! + fraction, scale: fraction.length };
}

const zero = 48;

export function decimalText({ negative, digits, scale }: ExactDecimal): string {
  const all = scale < 0 ? digits + '0'.repeat(-scale) : digits.padStart(scale + 1, '0');
  const point = scale < 0 ? all.length : all.length - scale;
  let end = all.length;
  while (end > point && all.charCodeAt(end - 1) === zero) end--;
  let start = 0;
  while (start < point - 1 && all.charCodeAt(start) === zero) start++;
  const whole = all.slice(start, point);
  const number = end === point ? whole : `${whole}.${all.slice(point, end)}`;
  return negative && number !== '0' ? `-${number}` : number;
}

/** The number with its point so many places further right. */
export const shifted = (number: ExactDecimal, places: number): ExactDecimal => ({
  ...number,
  scale: number.scale - places,
});

/** How many digits a product of two whole numbers may have together to be exact in a float. */
const safeDigits = 15;

export function product(one: ExactDecimal, other: ExactDecimal): ExactDecimal {
  const short = one.digits.length + other.digits.length <= safeDigits;
  return {
    negative: one.negative !== other.negative,
    digits: short
      ? String(Number(one.digits) * Number(other.digits))
      : String(BigInt(one.digits) * BigInt(other.digits)),
    scale: one.scale + other.scale,
  };
}

const quotientDigits = 20;

/** Exact where it ends within 20 digits (or as many as the dividend has), otherwise rounded to as many. */
export function quotient(dividend: ExactDecimal, divisor: ExactDecimal): ExactDecimal {
  const over = dividend.digits.replace(/^0+(?=\d)/, '');
  const under = divisor.digits.replace(/^0+(?=\d)/, '');
  const kept = Math.max(quotientDigits, over.length);
  // So many places that at least one digit more than is kept stands in the whole part.
  const places = kept + under.length - over.length + 1;
  const digits = String((BigInt(over) * 10n ** BigInt(places)) / BigInt(under));
  const scale = dividend.scale - divisor.scale + places;
  return cutAfter({ negative: dividend.negative !== divisor.negative, digits, scale }, kept);
}

/** With at most so many digits after the point, half away from zero. */
export function rounded(number: ExactDecimal, places: number): ExactDecimal {
  return number.scale <= places ? number : cutAfter(number, number.digits.length - number.scale + places);
}

/** With its first `kept` digits, rounded by the one after. */
function cutAfter(number: ExactDecimal, kept: number): ExactDecimal {
  const { negative, digits, scale } = number;
  if (kept >= digits.length) return number;
  const head = digits.slice(0, Math.max(kept, 0)) || '0';
  const up = kept >= 0 && digits[kept]! >= '5';
  return { negative, digits: up ? increased(head) : head, scale: scale - (digits.length - kept) };
}

/** Whole digits and one more. */
const increased = (digits: string): string =>
  digits.length <= safeDigits ? String(Number(digits) + 1).padStart(digits.length, '0') : String(BigInt(digits) + 1n);
