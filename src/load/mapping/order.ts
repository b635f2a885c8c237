// What comes before what: numbers by size, times of ISO 8601 by their instant. Nothing else has an order here: texts do not say
// what they are.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../model/decimal-text';
import { type RowProblem, rowProblem } from '../format/row-problem';
import type { Times } from './times';

/** A number of up to 15 characters has an exact place among doubles; longer ones need all their digits. */
type Place = number | Decimal;

/** Where a number or a time stands; the one is not compared with the other. */
export type Order = { readonly kind: 'number' | 'time'; readonly at: Place };

const exactAsDouble = 15;

export const numberPlace = (text: string): Place => (text.length <= exactAsDouble ? Number(text) : new Decimal(text));

/** The place of a number or time, or null for any other text. */
export function orderOf(text: string, times: Times): Order | null {
  if (isNumber(text)) return { kind: 'number', at: numberPlace(text) };
  const seconds = times.secondsOf(text);
  return seconds === null ? null : { kind: 'time', at: seconds };
}

export const comparePlaces = (one: Place, other: Place): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : new Decimal(one).cmp(other);

/** Less than 0 where the first comes before the second; both are of one kind. */
export const compareOrders = (one: Order, other: Order): number => comparePlaces(one.at, other.at);

export const noOrder = (text: string): RowProblem =>
  rowProblem('NOT_COMPARABLE', `"${text}" is neither a number nor a time in ISO 8601, so it has no order.`);

/** The problem of numbers and times that stand side by side. */
export const mixedOrder: RowProblem = rowProblem(
  'NOT_COMPARABLE',
  'Some rows of the key are ordered by a number, others by a time: these have no order.',
);

/** Null where all are of one kind. */
export const mixedOrders = (orders: readonly Order[]): RowProblem | null =>
  orders.some(({ kind }) => kind !== orders[0]!.kind) ? mixedOrder : null;
