// One customer's P(alive) and expected purchases: by hand where r = alpha = a = b = 1 leaves fractions and logarithms, against
// the defining integrals elsewhere, and at the ends of what can be asked.
import fc from 'fast-check';
import {
  type BetaGeometricModel,
  type BetaGeometricParameters,
  expectedPurchases,
  expectedWhileAlive,
  probabilityAlive,
} from '../../../src/customer/models/beta-geometric';
import { bgNbd } from '../../../src/customer/models/bg-nbd';
import { mbgNbd } from '../../../src/customer/models/mbg-nbd';
import type { PurchaseHistory } from '../../../src/customer/models/purchase-history';
import { integratedAlive, integratedPurchases, integratedPurchasesByLeaving } from './defining-integrals';

const ones = { r: 1, alpha: 1, a: 1, b: 1 };
const history = (repeats: number, recency: number, age: number): PurchaseHistory => ({ repeats, recency, age });
const within = (expected: number, share: number): unknown =>
  expect.closeTo(expected, -Math.log10(2 * share * expected));

describe('P(alive), all parameters 1', () => {
  it.each<[string, PurchaseHistory, number, number]>([
    ['on the first purchase day', history(0, 0, 0), 1 / 2, 1],
    ['a week after the only one', history(0, 0, 1), 1 / 3, 1],
    ['on the second purchase day', history(1, 1, 1), 2 / 3, 1 / 2],
    ['two weeks after the second', history(1, 1, 3), 1 / 3, 1 / 5],
    ['on the fourth purchase day', history(3, 6, 6), 4 / 5, 3 / 4],
  ])('%s', (_, given, modified, original) => {
    expect(probabilityAlive(mbgNbd, ones, given)).toBeCloseTo(modified, 14);
    expect(probabilityAlive(bgNbd, ones, given)).toBeCloseTo(original, 14);
  });
});

describe('purchase days ahead, while alive', () => {
  it.each<[string, BetaGeometricModel, BetaGeometricParameters, number]>([
    // 2/(2+j) of those who would buy more than j times, 2^-(j+1): 4 (ln 2 - 1/2).
    ['MBG/NBD, all 1', mbgNbd, ones, 4 * (Math.LN2 - 0.5)],
    // 1/(1+j) of them: ln 2.
    ['BG/NBD, all 1', bgNbd, ones, Math.LN2],
    // The integral of 6 p (1-p) / (1+p) over p from 0 to 1.
    ['MBG/NBD, a = 2', mbgNbd, { ...ones, a: 2 }, 9 - 12 * Math.LN2],
  ])('%s, in the first week', (_, model, parameters, expected) => {
    expect(expectedWhileAlive(model, parameters, history(0, 0, 0), 1)).toBeCloseTo(expected, 14);
  });

  it('is ln(1 + t) in t weeks for BG/NBD with all 1, for every t', () => {
    for (const weeks of [1e-9, 0.5, 4, 52, 1000, 1e4]) {
      const expected = Math.log1p(weeks);
      expect(expectedWhileAlive(bgNbd, ones, history(0, 0, 0), weeks) / expected).toBeCloseTo(1, 11);
    }
  });

  it('is none in no time', () => {
    expect(expectedWhileAlive(mbgNbd, ones, history(3, 5, 9), 0)).toBe(0);
  });

  it('counts as much as the customer is alive', () => {
    // A week after its only purchase it is alive with 1/3; two weeks to alpha + T = 2 are as one to 1 above.
    expect(expectedPurchases(mbgNbd, ones, history(0, 0, 1), 2)).toBeCloseTo((4 * (Math.LN2 - 0.5)) / 3, 14);
  });
});

const served = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };
const cases: readonly [string, BetaGeometricParameters, PurchaseHistory][] = [
  ['a usual customer', served, history(2, 30.43, 38.86)],
  ['the first purchase day', served, history(0, 0, 0)],
  ['hundreds of purchases in twenty years', served, history(412, 1040, 1043)],
  ['one purchase twenty years ago', served, history(0, 0, 1043)],
  ['a = 1, where the formula divides 0 by 0', { ...served, a: 1 }, history(3, 10, 20)],
  ['a just beside 1', { ...served, a: 1 + 1e-9 }, history(3, 10, 20)],
  ['quick and uniform', { r: 30, alpha: 12, a: 4, b: 60 }, history(25, 9, 10)],
  ['slow and mixed', { r: 0.2, alpha: 40, a: 0.3, b: 0.4 }, history(1, 100, 260)],
];

describe.each([mbgNbd, bgNbd])('$name against the defining integrals', (model) => {
  it.each(cases)('%s', (_, parameters, given) => {
    const asked = { parameters, history: given, chances: model.chancesToLeave(given.repeats) };
    expect(probabilityAlive(model, parameters, given)).toEqual(within(integratedAlive(asked), 1e-8));
    for (const weeks of [90 / 7, 52]) {
      const found = expectedWhileAlive(model, parameters, given, weeks);
      expect(found).toEqual(within(integratedPurchases(asked, weeks), 1e-7));
      expect(found).toEqual(within(integratedPurchasesByLeaving(asked, weeks), 1e-8));
    }
  });

  it.each<[string, BetaGeometricParameters, PurchaseHistory]>([
    ['hardly anybody leaves', { r: 0.7, alpha: 3, a: 0.001, b: 1000 }, history(900, 1042, 1043)],
    ['all rates alike', { r: 1000, alpha: 1000, a: 0.9, b: 2 }, history(40, 30, 50)],
    ['rates as unlike as can be', { r: 0.001, alpha: 0.001, a: 0.5, b: 0.001 }, history(0, 0, 0)],
    ['all leave at once', { r: 1, alpha: 5, a: 1000, b: 0.001 }, history(0, 0, 3)],
    ['sure of everything', { r: 1000, alpha: 300, a: 1000, b: 1000 }, history(6500, 1043, 1043)],
  ])('on the edges: %s', (_, parameters, given) => {
    const asked = { parameters, history: given, chances: model.chancesToLeave(given.repeats) };
    const found = expectedWhileAlive(model, parameters, given, 52);
    expect(found).toEqual(within(integratedPurchasesByLeaving(asked, 52), 1e-7));
  });
});

describe('whatever is asked', () => {
  const parameter = fc.double({ min: Math.log(0.001), max: Math.log(1000), noNaN: true }).map(Math.exp);
  const parameters = fc.record({ r: parameter, alpha: parameter, a: parameter, b: parameter });
  const histories = fc
    .record({
      days: fc.integer({ min: 0, max: 7300 }),
      silent: fc.double({ min: 0, max: 1, noNaN: true }),
      busy: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ days, silent, busy }) => {
      const last = Math.floor(days * (1 - silent));
      const repeats = last === 0 ? 0 : 1 + Math.floor((last - 1) * busy);
      return history(repeats, last / 7, days / 7);
    });
  const models = fc.constantFrom(mbgNbd, bgNbd);

  it('P(alive) is a probability and falls with silence', () => {
    fc.assert(
      fc.property(models, parameters, histories, (model, given, past) => {
        const now = probabilityAlive(model, given, past);
        const later = probabilityAlive(model, given, { ...past, age: past.age + 1 });
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('expected purchases grow with time, by no more than the rate allows', () => {
    fc.assert(
      fc.property(models, parameters, histories, (model, given, past) => {
        fc.pre((given.r + past.repeats) / (given.alpha + past.age) < 50);
        const [month, year] = [4, 52].map((weeks) => expectedWhileAlive(model, given, past, weeks));
        expect(month!).toBeGreaterThan(0);
        // Who is sure to leave within the month buys no more after it than the last digits of a number tell.
        expect(year!).toBeGreaterThanOrEqual(month! * (1 - 1e-12));
        if (given.a <= 1) expect(year!).toBeGreaterThan(month!);
        const rate = (given.r + past.repeats) / (given.alpha + past.age);
        expect(year!).toBeLessThanOrEqual(rate * 52 * (1 + 1e-9));
      }),
    );
  });

  it('silence that no number holds is death, not NaN', () => {
    const given = { r: 1000, alpha: 0.001, a: 1000, b: 0.001 };
    expect(probabilityAlive(mbgNbd, given, history(7000, 0.001, 1043))).toBe(0);
  });
});
