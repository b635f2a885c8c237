// The models of judgements, written from the papers, against what was published of CDNOW and against integrals worked out here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expectedPurchases,
  type History,
  logLikelihood,
  type Parameters,
  probabilityAlive,
} from '../support/naive/judgements/buy-till-you-die';
import { fitProfit, fitPurchases } from '../support/naive/judgements/fit';
import { expectedProfit, profitLogLikelihood } from '../support/naive/judgements/gamma-gamma';
import { logBeta, logGamma } from '../support/naive/judgements/log-gamma';

const cdnow = join(process.cwd(), '../shared/data/cdnow');
const whereCdnowIs = existsSync(cdnow) ? test : test.skip;

type Sampled = History & { readonly id: number; readonly z: number };

/** The 1/10 sample up to 30 September 1997, its last day; revenue stands for profit. */
function sample(): readonly Sampled[] {
  const days = new Map<number, Map<number, number>>();
  for (const line of readFileSync(join(cdnow, 'CDNOW_sample.txt'), 'utf8').split('\n')) {
    const [, id, date, , dollars] = line.trim().split(/\s+/);
    if (id === undefined || date === undefined || date > '19970930') continue;
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / 86_400_000;
    const own = days.get(Number(id)) ?? new Map<number, number>();
    own.set(day, (own.get(day) ?? 0) + Number(dollars));
    days.set(Number(id), own);
  }
  const end = Date.UTC(1997, 8, 30) / 86_400_000;
  return [...days].map(([id, own]) => {
    const ordered = [...own.keys()].sort((one, other) => one - other);
    const [first, last] = [ordered[0]!, ordered.at(-1)!];
    const x = ordered.length - 1;
    const repeated = ordered.slice(1).reduce((sum, day) => sum + own.get(day)!, 0);
    return { id, x, tx: (last - first) / 7, T: (end - first) / 7, z: x === 0 ? 0 : repeated / x };
  });
}

const publishedBg: Parameters = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
const publishedMbg: Parameters = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };

describe('ln of gamma and beta', () => {
  test.each([
    ['0.5', 0.5, Math.log(Math.sqrt(Math.PI))],
    ['1', 1, 0],
    ['5', 5, Math.log(24)],
    ['0.001, which is nearly 1 / 0.001', 0.001, Math.log(999.4237724845955)],
    ['171', 171, 706.5730622457874],
  ])('of %s', (_, x, expected) => expect(logGamma(x)).toBeCloseTo(expected, 11));

  test('B(2, 3) is 1/12', () => expect(logBeta(2, 3)).toBeCloseTo(-Math.log(12), 12));
});

describe('MBG/NBD by hand: r = alpha = a = b = 1, one purchase day a week ago', () => {
  // Alive: survived its one chance with 1/2, no purchase for a week with 1/(1+1). Dead: dropped out at once with 1/2.
  const one: Parameters = { r: 1, alpha: 1, a: 1, b: 1 };
  const history: History = { x: 0, tx: 0, T: 1 };

  test('likelihood 1/4 + 1/2', () => expect(logLikelihood('MBG', one, [history])).toBeCloseTo(Math.log(0.75), 12));
  test('alive with 1/3', () => expect(probabilityAlive('MBG', one, history)).toBeCloseTo(1 / 3, 12));

  test('of the next two weeks: 1/3 of the sum over 2/(j + 1) x 2^-j, which is 4 ln 2 - 2', () => {
    // Rate Gamma(1, 2): at least j purchases in two weeks with 2^-j. Drop-out Beta(1, 2): the j - 1 before survived with 2 / (j + 1).
    expect(expectedPurchases('MBG', one, history, 2)).toBeCloseTo((4 * Math.log(2) - 2) / 3, 12);
  });

  test('nothing in no time', () => expect(expectedPurchases('MBG', one, history, 0)).toBe(0));

  test('BG/NBD calls whoever has not repeated alive', () => expect(probabilityAlive('BG', one, history)).toBe(1));
});

describe('expected purchases are the integral over the chance p to drop out of (1 - E e^(-rate p t)) / p', () => {
  /** By the midpoint rule over u = p^a, which takes away the pole at 0; a coarse one and one of half its step, extrapolated. */
  function integral({ r, alpha, a, b }: Parameters, { x, T }: History, weeks: number): number {
    const beta = b + x + 1;
    const sum = (steps: number) => {
      let total = 0;
      for (let step = 0; step < steps; step += 1) {
        const p = ((step + 0.5) / steps) ** (1 / a);
        const bought = -Math.expm1(-(r + x) * Math.log1p((p * weeks) / (alpha + T))) / p;
        total += bought * (1 - p) ** (beta - 1);
      }
      return total / steps / a / Math.exp(logBeta(a, beta));
    };
    const [coarse, fine] = [sum(200_000), sum(400_000)];
    return fine + (fine - coarse) / 3;
  }

  test.each<[string, Parameters, History, number]>([
    ['a customer of CDNOW', publishedMbg, { x: 2, tx: 30.43, T: 38.86 }, 39],
    ['one of one day', publishedMbg, { x: 0, tx: 0, T: 0 }, 52],
    ['hundreds of purchases in twenty years', publishedMbg, { x: 400, tx: 1040, T: 1043 }, 52],
    ['a of 1, where the closed form has a pole', { ...publishedMbg, a: 1 }, { x: 3, tx: 20, T: 30 }, 13],
    ['a buyer that hardly varies', { r: 900, alpha: 1000, a: 0.4, b: 30 }, { x: 5, tx: 8, T: 9 }, 52],
  ])('%s', (_, parameters, history, weeks) => {
    const alive = probabilityAlive('MBG', parameters, history);
    const expected = alive * integral(parameters, history, weeks);
    expect(expectedPurchases('MBG', parameters, history, weeks) / expected).toBeCloseTo(1, 8);
  });

  test('at the edges of the bounds it comes to an end', () => {
    const edge: Parameters = { r: 0.001, alpha: 0.001, a: 0.001, b: 1000 };
    const expected = expectedPurchases('MBG', edge, { x: 0, tx: 0, T: 0 }, 90 / 7);
    // Hardly anybody drops out: r / alpha a week.
    expect(expected).toBeGreaterThan(12);
    expect(expected).toBeLessThan(90 / 7);
  });
});

describe('Gamma-Gamma by hand: p = 2, q = 3, gamma = 10', () => {
  const parameters = { p: 2, q: 3, gamma: 10 };

  test('the population spends 2 x 10 / 2', () => expect(expectedProfit(parameters, { x: 0, z: 0 })).toBe(10));
  test('of two days at 25 a third is the population and two thirds the customer', () =>
    expect(expectedProfit(parameters, { x: 2, z: 25 })).toBeCloseTo(10 / 3 + 50 / 3, 12));
  test('who repeats without profit is worth nothing', () => {
    expect(expectedProfit(parameters, { x: 3, z: 0 })).toBe(0);
    expect(expectedProfit(parameters, { x: 3, z: -1 })).toBe(0);
  });
  test('likelihood of one day at 10: G(5) / (G(2) G(3)) x 10^3 x 10 / 20^5', () =>
    expect(profitLogLikelihood(parameters, [{ x: 1, z: 10 }])).toBeCloseTo(Math.log((12 * 10_000) / 3_200_000), 12));
});

describe('CDNOW, the 1/10 sample up to 30 September 1997', () => {
  whereCdnowIs('log-likelihoods at the published parameters', () => {
    const customers = sample();
    const repeated = customers.filter(({ x }) => x > 0);
    expect(customers).toHaveLength(2357);
    expect(repeated).toHaveLength(946);
    expect(logLikelihood('BG', publishedBg, customers)).toBeCloseTo(-9582.4292, 3);
    expect(logLikelihood('MBG', publishedMbg, customers)).toBeCloseTo(-9582.1357, 3);
    expect(profitLogLikelihood({ p: 6.2496, q: 3.7442, gamma: 15.4435 }, repeated)).toBeCloseTo(-4055.9177, 3);
  });

  whereCdnowIs('P(alive), purchases of 39 and 52 weeks and profit of every customer, by another program', () => {
    const [head, ...lines] = readFileSync(join(cdnow, 'oracle_lifetimes_per_customer.csv'), 'utf8').trim().split('\n');
    expect(head).toContain('bgnbd_p_alive,bgnbd_exp_39w,bgnbd_exp_52w');
    // What was published, BG/NBD to seven digits.
    const bg: Parameters = { r: 0.2425945, alpha: 4.4136019, a: 0.7929199, b: 2.4258881 };
    const profit = { p: 6.25, q: 3.74, gamma: 15.44 };
    let sum = 0;
    for (const line of lines) {
      const [id, x = 0, tx = 0, T = 0, z = 0, ...others] = line.split(',').map(Number);
      const [alive, weeks39, weeks52, , , , ofDay] = others;
      const history = { x, tx, T };
      const ours = expectedPurchases('BG', bg, history, 39);
      sum += ours;
      const found = [
        probabilityAlive('BG', bg, history),
        ours,
        expectedPurchases('BG', bg, history, 52),
        expectedProfit(profit, { x, z }),
      ];
      const differing = [alive, weeks39, weeks52, ofDay].filter(
        (other, place) => !(Math.abs(found[place]! - other!) < 2e-8),
      );
      if (differing.length > 0) throw new Error(`customer ${id}: ${found.join()} and not ${line}`);
    }
    expect(lines).toHaveLength(2357);
    expect(sum).toBeCloseTo(1653.414964, 5);
  });

  whereCdnowIs('the plain fits find what was published', () => {
    const customers = sample();
    const mbg = fitPurchases('MBG', customers);
    expect(mbg.logLikelihood).toBeCloseTo(-9582.1357, 3);
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(mbg[name] / publishedMbg[name]).toBeCloseTo(1, 3);
    const profit = fitProfit(customers.filter(({ x, z }) => x > 0 && z > 0));
    expect(profit.logLikelihood).toBeCloseTo(-4055.9177, 3);
    expect(profit.p).toBeCloseTo(6.2496, 2);
    expect(profit.q).toBeCloseTo(3.7442, 2);
    expect(profit.gamma).toBeCloseTo(15.4435, 1);
  });
});
