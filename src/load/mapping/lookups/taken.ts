// What the rows of one key say together: the value in which they agree, or what is taken of them.
import { Decimal } from 'decimal.js';
import { isNumber } from '../../../model/decimal-text';
import { rowProblem } from '../../format/row-problem';
import { compareOrders, mixedOrders, noOrder, type Order, orderOf } from '../order';
import { isProblem, type Made } from '../row';
import type { TakenValue } from '../schema';
import type { Times } from '../times';

/** A row as it was kept, of each value of the look-up (by its place) what it is of and by what it is ordered. */
export type KeptRow = { readonly asOf: Made; readonly of: readonly Made[]; readonly by: readonly Made[] };

/** The value that all rows have which have one. `which` says for what, in the sentence of the refusal. */
export function agreed(rows: readonly KeptRow[], index: number, which: string): Made {
  let value: string | null = null;
  for (const { of } of rows) {
    const own = of[index]!;
    if (isProblem(own)) return own;
    if (own === null || own === value) continue;
    if (value !== null) {
      return rowProblem(
        'LOOKUP_AMBIGUOUS',
        `The rows that ${which} do not agree: "${value}", "${own}". The look-up can take the first or the last of them.`,
      );
    }
    value = own;
  }
  return value;
}

const Exact = Decimal.clone({ precision: 60, toExpNeg: -100, toExpPos: 100 });

export function taken({ take, n = 1, by }: TakenValue, rows: readonly KeptRow[], index: number, times: Times): Made {
  const values: string[] = [];
  if (take === 'first' || take === 'last' || take === 'nth') {
    const ordered = by === undefined ? rows : inOrder(rows, index, times, take);
    if (isProblem(ordered)) return ordered;
    const place = take === 'last' ? ordered.length - 1 : take === 'first' ? 0 : n - 1;
    return ordered[place]?.of[index] ?? null;
  }
  for (const { of } of rows) {
    const own = of[index]!;
    if (isProblem(own)) return own;
    if (own !== null) values.push(own);
  }
  if (take === 'count') return String(values.length);
  if (values.length === 0) return null;
  if (take !== 'sum') return greatest(values, times, take === 'maximum' ? 1 : -1);
  let sum = new Exact(0);
  for (const text of values) {
    if (!isNumber(text)) return rowProblem('INVALID_NUMBER', `"${text}" is not a number.`);
    sum = sum.plus(text);
  }
  return sum.isZero() ? '0' : sum.toFixed();
}

/** By `by`, those of one place as they came. Rows without it come where they are taken only if there are no others. */
function inOrder(rows: readonly KeptRow[], index: number, times: Times, take: 'first' | 'last' | 'nth') {
  const ordered: { readonly row: KeptRow; readonly order: Order }[] = [];
  const without: KeptRow[] = [];
  for (const row of rows) {
    const by = row.by[index]!;
    if (isProblem(by)) return by;
    const order = by === null ? null : orderOf(by, times);
    if (by !== null && order === null) return noOrder(by);
    if (order === null) without.push(row);
    else ordered.push({ row, order });
  }
  const mixed = mixedOrders(ordered.map(({ order }) => order));
  if (mixed !== null) return mixed;
  const sorted = ordered.sort((one, other) => compareOrders(one.order, other.order)).map(({ row }) => row);
  return take === 'last' ? [...without, ...sorted] : [...sorted, ...without];
}

/** The greatest of the values, or with `sign` -1 the least; the first of those that are equal. */
function greatest(values: readonly string[], times: Times, sign: 1 | -1): Made {
  const ordered: { readonly text: string; readonly order: Order }[] = [];
  for (const text of values) {
    const order = orderOf(text, times);
    if (order === null) return noOrder(text);
    ordered.push({ text, order });
  }
  const mixed = mixedOrders(ordered.map(({ order }) => order));
  if (mixed !== null) return mixed;
  let best = ordered[0]!;
  for (const each of ordered) if (compareOrders(each.order, best.order) * sign > 0) best = each;
  return best.text;
}
