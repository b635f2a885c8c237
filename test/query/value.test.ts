// From measures to a value: null rules, statuses, numerator, denominator and n of every kind of formula, with literal cells.
import { findMetric } from '../../src/metrics/catalog';
import { type Measure, measureKey } from '../../src/metrics/measure';
import { type Formula, metric, once, quotient, share, total, type Unit } from '../../src/metrics/metric';
import { column } from '../../src/model/expression';
import type { MetricValue } from '../../src/query/metrics-result';
import { metricValue } from '../../src/query/value';
import type { MeasureCell } from '../../src/sql/compiled-query';

const measure = (name: string): Measure => ({
  kind: 'rows',
  family: 'transaction',
  where: column(name),
  aggregate: { kind: 'count' },
});
const [a, b, c] = [measure('a'), measure('b'), measure('c')];

/** The value of a formula where the measures named come to these cells, and the others have none. */
function evaluated(
  formula: Formula,
  cells: Readonly<Record<string, MeasureCell>>,
  { unit = 'PERCENT' as Unit, days = 30, immature = false } = {},
): MetricValue {
  const known = new Map(Object.entries(cells).map(([name, cell]) => [measureKey(measure(name)), cell]));
  const definition = metric({
    id: 'example',
    label: { en: 'Example', zh: '示例' },
    area: 'VALUE',
    unit,
    better: 'UP',
    additivity: 'RATIO',
    definition: '',
    formulaText: '',
    formula,
  });
  return metricValue(definition, known, { days, immature });
}

const value = (rest: Partial<MetricValue>) => ({
  value: null,
  exact: null,
  status: 'OK',
  numerator: null,
  denominator: null,
  n: null,
  ...rest,
});

describe('a total', () => {
  const cases: readonly [string, Formula, Unit, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    ['a count is its own n', total(a), 'COUNT', { a: '12' }, { value: 12, exact: '12', n: 12 }],
    ['a count of nothing is 0', total(a), 'COUNT', {}, { value: 0, exact: '0', n: 0 }],
    ['a count without a cell is 0', total(a), 'COUNT', { a: null }, { value: 0, exact: '0', n: 0 }],
    [
      'money has four digits, and n is the facts behind it',
      total(a, b),
      'MONEY',
      { a: '10.5', b: '3' },
      { value: 10.5, exact: '10.5000', n: 3 },
    ],
    ['money of nothing is 0', total(a, b), 'MONEY', { a: null, b: '0' }, { value: 0, exact: '0.0000', n: 0 }],
    [
      'money keeps every digit',
      total(a, b),
      'MONEY',
      { a: '99999999999999.9999', b: '2' },
      { value: 100000000000000, exact: '99999999999999.9999', n: 2 },
    ],
    ['money may be negative', total(a, b), 'MONEY', { a: '-0.0100', b: '1' }, { value: -0.01, exact: '-0.0100', n: 1 }],
    [
      'quantities drop the zeros they do not need',
      total(a, b),
      'COUNT',
      { a: '2.5000', b: '1' },
      { value: 2.5, exact: '2.5', n: 1 },
    ],
    [
      'a count beyond what a float holds',
      total(a),
      'COUNT',
      { a: '9007199254740993' },
      { value: 9007199254740992, exact: '9007199254740993', n: 9007199254740992 },
    ],
  ];
  it.each(cases)('%s', (_title, formula, unit, cells, expected) => {
    expect(evaluated(formula, cells, { unit })).toEqual(value(expected));
  });
});

describe('a share', () => {
  const cases: readonly [string, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    ['40 of 200', { a: '40', b: '200' }, { value: 20, numerator: 40, denominator: 200, n: 200 }],
    ['0 of 30', { a: '0', b: '30' }, { value: 0, numerator: 0, denominator: 30, n: 30 }],
    ['1 of 3', { a: 1, b: 3 }, { value: 100 / 3, status: 'LOW_SAMPLE', numerator: 1, denominator: 3, n: 3 }],
    ['29 are few', { a: '29', b: '29' }, { value: 100, status: 'LOW_SAMPLE', numerator: 29, denominator: 29, n: 29 }],
    ['30 are enough', { a: '29', b: '30' }, { value: 2900 / 30, numerator: 29, denominator: 30, n: 30 }],
    ['0 of 0', { a: '0', b: '0' }, { status: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0, n: 0 }],
    ['of nothing', {}, { status: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0, n: 0 }],
    ['2 of 0', { a: '2' }, { status: 'ZERO_DENOMINATOR', numerator: 2, denominator: 0, n: 0 }],
  ];
  it.each(cases)('%s', (_title, cells, expected) => {
    expect(evaluated(share(a, b), cells)).toEqual(value(expected));
  });

  it('of promoters less detractors may be negative', () => {
    const score = share([...once(a), { coefficient: -1, factors: [c] }], b);
    expect(evaluated(score, { a: '3', c: '9', b: '60' }, { unit: 'SCORE' })).toEqual(
      value({ value: -10, numerator: -6, denominator: 60, n: 60 }),
    );
  });

  it('of customers times days', () => {
    const stickiness = share(a, [{ coefficient: 1, factors: [{ kind: 'days' }, b] }]);
    expect(evaluated(stickiness, { a: '21', b: '7' }, { days: 30 })).toEqual(
      value({ value: 10, numerator: 21, denominator: 210, n: 210 }),
    );
    expect(evaluated(stickiness, { a: '2', b: '1' }, { days: 29 })).toEqual(
      value({ value: 200 / 29, status: 'LOW_SAMPLE', numerator: 2, denominator: 29, n: 29 }),
    );
  });
});

describe('a quotient', () => {
  const cases: readonly [string, Formula, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    [
      'is no sample: few are enough',
      quotient(a, b),
      { a: '100.5', b: '2' },
      { value: 50.25, numerator: 100.5, denominator: 2, n: 2 },
    ],
    [
      'of 0',
      quotient(a, b),
      { a: '100.5', b: '0' },
      { status: 'ZERO_DENOMINATOR', numerator: 100.5, denominator: 0, n: 0 },
    ],
    [
      'of money by money says n apart',
      quotient([...once(a), { coefficient: -1, factors: [b] }], b, { scale: 100, behind: c }),
      { a: '300', b: '200', c: '4' },
      { value: 50, numerator: 100, denominator: 200, n: 4 },
    ],
    [
      'of no money still says n',
      quotient(a, b, { behind: c }),
      { a: '0', b: null, c: '4' },
      { status: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0, n: 4 },
    ],
    [
      'by the mean of two bases',
      quotient(
        a,
        [b, c].map((base) => ({ coefficient: 0.5, factors: [base] })),
      ),
      { a: '90', b: '10', c: '20' },
      { value: 6, numerator: 90, denominator: 15, n: 15 },
    ],
    [
      'of nothing refunded is 0, not -0',
      quotient([{ coefficient: -1, factors: [a] }], b),
      { a: '0', b: '10' },
      { value: 0, numerator: 0, denominator: 10, n: 10 },
    ],
  ];
  it.each(cases)('%s', (_title, formula, cells, expected) => {
    expect(evaluated(formula, cells)).toEqual(value(expected));
  });
});

describe('a mean', () => {
  const mean = (scale: number): Formula => ({ kind: 'mean', sum: a, count: b, scale });
  const cases: readonly [string, number, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    ['of 30', 1, { a: '120', b: '30' }, { value: 4, numerator: 120, denominator: 30, n: 30 }],
    [
      'of 29 are few',
      1,
      { a: '58', b: '29' },
      { value: 2, status: 'LOW_SAMPLE', numerator: 58, denominator: 29, n: 29 },
    ],
    ['of zeros', 1, { a: '0', b: '30' }, { value: 0, numerator: 0, denominator: 30, n: 30 }],
    ['of nothing', 1, {}, { status: 'NO_DATA', numerator: 0, denominator: 0, n: 0 }],
    ['of nothing known', 1, { a: null, b: '0' }, { status: 'NO_DATA', numerator: 0, denominator: 0, n: 0 }],
    [
      'in other units: the sum is in them too',
      1 / 86_400e6,
      { a: '129600000000', b: '1' },
      { value: 1.5, status: 'LOW_SAMPLE', numerator: 1.5, denominator: 1, n: 1 },
    ],
  ];
  it.each(cases)('%s', (_title, scale, cells, expected) => {
    expect(evaluated(mean(scale), cells, { unit: 'DAYS' })).toEqual(value(expected));
  });
});

describe('a percentile', () => {
  const median = (scale: number): Formula => ({ kind: 'percentile', of: a, count: b, scale });
  const cases: readonly [string, number, Record<string, MeasureCell>, Partial<MetricValue>][] = [
    ['of one is no small sample', 1, { a: 12.5, b: '1' }, { value: 12.5, n: 1 }],
    ['of zeros', 1, { a: 0, b: '2' }, { value: 0, n: 2 }],
    ['scaled', 0.5, { a: '3', b: '40' }, { value: 1.5, n: 40 }],
    ['of nothing', 1, {}, { status: 'NO_DATA', n: 0 }],
    ['of nothing known', 1, { a: null, b: '0' }, { status: 'NO_DATA', n: 0 }],
  ];
  it.each(cases)('%s', (_title, scale, cells, expected) => {
    expect(evaluated(median(scale), cells, { unit: 'SECONDS' })).toEqual(value(expected));
  });
});

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
      value({ value: 50, status: 'IMMATURE', numerator: 1, denominator: 2, n: 2 }),
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
    const { value: number, status } = metricValue(findMetric(name)!, new Map(), { days: 31, immature: false });
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
