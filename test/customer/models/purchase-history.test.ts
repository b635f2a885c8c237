// Equal histories are counted, unequal ones kept apart.
import { countHistories } from '../../../src/customer/models/purchase-history';

it('counts equal histories, in the order of the first', () => {
  const one = { repeats: 1, recency: 2, age: 3 };
  const histories = [
    one,
    { repeats: 0, recency: 0, age: 3 },
    { ...one },
    { ...one, repeats: 2 },
    { ...one, recency: 1 },
  ];
  expect(countHistories([...histories, { ...one, age: 4 }, one])).toEqual([
    { repeats: 1, recency: 2, age: 3, customers: 3 },
    { repeats: 0, recency: 0, age: 3, customers: 1 },
    { repeats: 2, recency: 2, age: 3, customers: 1 },
    { repeats: 1, recency: 1, age: 3, customers: 1 },
    { repeats: 1, recency: 2, age: 4, customers: 1 },
  ]);
  expect(countHistories([])).toEqual([]);
});
