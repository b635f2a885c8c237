// When a company has a model, when not, and that nothing within the bounds is likelier than what was found: against the
// likelihoods as the papers write them, over a net of parameters.
import {
  type BetaGeometricModel,
  expectedPurchases,
  probabilityAlive,
} from '../../../src/customer/models/beta-geometric';
import { bgNbd } from '../../../src/customer/models/bg-nbd';
import { fitBetaGeometric, fitGammaGamma } from '../../../src/customer/models/fit';
import { type CountedProfit, expectedProfit } from '../../../src/customer/models/gamma-gamma';
import { mbgNbd } from '../../../src/customer/models/mbg-nbd';
import type { CountedHistory } from '../../../src/customer/models/purchase-history';
import { greatestOnNet, publishedBetaGeometric, publishedGammaGamma } from './published-likelihoods';

const row = (repeats: number, recency: number, age: number, customers = 1): CountedHistory => ({
  repeats,
  recency,
  age,
  customers,
});
const profit = (repeats: number, meanProfit: number, customers = 1): CountedProfit => ({
  repeats,
  meanProfit,
  customers,
});
const one = (count: number): readonly number[] => [...Array(count).keys()];

/** 200 customers of unlike rhythms, in steps that anybody can follow. */
const mixed = one(200).map((i) => {
  const repeats = (i * i) % 7;
  const age = 10 + ((i * 13) % 90);
  return row(repeats, repeats === 0 ? 0 : Math.max(1, age * (((i * 5) % 11) / 10)), age);
});

describe('refused', () => {
  it.each([mbgNbd, bgNbd])('$name with 99 customers who came back, not with 100', (model) => {
    const silent = row(0, 0, 30, 5000);
    const fewer = fitBetaGeometric(model, [silent, row(1, 10, 30, 90), row(4, 20, 30, 9)]);
    expect(fewer).toEqual({
      kind: 'REFUSED',
      reason: 'TOO_FEW_REPEAT_CUSTOMERS',
      customers: 5099,
      repeatCustomers: 99,
    });
    expect(fitBetaGeometric(model, [silent, row(1, 10, 30, 90), row(4, 20, 30, 10)])).toMatchObject({
      kind: 'FITTED',
      customers: 5100,
      repeatCustomers: 100,
    });
  });

  it('nobody, and one customer', () => {
    const few = { kind: 'REFUSED', reason: 'TOO_FEW_REPEAT_CUSTOMERS' };
    expect(fitBetaGeometric(mbgNbd, [])).toEqual({ ...few, customers: 0, repeatCustomers: 0 });
    expect(fitBetaGeometric(mbgNbd, [row(3, 2, 5)])).toEqual({ ...few, customers: 1, repeatCustomers: 1 });
    expect(fitGammaGamma([])).toEqual({ ...few, customers: 0, repeatCustomers: 0 });
  });

  it('Gamma-Gamma with 99 customers whose repeats brought a profit, whoever else there is', () => {
    const others = [profit(0, 0, 1000), profit(3, 0, 50), profit(2, -5, 50)];
    const profitable = [profit(1, 10, 50), profit(2, 20, 49)];
    expect(fitGammaGamma([...others, ...profitable])).toEqual({
      kind: 'REFUSED',
      reason: 'TOO_FEW_REPEAT_CUSTOMERS',
      customers: 99,
      repeatCustomers: 99,
    });
    const fitted = fitGammaGamma([...others, ...profitable, profit(3, 15)]);
    expect(fitted).toMatchObject({ kind: 'FITTED', customers: 100, repeatCustomers: 100 });
    // The others change nothing.
    expect(fitGammaGamma([...profitable, profit(3, 15)])).toEqual(fitted);
  });

  it('Gamma-Gamma whose profits have no finite mean', () => {
    // From a thousandth to a million, as many in every power of ten.
    const report = fitGammaGamma(one(180).map((i) => profit(1 + (i % 2), 10 ** (i / 20 - 3))));
    expect(report).toMatchObject({ kind: 'REFUSED', reason: 'NO_VALUE_MODEL', customers: 180 });
    expect(report.parameters!.q).toBeLessThanOrEqual(1);
  });

  it('a slope that is left because the digits of so many customers cannot show it', () => {
    const report = fitBetaGeometric(mbgNbd, [row(1, 1, 9, 1e15), row(0, 0, 9, 3e15)]);
    expect(report).toMatchObject({ kind: 'REFUSED', reason: 'MODEL_DID_NOT_CONVERGE', customers: 4e15 });
    expect(report.parameters).toBeDefined();
  });

  it('what is not finite', () => {
    expect(fitBetaGeometric(mbgNbd, [row(1, 1, Number.POSITIVE_INFINITY, 200)])).toEqual({
      kind: 'REFUSED',
      reason: 'MODEL_DID_NOT_CONVERGE',
      customers: 200,
      repeatCustomers: 200,
    });
    expect(fitGammaGamma([profit(1, Number.MAX_VALUE, 200), profit(1, 1, 200)])).toMatchObject({
      kind: 'REFUSED',
      reason: 'MODEL_DID_NOT_CONVERGE',
    });
  });
});

describe('the greatest likelihood', () => {
  const companies: readonly [string, readonly CountedHistory[]][] = [
    ['unlike rhythms', mixed],
    ['all the same', [row(3, 20, 30, 150)]],
    ['all bought today', [row(2, 12, 12, 60), row(5, 12, 12, 60), row(1, 12, 12, 60)]],
    ['all came back once and never again', [row(1, 2, 80, 100), row(1, 5, 90, 100)]],
    ['nobody but the buyers of yesterday', [row(0, 0, 0, 300), row(1, 1 / 7, 1 / 7, 120)]],
    ['one in a hundred came back, often', [row(0, 0, 52, 12_000), row(40, 50, 52, 120)]],
  ];
  const cases = [mbgNbd, bgNbd].flatMap((model) =>
    companies.map(([name, rows]): [string, string, BetaGeometricModel, readonly CountedHistory[]] => [
      model.name,
      name,
      model,
      rows,
    ]),
  );

  it.each(cases)('%s: %s', (_, __, model, rows) => {
    const report = fitBetaGeometric(model, rows);
    if (report.kind !== 'FITTED') throw new Error(report.reason);
    const { r, alpha, a, b } = report.parameters;
    for (const parameter of [r, alpha, a, b]) {
      expect(parameter).toBeGreaterThanOrEqual(0.001);
      expect(parameter).toBeLessThanOrEqual(1000);
    }
    const published = (parameters: readonly number[]) => publishedBetaGeometric(model.name, rows, parameters);
    expect(report.logLikelihood).toBeCloseTo(published([r, alpha, a, b]), 4);
    expect(greatestOnNet(published, 4, 7)).toBeLessThanOrEqual(report.logLikelihood + 1e-4);
    for (const { repeats, recency, age } of rows) {
      const history = { repeats, recency, age };
      expect(probabilityAlive(model, report.parameters, history)).toBeGreaterThanOrEqual(0);
      expect(expectedPurchases(model, report.parameters, history, 52)).toBeGreaterThanOrEqual(0);
    }
  });

  it('parameters that say nothing are those of the first start', () => {
    // Of whoever came back for the first time today BG/NBD cannot say whether it left: a and b drop out.
    const report = fitBetaGeometric(bgNbd, [row(0, 0, 0, 300), row(1, 1 / 7, 1 / 7, 120)]);
    expect(report).toMatchObject({ kind: 'FITTED', parameters: { a: 1, b: 1 } });
  });

  it('a company of one rhythm ends on the edge, which is a fit', () => {
    const report = fitBetaGeometric(mbgNbd, [row(3, 20, 30, 150)]);
    expect(report).toMatchObject({ kind: 'FITTED', parameters: { alpha: 1000 } });
  });

  it.each<[string, readonly CountedProfit[]]>([
    ['unlike profits', one(200).map((i) => profit(1 + (i % 5), 5 + ((i * i * 7) % 60)))],
    ['all the same', [profit(2, 20, 150)]],
    ['customers alike, days unlike', one(200).map((i) => profit(1, 1 + ((i * 37) % 100)))],
  ])('Gamma-Gamma: %s', (_, rows) => {
    const report = fitGammaGamma(rows);
    if (report.kind !== 'FITTED') throw new Error(report.reason);
    const customers = rows.reduce((sum, each) => sum + each.customers, 0);
    const mean = rows.reduce((sum, each) => sum + each.meanProfit * each.customers, 0) / customers;
    const { p, q, gamma } = report.parameters;
    expect(gamma / mean).toBeLessThanOrEqual(1000 * (1 + 1e-12));
    const published = ([shape, other, units]: readonly number[]) =>
      publishedGammaGamma(rows, [shape!, other!, units! * mean]);
    expect(report.logLikelihood).toBeCloseTo(published([p, q, gamma / mean]), 4);
    expect(greatestOnNet(published, 3, 19)).toBeLessThanOrEqual(report.logLikelihood + 1e-4);
    expect(Number.isFinite(expectedProfit(report.parameters, { repeats: 0, meanProfit: 0 }))).toBe(true);
  });
});

describe('the same customers', () => {
  it('are fitted the same in whatever order and however they are counted', () => {
    const counted = fitBetaGeometric(mbgNbd, [row(0, 0, 30, 200), row(2, 10, 30, 80), row(5, 29, 30, 40)]);
    const single = [
      ...Array(40).fill(row(5, 29, 30)),
      ...Array(200).fill(row(0, 0, 30)),
      ...Array(80).fill(row(2, 10, 30)),
    ];
    // To the last digit.
    expect(fitBetaGeometric(mbgNbd, single)).toEqual(counted);
    const profits = one(150).map((i) => profit(1 + (i % 3), 3 + ((i * 7) % 20)));
    expect(fitGammaGamma([...profits].reverse())).toEqual(fitGammaGamma(profits));
  });

  it('in another currency have the same shape, and a gamma in it', () => {
    const rows = one(200).map((i) => profit(1 + (i % 5), 5 + ((i * i * 7) % 60)));
    const dollars = fitGammaGamma(rows);
    const cents = fitGammaGamma(rows.map((each) => ({ ...each, meanProfit: each.meanProfit * 100 })));
    if (dollars.kind !== 'FITTED' || cents.kind !== 'FITTED') throw new Error('no fit');
    expect(cents.parameters.p / dollars.parameters.p).toBeCloseTo(1, 6);
    expect(cents.parameters.q / dollars.parameters.q).toBeCloseTo(1, 6);
    expect(cents.parameters.gamma / dollars.parameters.gamma).toBeCloseTo(100, 4);
    expect(cents.logLikelihood).toBeCloseTo(dollars.logLikelihood - 200 * Math.log(100), 6);
  });
});
