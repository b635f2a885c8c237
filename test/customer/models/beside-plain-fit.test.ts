// The fit beside a plain one that shares no code with it, on random customers: no likelihood it finds is the lesser.
import { bgNbd } from '../../../src/customer/models/bg-nbd';
import { fitBetaGeometric, fitGammaGamma } from '../../../src/customer/models/fit';
import { mbgNbd } from '../../../src/customer/models/mbg-nbd';
import { fitProfit, fitPurchases } from '../../support/naive/judgements/fit';
import { type RandomSource, randomSource } from '../../support/random-source';

type Customer = {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
  readonly meanProfit: number;
};

/** Each with a rhythm, a chance to leave after every purchase, and a profit of its own; times in weeks. */
function randomCustomer(random: RandomSource): Customer {
  const age = random.integer(1, 700) / 7;
  const rhythm = random.integer(3, 300) / 7;
  const leaves = random.integer(0, 30) / 100;
  let [repeats, recency] = [0, 0];
  for (let next = rhythm; next <= age && random.integer(0, 999) / 1000 >= leaves; next += rhythm) {
    repeats += 1;
    recency = Math.round(next * 7) / 7;
  }
  return { repeats, recency, age, meanProfit: random.integer(-5, 200) / 2 };
}

test.each([1, 2, 3])('of the customers of seed %i', (seed) => {
  const random = randomSource(seed);
  const customers = Array.from({ length: 260 }, () => randomCustomer(random));
  const histories = customers.map((each) => ({ ...each, customers: 1 }));
  const plain = customers.map(({ repeats, recency, age }) => ({ x: repeats, tx: recency, T: age }));
  for (const [model, story] of [
    [mbgNbd, 'MBG'],
    [bgNbd, 'BG'],
  ] as const) {
    const found = fitBetaGeometric(model, histories);
    expect(found.logLikelihood).toBeGreaterThan(fitPurchases(story, plain).logLikelihood - 1e-4);
  }
  const profitable = customers.filter(({ repeats, meanProfit }) => repeats >= 1 && meanProfit > 0);
  expect(profitable.length).toBeGreaterThan(100);
  const profits = fitGammaGamma(histories);
  const plainProfits = profitable.map(({ repeats, meanProfit }) => ({ x: repeats, z: meanProfit }));
  expect(profits.logLikelihood).toBeGreaterThan(fitProfit(plainProfits).logLikelihood - 1e-4);
});
