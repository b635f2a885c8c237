// The log-likelihoods by hand, against the defining integrals, and their slopes and curvature against differences of them.
import { betaGeometricLikelihood } from '../../../src/customer/models/beta-geometric-likelihood';
import { bgNbd } from '../../../src/customer/models/bg-nbd';
import { gammaGammaLikelihood } from '../../../src/customer/models/gamma-gamma';
import type { Likelihood } from '../../../src/customer/models/likelihood';
import { mbgNbd } from '../../../src/customer/models/mbg-nbd';
import type { CountedHistory } from '../../../src/customer/models/purchase-history';
import { integratedLogLikelihood } from './defining-integrals';

const row = (repeats: number, recency: number, age: number, customers = 1): CountedHistory => ({
  repeats,
  recency,
  age,
  customers,
});

describe('of one customer, all parameters 1', () => {
  it.each<[string, CountedHistory, number, number]>([
    // It left at once, 1/2, or stayed without a purchase for a week at its rate: 1/2 of 1/2. BG/NBD: it cannot have left.
    ['no repeat in a week', row(0, 0, 1), 3 / 4, 1 / 2],
    // A purchase a week after the first, rate e^-rate: 1/4. It stayed once (MBG/NBD: 1/2; then left or not is sure).
    ['a repeat at the end', row(1, 1, 1), 1 / 8, 1 / 4],
    ['nothing has happened', row(0, 0, 0), 1, 1],
  ])('%s', (_, history, modified, original) => {
    expect(betaGeometricLikelihood(mbgNbd, [history])([1, 1, 1, 1]).value).toBeCloseTo(Math.log(modified), 14);
    expect(betaGeometricLikelihood(bgNbd, [history])([1, 1, 1, 1]).value).toBeCloseTo(Math.log(original), 14);
  });

  it('customers of one history count each', () => {
    const four = betaGeometricLikelihood(mbgNbd, [row(0, 0, 1, 3), row(1, 1, 1)])([1, 1, 1, 1]);
    expect(four.value).toBeCloseTo(3 * Math.log(3 / 4) + Math.log(1 / 8), 14);
  });

  it('Gamma-Gamma: p = gamma = z = 1, q = 2', () => {
    const likelihood = gammaGammaLikelihood([{ repeats: 1, meanProfit: 1, customers: 1 }]);
    expect(likelihood([1, 2, 1]).value).toBeCloseTo(Math.log(1 / 4), 14);
    // Two repeats of mean 3, gamma 2: 3! / (1! 1!) x 2^2 x 3 x 2^2 / (2 + 6)^4.
    const two = gammaGammaLikelihood([{ repeats: 2, meanProfit: 3, customers: 1 }]);
    expect(two([1, 2, 2]).value).toBeCloseTo(Math.log((6 * 48) / 4096), 13);
  });
});

const histories = [
  row(0, 0, 0, 2),
  row(0, 0, 38.86, 5),
  row(2, 30.43, 38.86, 3),
  row(1, 1.71, 30),
  row(26, 30.86, 31),
  row(400, 1040, 1043),
];

describe.each([mbgNbd, bgNbd])('$name', (model) => {
  it('is the defining integral', () => {
    for (const [r, alpha, a, b] of [
      [0.5248, 6.1831, 0.8914, 1.614],
      [3, 0.7, 5, 0.4],
      [0.3, 80, 1, 30],
    ] as const) {
      const expected = histories.reduce((sum, history) => {
        const chances = model.chancesToLeave(history.repeats);
        return sum + history.customers * integratedLogLikelihood({ parameters: { r, alpha, a, b }, history, chances });
      }, 0);
      expect(betaGeometricLikelihood(model, histories)([r, alpha, a, b]).value).toBeCloseTo(expected, 6);
    }
  });

  it.each([[[0.5248, 6.1831, 0.8914, 1.614]], [[3, 0.7, 5, 0.4]], [[900, 400, 0.01, 700]]])(
    'has the slopes and the curvature of its value at %j',
    (at) => {
      expectDerivatives(betaGeometricLikelihood(model, histories), at);
    },
  );
});

it.each([[[6.25, 3.74, 15.44]], [[0.3, 0.7, 2]], [[400, 300, 20]]])(
  'Gamma-Gamma has the slopes and the curvature of its value at %j',
  (at) => {
    const rows = [
      { repeats: 1, meanProfit: 12.5, customers: 4 },
      { repeats: 3, meanProfit: 40, customers: 1 },
      { repeats: 60, meanProfit: 0.2, customers: 2 },
    ];
    expectDerivatives(gammaGammaLikelihood(rows), at);
  },
);

it('is finite for the most extreme customers at the ends of the bounds', () => {
  const extreme = [row(0, 0, 0), row(0, 0, 1043), row(7300, 1042.8, 1043), row(1, 1 / 7, 1043), row(600, 86, 1043)];
  const ends = [0.001, 1000];
  for (const model of [mbgNbd, bgNbd]) {
    for (const r of ends)
      for (const alpha of ends)
        for (const a of ends)
          for (const b of ends) {
            const { value, slopes, curvature } = betaGeometricLikelihood(model, extreme)([r, alpha, a, b]);
            expect([value, ...slopes, ...curvature.flat()].every(Number.isFinite)).toBe(true);
          }
  }
});

function expectDerivatives(likelihood: Likelihood, at: readonly number[]): void {
  const { slopes, curvature } = likelihood(at);
  at.forEach((parameter, i) => {
    const step = parameter * 1e-4;
    const [before, after] = [-step, step].map((by) => likelihood(at.map((each, j) => (i === j ? each + by : each))));
    const slope = (after!.value - before!.value) / (2 * step);
    expect(Math.abs(slopes[i]! - slope)).toBeLessThanOrEqual(1e-5 * Math.abs(slope) + 1e-6 / parameter);
    curvature[i]!.forEach((found, j) => {
      const bend = (after!.slopes[j]! - before!.slopes[j]!) / (2 * step);
      expect(Math.abs(found - bend)).toBeLessThanOrEqual(1e-5 * Math.abs(bend) + 1e-6 / (parameter * at[j]!));
    });
  });
}
