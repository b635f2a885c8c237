// What comes before what: numbers by size, times of ISO 8601 by their instant. Nothing else has an order here: texts do not say
// what they are.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../model/decimal-text';
import { type RowProblem, rowProblem } from '../format/row-problem';
import type { Times } from './times';

/** A number of up to 15 characters has an exact place among doubles; longer ones need all their digits. */
export type Order = number | Decimal;

const exactAsDouble = 15;

export const numberOrder = (text: string): Order => (text.length <= exactAsDouble ? Number(text) : new Decimal(text));

/** The place of a number or time, or null for any other text. */
export function orderOf(text: string, times: Times): Order | null {
  return isNumber(text) ? numberOrder(text) : times.secondsOf(text);
}

/** Less than 0 where the first comes before the second. */
export const compareOrders = (one: Order, other: Order): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : new Decimal(one).cmp(other);

export const noOrder = (text: string): RowProblem =>
  rowProblem('NOT_COMPARABLE', `"${text}" is neither a number nor a time in ISO 8601, so it has no order.`);
