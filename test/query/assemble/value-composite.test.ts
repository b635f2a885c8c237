// Values of formulas with bounds or parts, while their window is open, and of nothing at all.
import { findMetric } from '../../../src/metrics/catalog';
import type { Measure } from '../../../src/metrics/measure';
import { type Formula, once, quotient, share } from '../../../src/metrics/metric';
import { metricValue } from '../../../src/query/assemble/value';
import { noCells } from '../../../src/query/measure/slices';
import type { MetricValue } from '../../../src/query/question/metrics-result';
import type { MeasureCell } from '../../../src/sql/compiled-query';
import { evaluated, interval, measure, value } from '../evaluated';

const [a, b, c] = [measure('a'), measure('b'), measure('c')];

describe('a quotient that is capped', () => {
  const capped: Formula = { kind: 'capped', numerator: once(a), denominator: once(b), most: 10 };
  const cases: readonly [string, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    ['100 by 20', { a: '100', b: '20' }, { value: 5, numerator: 100, denominator: 20, n: 100 }],
    ['all of them', { a: '30', b: '30' }, { value: 1, numerator: 30, denominator: 30, n: 30 }],
    ['just below the most', { a: '99', b: '10' }, { value: 9.9, numerator: 99, denominator: 10, n: 99 }],
    [
      'exactly the most',
      { a: '100', b: '10' },
      { value: 10, status: 'CAPPED', numerator: 100, denominator: 10, n: 100 },
    ],
    ['above the most', { a: '101', b: '10' }, { value: 10, status: 'CAPPED', numerator: 101, denominator: 10, n: 101 }],
    ['by none', { a: '100' }, { value: 10, status: 'CAPPED', numerator: 100, denominator: 0, n: 100 }],
    [
      'of 29 are few',
      { a: '29', b: '3' },
      { value: 29 / 3, status: 'LOW_SAMPLE', numerator: 29, denominator: 3, n: 29 },
    ],
    [
      'of 29 by none is capped rather than few',
      { a: '29' },
      { value: 10, status: 'CAPPED', numerator: 29, denominator: 0, n: 29 },
    ],
    ['of nobody', {}, { status: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0, n: 0 }],
  ];
  it.each(cases)('%s', (_title, cells, expected) => {
    expect(evaluated(capped, cells, { unit: 'YEARS' })).toEqual(value(expected));
  });
});

describe('a composite', () => {
  const lifetime: Formula = { kind: 'capped', numerator: once(a), denominator: once(b), most: 10 };
  const contribution = quotient(c, a);
  const of = (combine: 'mean' | 'product' | 'quotient', ...parts: Formula[]): Formula => ({
    kind: 'composite',
    combine,
    parts,
  });
  const meanOf = (sum: Measure): Formula => ({ kind: 'mean', sum, count: measure('n'), scale: 1 });
  const product = of('product', contribution, lifetime);

  const cases: readonly [string, Formula, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    [
      'is the mean of its parts',
      of('mean', meanOf(a), meanOf(b), meanOf(c)),
      { a: '120', b: '90', c: '150', n: '30' },
      { value: 4 },
    ],
    [
      'a mean of small samples is not marked',
      of('mean', meanOf(a), meanOf(b)),
      { a: '4', b: '5', n: '1' },
      { value: 4.5 },
    ],
    [
      'needs every part',
      of('mean', meanOf(a), { kind: 'mean', sum: b, count: c, scale: 1 }),
      { a: '4', n: '1' },
      { status: 'NO_DATA' },
    ],
    ['is a product', product, { a: '100', b: '50', c: '400' }, { value: 8 }],
    [
      'a product takes the worst status: capped',
      product,
      { a: '100', b: '0', c: '400' },
      { value: 40, status: 'CAPPED' },
    ],
    [
      'a product takes the worst status: few',
      product,
      { a: '10', b: '5', c: '40' },
      { value: 8, status: 'LOW_SAMPLE' },
    ],
    ['a product of what is not known says why', product, { c: '40' }, { status: 'ZERO_DENOMINATOR' }],
    [
      'a product of what is not known says the worst reason',
      of('product', meanOf(c), lifetime),
      {},
      { status: 'NO_DATA' },
    ],
    ['is a quotient', of('quotient', contribution, quotient(b, a)), { a: '10', b: '20', c: '60' }, { value: 3 }],
    [
      'a quotient by 0',
      of('quotient', contribution, quotient(b, a)),
      { a: '10', b: '0', c: '60' },
      { status: 'ZERO_DENOMINATOR' },
    ],
    [
      'a quotient of what is not known says why',
      of('quotient', quotient(c, a), meanOf(b)),
      { b: '1', c: '1', n: '1' },
      { status: 'ZERO_DENOMINATOR' },
    ],
    [
      'a quotient by what is not known',
      of('quotient', meanOf(a), quotient(b, c)),
      { a: '10', b: '1', n: '2' },
      { status: 'NO_DATA' },
    ],
  ];
  it.each(cases)('%s', (_title, formula, cells, expected) => {
    expect(evaluated(formula, cells, { unit: 'SCORE' })).toEqual(value(expected));
  });
});

describe('while its window is open', () => {
  const immature = true;

  it('a value is IMMATURE rather than LOW_SAMPLE or CAPPED', () => {
    expect(evaluated(share(a, b), { a: '1', b: '2' }, { immature })).toEqual(
      value({
        value: 50,
        status: 'IMMATURE',
        numerator: 1,
        denominator: 2,
        n: 2,
        interval: interval(9.4531205734, 90.5468794266),
      }),
    );
    const capped: Formula = { kind: 'capped', numerator: once(a), denominator: once(b), most: 10 };
    expect(evaluated(capped, { a: '1' }, { immature }).status).toBe('IMMATURE');
    expect(evaluated(share(a, b), { a: '30', b: '60' }, { immature }).status).toBe('IMMATURE');
  });

  it('a value that is not there stays so for its own reason', () => {
    expect(evaluated(share(a, b), { b: '0' }, { immature }).status).toBe('ZERO_DENOMINATOR');
    expect(evaluated({ kind: 'mean', sum: a, count: b, scale: 1 }, {}, { immature }).status).toBe('NO_DATA');
  });
});

describe('of nothing at all', () => {
  const ofNothing = (name: string) => {
    const { value: number, status } = metricValue(findMetric(name)!, noCells, { days: 31, immature: false });
    return [number, status];
  };
  it.each<[string, number | null, string]>([
    ['leads', 0, 'OK'],
    ['revenue', 0, 'OK'],
    ['acquisitionSpend', 0, 'OK'],
    ['customersAtEnd', 0, 'OK'],
    ['cac', null, 'ZERO_DENOMINATOR'],
    ['marketingRoi', null, 'ZERO_DENOMINATOR'],
    ['averageOrderValue', null, 'ZERO_DENOMINATOR'],
    ['refundRate', null, 'ZERO_DENOMINATOR'],
    ['nps', null, 'ZERO_DENOMINATOR'],
    ['stickiness', null, 'ZERO_DENOMINATOR'],
    ['topCustomerShare', null, 'ZERO_DENOMINATOR'],
    ['customerLifetimeYears', null, 'ZERO_DENOMINATOR'],
    ['clvHistoric', null, 'ZERO_DENOMINATOR'],
    ['dataCompleteness', null, 'ZERO_DENOMINATOR'],
    ['salesCycleDays', null, 'NO_DATA'],
    ['firstResponseTime', null, 'NO_DATA'],
    ['firstResponseTimeMedian', null, 'NO_DATA'],
    ['repurchaseIntervalDays', null, 'NO_DATA'],
    ['csi', null, 'NO_DATA'],
    ['clv', null, 'ZERO_DENOMINATOR'],
  ])('%s is %p, %s', (name, number, status) => {
    expect(ofNothing(name)).toEqual([number, status]);
  });
});
