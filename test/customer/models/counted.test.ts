// Rows of equal customers become one, and rows come in one order.
import { inOneOrder } from '../../../src/customer/models/counted';
import { profitKeys } from '../../../src/customer/models/gamma-gamma';
import { type CountedHistory, historyKeys } from '../../../src/customer/models/purchase-history';

const row = (repeats: number, recency: number, age: number, customers: number): CountedHistory => ({
  repeats,
  recency,
  age,
  customers,
});

it('adds the customers of equal histories, in the order of age, recency, repeats', () => {
  const rows = [row(1, 2, 3, 1), row(1, 2, 4, 1), row(0, 0, 3, 5), row(2, 2, 3, 1), row(1, 2, 3, 10), row(1, 1, 3, 7)];
  const expected = [row(0, 0, 3, 5), row(1, 1, 3, 7), row(1, 2, 3, 11), row(2, 2, 3, 1), row(1, 2, 4, 1)];
  expect(inOneOrder(rows, historyKeys)).toEqual(expected);
  expect(inOneOrder([...rows].reverse(), historyKeys)).toEqual(expected);
  expect(inOneOrder([], historyKeys)).toEqual([]);
});

it('profits in the order of repeats, mean', () => {
  const profit = (repeats: number, meanProfit: number, customers: number) => ({ repeats, meanProfit, customers });
  expect(inOneOrder([profit(2, 5, 1), profit(1, 9, 1), profit(1, 7, 2), profit(2, 5, 3)], profitKeys)).toEqual([
    profit(1, 7, 2),
    profit(1, 9, 1),
    profit(2, 5, 4),
  ]);
});
