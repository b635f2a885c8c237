// Which rows, in which order, against what and over which window: what is meant, and what is refused with what is allowed.

import { UserError } from '../../../src/errors';
import { type MetricQuery, parseQuestion } from '../../../src/query/question/metric-query';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import { around } from '../around';

const before = { name: 'before', mode: 'PREVIOUS_PERIOD' };
const year = { name: 'year', mode: 'PREVIOUS_YEAR' };

const parse = (question: Partial<MetricQuestion>): MetricQuery =>
  parseQuestion({ metrics: ['REVENUE'], period: { year: 2025, month: 3 }, ...question }, around);

function refusalOf(question: Partial<MetricQuestion>): string {
  try {
    parse(question);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return `${(error as UserError).code}: ${(error as UserError).message}`;
  }
  return 'accepted';
}

const isRefused = (cases: readonly [string, Partial<MetricQuestion>, string][]): void => {
  it.each(cases)('not %s', (_title, question, expected) => {
    expect(refusalOf(question)).toBe(expected);
  });
};
const invalid = (argument: string, rest: string): string =>
  `INVALID_ARGUMENT: The argument ${argument} is not valid: ${rest}`;

describe('ordering', () => {
  it('by a change against a comparison, descending unless told', () => {
    const orderBy = [
      { metric: 'revenue', compare: 'before', by: 'CHANGE_PERCENT' },
      { metric: 'REVENUE', compare: 'year', direction: 'ASC' },
    ];
    expect(parse({ compare: [before, year], orderBy }).choices.orderBy).toEqual([
      { kind: 'number', number: { metric: 'REVENUE', compare: 'before', by: 'CHANGE_PERCENT' }, descending: true },
      { kind: 'number', number: { metric: 'REVENUE', compare: 'year', by: 'VALUE' }, descending: false },
    ]);
  });

  it('by a metric that is not shown', () => {
    const { metrics, judging } = parse({ orderBy: [{ metric: 'ORDERS' }] });
    expect([[...metrics.keys()], [...judging.keys()]]).toEqual([['REVENUE'], ['ORDERS']]);
  });

  isRefused([
    [
      'a dimension ordered by a change',
      { by: ['REGION'], compare: [before], orderBy: [{ dimension: 'REGION', compare: 'before', by: 'CHANGE' }] },
      invalid('orderBy[0]', 'compare and by are about numbers. Give them with a metric, or leave them out.'),
    ],
    [
      'by a comparison there is not',
      { compare: [before, year], orderBy: [{ metric: 'REVENUE', compare: 'befor' }] },
      invalid('orderBy[0].compare', 'there is no comparison befor. The question compares with before, year.'),
    ],
    [
      'by a comparison where there is none',
      { orderBy: [{ metric: 'REVENUE', compare: 'before' }] },
      invalid('orderBy[0].compare', 'there is no comparison before. The question has none: add it to compare.'),
    ],
    [
      'by a change against nothing',
      { compare: [before], orderBy: [{ metric: 'REVENUE' }, { metric: 'REVENUE', by: 'CHANGE' }] },
      invalid('orderBy[1]', 'CHANGE is against nothing. Name the comparison in compare.'),
    ],
    [
      'by a field there is not',
      { compare: [before], orderBy: [{ metric: 'REVENUE', compare: 'before', by: 'CHANGES' }] },
      invalid('orderBy[0].by', 'there is no CHANGES. Did you mean CHANGE? It is one of VALUE, CHANGE, CHANGE_PERCENT.'),
    ],
    [
      'by a dimension where there is none',
      { orderBy: [{ dimension: 'CHANNEL' }] },
      invalid('orderBy[0]', 'the question is not by CHANNEL. Order by a dimension of by.'),
    ],
    [
      'by a metric that does not go with the slice',
      { by: ['PRODUCT'], orderBy: [{ metric: 'CAC' }] },
      'METRIC_NOT_SLICEABLE: The metric CAC cannot be sliced or filtered by PRODUCT. It goes with: ACQUISITION_CHANNEL, ACQUISITION_CAMPAIGN.',
    ],
  ]);
});

describe('conditions on rows', () => {
  it('take a value or a change, with any bounds', () => {
    const having = [
      { metric: 'orders', gte: '2', lt: 10 },
      { metric: 'REVENUE', compare: 'before', by: 'CHANGE', lte: '-0.50' },
    ];
    const query = parse({ compare: [before], having });
    expect(query.choices.having).toEqual([
      { number: { metric: 'ORDERS', compare: null, by: 'VALUE' }, bounds: { gte: 2, lt: 10 } },
      { number: { metric: 'REVENUE', compare: 'before', by: 'CHANGE' }, bounds: { lte: -0.5 } },
    ]);
    expect([...query.judging.keys()]).toEqual(['ORDERS', 'REVENUE']);
  });

  isRefused([
    [
      'without bounds',
      { having: [{ metric: 'REVENUE', gt: null }] },
      invalid('having[0]', 'it has no bound. Give one or more of gte, gt, lte, lt.'),
    ],
    [
      'with a bound in words',
      { having: [{ metric: 'REVENUE', gt: 'much' }] },
      invalid('having[0].gt', '"much" is not a number. Give a decimal number.'),
    ],
    [
      'with an empty bound',
      { having: [{ metric: 'REVENUE', lt: '' }] },
      invalid('having[0].lt', '"" is not a number. Give a decimal number.'),
    ],
    [
      'on a metric there is not',
      { having: [{ metric: 'REVENEU', gt: 1 }] },
      'UNKNOWN_METRIC: There is no metric REVENEU. Did you mean REVENUE?',
    ],
    [
      'on a comparison there is not',
      { compare: [year], having: [{ metric: 'REVENUE', compare: 'before', gt: 1 }] },
      invalid('having[0].compare', 'there is no comparison before. The question compares with year.'),
    ],
    [
      'on a change against nothing',
      { having: [{ metric: 'REVENUE', by: 'CHANGE_PERCENT', gt: 1 }] },
      invalid('having[0]', 'CHANGE_PERCENT is against nothing. Name the comparison in compare.'),
    ],
    [
      'on a metric that does not go with the filter',
      { where: { dimension: 'TOPIC', in: ['price'] }, metrics: ['NPS'], having: [{ metric: 'CAC', gt: 1 }] },
      'METRIC_NOT_SLICEABLE: The metric CAC cannot be sliced or filtered by TOPIC. It goes with: ACQUISITION_CHANNEL, ACQUISITION_CAMPAIGN.',
    ],
  ]);
});

describe('top members', () => {
  it('are the greatest, with the others as one, unless told', () => {
    const by = ['CHANNEL', 'REGION'];
    expect(parse({ by, top: { n: 3, metric: 'orders' } }).choices.top).toEqual({
      members: 3,
      metric: 'ORDERS',
      descending: true,
      other: true,
      none: false,
    });
    expect(
      parse({ by, top: { n: 1000, metric: 'ORDERS', direction: 'ASC', other: false, none: true } }).choices.top,
    ).toEqual({
      members: 1000,
      metric: 'ORDERS',
      descending: false,
      other: false,
      none: true,
    });
  });

  isRefused([
    [
      'of nothing',
      { top: { n: 3, metric: 'REVENUE' } },
      invalid('top', 'the question has no dimension. top chooses members of the first dimension of by.'),
    ],
    ...[0, -1, 1.5, 1001, Number.NaN].map((n): [string, Partial<MetricQuestion>, string] => [
      `${n} of them`,
      { by: ['CHANNEL'], top: { n, metric: 'REVENUE' } },
      invalid('top.n', `${n} members cannot be asked for. Give a whole number from 1 to 1000.`),
    ]),
    [
      'by a metric there is not',
      { by: ['CHANNEL'], top: { n: 3, metric: 'REVENEU' } },
      'UNKNOWN_METRIC: There is no metric REVENEU. Did you mean REVENUE?',
    ],
    [
      'sideways',
      { by: ['CHANNEL'], top: { n: 3, metric: 'REVENUE', direction: 'DOWN' } },
      invalid('top.direction', 'there is no DOWN. It is one of ASC, DESC.'),
    ],
  ]);
});

describe('comparisons', () => {
  const custom = { name: 'other', mode: 'CUSTOM' };
  it('may be ten, in the order asked', () => {
    const compare = Array.from({ length: 10 }, (_, index) => ({ ...before, name: `c${index}` }));
    expect(
      parse({ compare })
        .choices.comparisons.map(({ name }) => name)
        .join(),
    ).toBe('c0,c1,c2,c3,c4,c5,c6,c7,c8,c9');
  });

  isRefused([
    [
      'more than ten',
      { compare: Array.from({ length: 11 }, (_, index) => ({ ...before, name: `c${index}` })) },
      invalid('compare', '11 comparisons are too many. At most 10.'),
    ],
    [
      'without a name of letters',
      { compare: [{ ...before, name: 'last year' }] },
      invalid(
        'compare[0].name',
        '"last year" is not a name. Begin with a letter; letters, digits and _ follow, 50 characters at most.',
      ),
    ],
    [
      'two of one name',
      { compare: [before, year, { ...year, name: 'before' }] },
      invalid('compare[2].name', 'there are two comparisons before. Give each its own name.'),
    ],
    [
      'with a mode there is not',
      { compare: [{ name: 'before', mode: 'PREVIOUS_PERIODS' }] },
      invalid(
        'compare[0].mode',
        'there is no PREVIOUS_PERIODS. Did you mean PREVIOUS_PERIOD? It is one of PREVIOUS_PERIOD, PREVIOUS_YEAR, SAME_WEEKDAYS_PREVIOUS_YEAR, CUSTOM.',
      ),
    ],
    [
      'with days of their own unless CUSTOM',
      { compare: [{ ...year, from: '2024-01-01' }] },
      invalid('compare[0]', 'PREVIOUS_YEAR has its own days. from and to go with CUSTOM.'),
    ],
    [
      'CUSTOM without days',
      { compare: [{ ...custom, from: '2024-01-01' }] },
      invalid('compare[0]', 'CUSTOM has no from and to. Give both, inclusive.'),
    ],
    [
      'CUSTOM backwards',
      { compare: [{ ...custom, from: '2024-01-02', to: '2024-01-01' }] },
      invalid('compare[0]', 'it ends on 2024-01-01, before it starts on 2024-01-02. Swap from and to.'),
    ],
    [
      'CUSTOM on a day there is not',
      { compare: [{ ...custom, from: '2023-02-29', to: '2023-03-01' }] },
      'INVALID_PERIOD: The date compare[0].from: "2023-02-29" is not a date. Write it as YYYY-MM-DD, for example 2025-03-31.',
    ],
  ]);
});

describe('a window', () => {
  it('is rolling or cumulative', () => {
    expect(parse({ window: { trailing: 28, unit: 'DAY' } }).scope.window).toEqual({
      kind: 'trailing',
      units: 28,
      unit: 'DAY',
    });
    expect(parse({ window: { cumulative: 'YEAR' } }).scope.window).toEqual({ kind: 'cumulative', unit: 'YEAR' });
  });

  const neither = invalid('window', 'it is neither rolling nor cumulative. Give trailing and unit, or cumulative.');
  isRefused([
    ['nothing', { window: {} }, neither],
    ['both', { window: { trailing: 3, unit: 'MONTH', cumulative: 'YEAR' } }, neither],
    ['so many of nothing', { window: { trailing: 3 } }, neither],
    ['a unit alone', { window: { unit: 'MONTH' } }, neither],
    ['a unit beside cumulative', { window: { unit: 'MONTH', cumulative: 'YEAR' } }, neither],
    ...[0, -1, 1.5, 3661].map((trailing): [string, Partial<MetricQuestion>, string] => [
      `${trailing} units`,
      { window: { trailing, unit: 'DAY' } },
      invalid('window.trailing', `${trailing} units cannot be asked for. Give a whole number from 1 to 3660.`),
    ]),
    [
      'of units there are not',
      { window: { trailing: 3, unit: 'MONHT' } },
      invalid('window.unit', 'there is no MONHT. Did you mean MONTH? It is one of DAY, WEEK, MONTH, QUARTER, YEAR.'),
    ],
  ]);
});

describe('lists of choices', () => {
  const times = <Item>(count: number, item: Item): readonly Item[] => Array.from({ length: count }, () => item);
  it('may be a hundred long', () => {
    const { choices } = parse({
      having: times(100, { metric: 'REVENUE', gte: 1 }),
      orderBy: times(100, { metric: 'REVENUE' }),
    });
    expect([choices.having.length, choices.orderBy.length]).toEqual([100, 100]);
  });

  isRefused([
    [
      'more than a hundred bounds',
      { having: times(101, { metric: 'REVENUE', gte: 1 }) },
      invalid('having', 'a list of 101 is too long. Give at most 100.'),
    ],
    [
      'more than a hundred orders',
      { orderBy: times(5_000, { metric: 'REVENUE' }) },
      invalid('orderBy', 'a list of 5000 is too long. Give at most 100.'),
    ],
  ]);
});
