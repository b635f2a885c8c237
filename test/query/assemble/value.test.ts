// From measures to a value: null rules, statuses, numerator, denominator, n and interval of the plain kinds of formula, with
// literal cells. Intervals were worked out apart from the program, as the roots of (p - k/n)^2 = z^2 p(1 - p)/n.
import { type Formula, once, quotient, share, total, type Unit } from '../../../src/metrics/metric';
import type { MetricValue } from '../../../src/query/question/metrics-result';
import type { MeasureCell } from '../../../src/sql/compiled-query';
import { evaluated, interval, measure, value } from '../evaluated';

const [a, b, c] = [measure('a'), measure('b'), measure('c')];

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
    [
      '40 of 200',
      { a: '40', b: '200' },
      { value: 20, numerator: 40, denominator: 200, n: 200, interval: interval(15.0452009261, 26.0855186565) },
    ],
    [
      '0 of 30',
      { a: '0', b: '30' },
      { value: 0, numerator: 0, denominator: 30, n: 30, interval: interval(0, 11.3513393174) },
    ],
    [
      '1 of 3',
      { a: 1, b: 3 },
      {
        value: 100 / 3,
        status: 'LOW_SAMPLE',
        numerator: 1,
        denominator: 3,
        n: 3,
        interval: interval(6.149194472, 79.2340399198),
      },
    ],
    [
      '29 are few',
      { a: '29', b: '29' },
      { value: 100, status: 'LOW_SAMPLE', numerator: 29, denominator: 29, n: 29, interval: interval(88.30302015, 100) },
    ],
    [
      '30 are enough',
      { a: '29', b: '30' },
      { value: 2900 / 30, numerator: 29, denominator: 30, n: 30, interval: interval(83.3296090086, 99.4091409618) },
    ],
    ['0 of 0', { a: '0', b: '0' }, { status: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0, n: 0 }],
    ['of nothing', {}, { status: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0, n: 0 }],
    [
      '3 of 2 is no proportion: no interval',
      { a: '3', b: '2' },
      { value: 150, status: 'LOW_SAMPLE', numerator: 3, denominator: 2, n: 2 },
    ],
    ['2 of 0', { a: '2' }, { status: 'ZERO_DENOMINATOR', numerator: 2, denominator: 0, n: 0 }],
  ];
  it.each(cases)('%s', (_title, cells, expected) => {
    expect(evaluated(share(a, b), cells)).toEqual(value(expected));
  });

  it('of promoters less detractors may be negative', () => {
    const score = share([...once(a), { coefficient: -1, factors: [c] }], b);
    expect(evaluated(score, { a: '3', c: '9', b: '60' }, { unit: 'SCORE' })).toEqual(
      value({ value: -10, numerator: -6, denominator: 60, n: 60, interval: interval(-21.0293334336, 1.0293334336) }),
    );
  });

  it('of customers times days', () => {
    const stickiness = share(a, [{ coefficient: 1, factors: [{ kind: 'days' }, b] }]);
    expect(evaluated(stickiness, { a: '21', b: '7' }, { days: 30 })).toEqual(
      value({ value: 10, numerator: 21, denominator: 210, n: 210, interval: interval(6.6339595926, 14.8031644682) }),
    );
    expect(evaluated(stickiness, { a: '2', b: '1' }, { days: 29 })).toEqual(
      value({
        value: 200 / 29,
        status: 'LOW_SAMPLE',
        numerator: 2,
        denominator: 29,
        n: 29,
        interval: interval(1.9121266169, 21.9645801503),
      }),
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
    // As doubles 1.1 x 100 is more than 110.
    [
      'of shares, in percent',
      100,
      { a: '1.100000000', b: '2' },
      { value: 55, status: 'LOW_SAMPLE', numerator: 110, denominator: 2, n: 2 },
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
