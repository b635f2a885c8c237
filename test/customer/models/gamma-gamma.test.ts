// The expected profit of a purchase day, by hand.
import { expectedProfit, isProfitable } from '../../../src/customer/models/gamma-gamma';

const parameters = { p: 2, q: 3, gamma: 10 };

it.each([
  ['the mean of all, 20 / 2, without a repeat', 0, 0, 10],
  ['whatever stands for a mean there', 0, 500, 10],
  ['two eighths of 10 and six of 30 after three repeats', 3, 30, 25],
  ['half of 10 and half of 30 after one', 1, 30, 20],
  ['nothing after repeats that brought nothing', 2, 0, 0],
  ['nothing after repeats that cost', 5, -12, 0],
])('%s', (_, repeats, meanProfit, expected) => {
  expect(expectedProfit(parameters, { repeats, meanProfit })).toBeCloseTo(expected, 14);
});

it('nears the own mean with every repeat', () => {
  const profits = [0, 1, 10, 100, 7000].map((repeats) => expectedProfit(parameters, { repeats, meanProfit: 90 }));
  expect(profits).toEqual([...profits].sort((one, other) => one - other));
  expect(profits.at(-1)).toBeCloseTo(90, 1);
});

it('is fitted over customers with a repeat and a profit alone', () => {
  expect(isProfitable({ repeats: 1, meanProfit: 0.01 })).toBe(true);
  expect(isProfitable({ repeats: 1, meanProfit: 0 })).toBe(false);
  expect(isProfitable({ repeats: 0, meanProfit: 5 })).toBe(false);
});
