// Exact decimals as text: what is written as a number, and whether a column keeps it to its last digit. Nothing is rounded.
import { Decimal } from 'decimal.js';

/** How many digits a stored decimal has, those after the point included. */
const storedDigits = 18;
const longestNumber = 1000;
const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Whether a text is a number as programs write it: digits, a point at most, perhaps an exponent. */
export const isNumber = (text: string): boolean => written.test(text) && text.length <= longestNumber;

/** How many digits before the point a decimal of `scale` digits after it has at most. */
export const digitsBeforePoint = (scale: number): number => storedDigits - scale;

/** Why a text is no decimal that can be kept. */
export type DecimalFault = { readonly kind: 'notANumber' | 'tooLarge' | 'tooPrecise' };

/** Gives the text of a decimal that is kept with `scale` digits after the point, or what is wrong with it. */
export function decimalReader(scale: number): (text: string) => string | DecimalFault {
  const asStored = new RegExp(`^-?\\d{1,${digitsBeforePoint(scale)}}(?:\\.\\d{1,${scale}})?$`);
  const bound = new Decimal(10).pow(digitsBeforePoint(scale));
  return (text) => {
    if (asStored.test(text)) return text;
    if (!isNumber(text)) return { kind: 'notANumber' };
    const number = new Decimal(text);
    if (number.abs().greaterThanOrEqualTo(bound)) return { kind: 'tooLarge' };
    return number.decimalPlaces() > scale ? { kind: 'tooPrecise' } : number.toFixed();
  };
}
