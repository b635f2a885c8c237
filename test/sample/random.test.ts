// The arithmetic under the sample: portable functions against the engine's, distributions against their moments.
import { exp, log } from '../../src/sample/portable-math';
import {
  beta,
  exponential,
  gamma,
  integer,
  normal,
  poisson,
  type Random,
  randomStream,
  uniform,
  weighted,
} from '../../src/sample/random';

const draws = 40_000;

function moments(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = randomStream(1, 'moments', 0);
  const values = Array.from({ length: draws }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws };
}

test('log and exp agree with the engine to a few units in the last place', () => {
  for (let k = -300; k <= 300; k += 1) {
    const x = Math.exp(k / 10) * (1 + (k % 7) / 100);
    const expected = Math.log(x);
    expect(Math.abs(log(x) - expected)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.max(1, Math.abs(expected)));
    expect(Math.abs(exp(k / 10) / Math.exp(k / 10) - 1)).toBeLessThan(1e-14);
  }
  expect([log(1), exp(0), log(2 ** -60)]).toEqual([0, 1, -60 * Math.LN2]);
});

test('their bits are these, on every machine', () => {
  const bits = (x: number) =>
    Buffer.from(new Float64Array([x]).buffer)
      .readBigUInt64LE()
      .toString(16);
  expect([log(3), log(0.1), exp(1), exp(-2.5), exp(10.25)].map(bits)).toEqual([
    '3ff193ea7aad030a',
    'c0026bb1bbb55515',
    '4005bf0a8b14576a',
    '3fb50385c094f424',
    '40db9ea2aed2a0f5',
  ]);
});

test.each<[string, (random: Random) => number, number, number]>([
  ['uniform', uniform, 1 / 2, 1 / 12],
  ['normal', (random) => normal(random, 3, 2), 3, 4],
  ['exponential', (random) => exponential(random, 5), 5, 25],
  ['gamma of shape 4', (random) => gamma(random, 4, 2), 8, 16],
  ['gamma of shape 0.9', (random) => gamma(random, 0.9, 2), 1.8, 3.6],
  ['beta', (random) => beta(random, 0.8, 12), 0.0625, (0.8 * 12) / (12.8 * 12.8 * 13.8)],
  ['poisson', (random) => poisson(random, 1.5), 1.5, 1.5],
  ['integer', (random) => integer(random, 1, 6), 3.5, 35 / 12],
  ['weighted', (random) => weighted(random, [1, 2, 1]), 1, 1 / 2],
])('%s has its mean and variance', (_, draw, mean, variance) => {
  const found = moments(draw);
  expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / draws));
  expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.08);
});

test('streams differ by seed, purpose and number, and are repeatable', () => {
  const first = (seed: number, purpose: string, number: number) => uniform(randomStream(seed, purpose, number));
  const values = [first(1, 'a', 1), first(2, 'a', 1), first(1, 'b', 1), first(1, 'a', 2), first(2 ** 32 + 1, 'a', 1)];
  expect(new Set(values).size).toBe(values.length);
  expect(first(1, 'a', 1)).toBe(values[0]);
});

test('neighbouring streams are not alike', () => {
  const values = Array.from({ length: draws }, (_, number) => uniform(randomStream(7, 'customer', number)));
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const covariance =
    values.slice(1).reduce((sum, value, index) => sum + (value - mean) * (values[index]! - mean), 0) / draws;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.008);
  expect(Math.abs(covariance * 12)).toBeLessThan(0.025);
});
