// From what a caller asks to the validated query: what is meant, what stands in for what is left out, what is refused.

import { Temporal } from 'temporal-polyfill';
import { UserError, userErrorsOf } from '../../../src/errors';
import { writeCursor } from '../../../src/query/question/cursor';
import { type MetricQuery, parseQuestion } from '../../../src/query/question/metric-query';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import { around, now, settings } from '../around';

const march: MetricQuestion = { metrics: ['REVENUE'], period: { year: 2025, month: 3 } };

const parse = (question: Partial<MetricQuestion>): MetricQuery => parseQuestion({ ...march, ...question }, around);
const messageOf = (question: Partial<MetricQuestion>): string => {
  try {
    parse(question);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return `${(error as UserError).code}: ${(error as UserError).message}`;
  }
  return 'accepted';
};

describe('what is left out', () => {
  it('has a default', () => {
    const { metrics, refused, hash, scope, ...rest } = parse({});
    const { period, buckets, whole, now: at, clock, settings: own, ...ofScope } = scope;
    expect([[...metrics.keys()], refused.size, `${period.from}..${period.to}`, buckets]).toEqual([
      ['REVENUE'],
      0,
      '2025-03-01..2025-03-31',
      [whole],
    ]);
    expect([hash, at, clock, own]).toEqual([expect.stringMatching(/^[\w-]{16}$/), now, now, settings]);
    expect(rest).toEqual({
      judging: new Map(),
      choices: {
        comparisons: [],
        having: [],
        top: null,
        totals: 'NONE',
        orderBy: [],
        fill: true,
        shares: true,
        first: 1000,
        offset: 0,
      },
      cursorVersion: null,
    });
    expect(ofScope).toEqual({
      grain: null,
      window: null,
      by: [],
      fewestCustomers: null,
      filter: null,
      attributes: 'AT_EVENT',
      viewer: { kind: 'everything' },
    });
  });

  it('may be null as well', () => {
    const nothing = { grain: null, by: null, where: null, attributes: null, totals: null, orderBy: null, fill: null };
    const noChoice = { compare: null, window: null, having: null, top: null, minDataVersion: null };
    expect(parse({ ...nothing, ...noChoice, first: null, after: null })).toEqual(parse({}));
  });

  it('comes from the business: zone, week and fiscal year', () => {
    expect(parse({}).scope.period.calendar).toEqual({
      timezone: 'Asia/Shanghai',
      weekStart: 'MONDAY',
      fiscalYearStartMonth: 1,
    });
  });
});

describe('metrics', () => {
  it('are named by enum value or by field, and kept in the order asked, each once', () => {
    expect([...parse({ metrics: ['ORDERS', 'revenue', 'REVENUE'] }).metrics.keys()]).toEqual(['ORDERS', 'REVENUE']);
  });

  it('are refused one by one where the slice does not go with them', () => {
    const { metrics, refused } = parse({ metrics: ['REVENUE', 'CHURN_RATE', 'CAC'], by: ['PRODUCT'] });
    expect([...metrics.keys()]).toEqual(['REVENUE']);
    expect([...refused].map(([name, error]) => `${name} ${error.code}: ${error.message}`)).toEqual([
      'CHURN_RATE METRIC_NOT_SLICEABLE: The metric CHURN_RATE cannot be sliced or filtered by PRODUCT. It goes with: ACQUISITION_CHANNEL, COUNTRY, REGION, CITY, INDUSTRY, COMPANY_SIZE, GENDER, AGE_BAND, TAG, ACQUISITION_CAMPAIGN, CHURN_REASON, COHORT_MONTH, CUSTOMER, TIER, LIFECYCLE_STAGE, HEALTH_BAND, RISK_BAND, RFM_SEGMENT, RFM_RECENCY, RFM_FREQUENCY, RFM_MONETARY, NPS_GROUP, LEAD_SCORE_BAND.',
      'CAC METRIC_NOT_SLICEABLE: The metric CAC cannot be sliced or filtered by PRODUCT. It goes with: ACQUISITION_CHANNEL, ACQUISITION_CAMPAIGN.',
    ]);
  });

  it('are refused by what a filter names, however deep', () => {
    const where = { any: [{ dimension: 'REGION', isNull: true }, { not: { dimension: 'TOPIC', in: ['price'] } }] };
    const { metrics, refused } = parse({ metrics: ['REVENUE', 'NPS'], where });
    expect([...metrics.keys()]).toEqual(['NPS']);
    expect([...refused.keys()]).toEqual(['REVENUE']);
  });
});

it('nests conditions within conditions twenty deep, and says where they go deeper', () => {
  const nested = (levels: number): MetricQuestion['where'] => ({
    metric: { metric: 'ORDERS', gte: 1, ...(levels > 1 && { where: nested(levels - 1) }) },
  });
  expect(messageOf({ where: nested(20) })).toBe('accepted');
  const path = `where${'.metric.where'.repeat(20)}.metric`;
  expect(messageOf({ where: nested(21) })).toBe(
    `INVALID_FILTER: The filter at ${path} is not valid: its conditions are nested more than 20 deep. Take segments out of their own conditions.`,
  );
});

describe('faults of a question', () => {
  const faultsOf = (question: Partial<MetricQuestion>): readonly string[] => {
    try {
      parse(question);
    } catch (error) {
      return userErrorsOf(error).map(({ code, argument }) => `${code} ${argument}`);
    }
    return [];
  };

  it('are told together where they do not follow from each other', () => {
    expect(faultsOf({ by: ['CHANEL', 'REGION', 'PRODCUT'], period: { year: 2025, month: 13 }, first: -1 })).toEqual([
      'INVALID_PERIOD period',
      'UNKNOWN_DIMENSION by[0]',
      'UNKNOWN_DIMENSION by[2]',
      'INVALID_ARGUMENT first',
    ]);
  });

  it('leave out what would follow: no order by a dimension of a list that is faulty itself, no slice of it', () => {
    expect(
      faultsOf({ by: ['CHANEL'], metrics: ['NPS'], orderBy: [{ dimension: 'CHANNEL' }], top: { n: 0, metric: 'NPS' } }),
    ).toEqual(['UNKNOWN_DIMENSION by[0]']);
  });

  it('are the question without a metric, whatever else is wrong', () => {
    expect(faultsOf({ metrics: [], by: ['CHANEL'] })).toEqual(['UNKNOWN_DIMENSION by[0]', 'NO_METRIC metrics']);
  });
});

describe('the calendar of the question', () => {
  it('cuts the period into buckets, clipped to it and to now', () => {
    const { buckets, whole } = parse({ period: { from: '2025-05-20', to: '2025-07-31' }, grain: 'MONTH' }).scope;
    expect(buckets.map(({ first, last, days, complete }) => ({ first, last, days, complete }))).toEqual([
      { first: '2025-05-20', last: '2025-05-31', days: 12, complete: true },
      { first: '2025-06-01', last: '2025-06-30', days: 30, complete: true },
      { first: '2025-07-01', last: '2025-07-31', days: 1, complete: false },
    ]);
    expect([whole.first, whole.last, whole.endsAt]).toEqual(['2025-05-20', '2025-07-31', '2025-07-01T04:00:00Z']);
  });

  it('may differ from that of the business', () => {
    const { period } = parse({
      period: { toDate: 'WEEK', timezone: 'America/New_York', weekStart: 'SUNDAY', fiscalYearStartMonth: 4 },
    }).scope;
    // In New York 30 June ends now.
    expect([`${period.from}`, `${period.to}`]).toEqual(['2025-06-29', '2025-06-30']);
    expect(period.calendar).toEqual({ timezone: 'America/New_York', weekStart: 'SUNDAY', fiscalYearStartMonth: 4 });
  });
});

it('orders by metrics and dimensions, descending unless told', () => {
  const { orderBy } = parse({
    by: ['CHANNEL', 'HOUR'],
    orderBy: [{ dimension: 'HOUR', direction: 'ASC' }, { metric: 'revenue' }],
  }).choices;
  expect(orderBy).toEqual([
    { kind: 'dimension', dimension: expect.objectContaining({ id: 'HOUR' }), position: 1, descending: false },
    { kind: 'number', number: { metric: 'REVENUE', compare: null, by: 'VALUE' }, descending: true },
  ]);
});

it('is frozen', () => {
  expect(Object.isFrozen(parse({}))).toBe(true);
});

describe('a page', () => {
  it('goes on where the cursor of the same question says', () => {
    const { hash } = parse({ by: ['CHANNEL'] });
    const after = writeCursor({ hash, version: '17', offset: 40 });
    const page = parse({ by: ['CHANNEL'], first: 20, after });
    expect([page.choices.first, page.choices.offset, page.cursorVersion]).toEqual([20, 40, '17']);
  });

  it('takes 1 to 50000 rows', () => {
    expect(parse({ first: 1 }).choices.first).toBe(1);
    expect(parse({ first: 50_000 }).choices.first).toBe(50_000);
  });

  it.each<[string, Partial<MetricQuestion>]>([
    ['other metrics', { metrics: ['ORDERS'] }],
    ['another order of metrics', { metrics: ['ORDERS', 'REVENUE'] }],
    ['another period', { period: { year: 2025, month: 4 } }],
    ['another zone', { period: { year: 2025, month: 3, timezone: 'UTC' } }],
    ['another grain', { grain: 'DAY' }],
    ['other dimensions', { by: ['CHANNEL'] }],
    ['a filter', { where: { dimension: 'CHANNEL', in: ['web'] } }],
    ['another order', { orderBy: [{ metric: 'REVENUE' }] }],
    ['other attributes', { attributes: 'CURRENT' }],
    ['no fill', { fill: false }],
    ['a comparison', { compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }] }],
    ['a window', { window: { cumulative: 'YEAR' } }],
    ['totals', { totals: 'ROLLUP' }],
    ['a condition on rows', { having: [{ metric: 'REVENUE', gt: 1 }] }],
    ['the top members', { by: ['CHANNEL'], top: { n: 1, metric: 'REVENUE' } }],
  ])('is of another question with %s', (_title, difference) => {
    const after = writeCursor({ hash: parse({}).hash, version: '17', offset: 40 });
    expect(messageOf({ ...difference, after })).toBe(
      'CURSOR_OF_OTHER_QUESTION: The cursor belongs to another question. Send a cursor with the arguments it was issued for, or leave `after` out to start again.',
    );
  });

  it('is of another question when "last 7 days" are other days', () => {
    const week: MetricQuestion = { ...march, period: { last: 7, unit: 'DAY' } };
    const hashAt = (instant: string) => parseQuestion(week, { settings, now: Temporal.Instant.from(instant) }).hash;
    expect(hashAt('2025-07-01T23:59:59+08:00')).toBe(hashAt('2025-07-01T00:00:01+08:00'));
    expect(hashAt('2025-07-02T00:00:01+08:00')).not.toBe(hashAt('2025-07-01T23:59:59+08:00'));
  });

  it('is of the same question whatever the size of the page and the order of its arguments', () => {
    const filter = { dimension: 'CHANNEL', in: ['web'] };
    const reversed = { in: ['web'], dimension: 'CHANNEL', notIn: null };
    expect(parse({ where: reversed, first: 7 }).hash).toBe(parse({ where: filter }).hash);
    expect(parse({ period: { month: 3, year: 2025, from: null } }).hash).toBe(parse({}).hash);
  });
});

describe('is refused', () => {
  it.each<[string, Partial<MetricQuestion>, string]>([
    [
      'no metric',
      { metrics: [] },
      'NO_METRIC: The question names no metric. Select at least one metric field; catalog lists them.',
    ],
    [
      'a metric that is none',
      { metrics: ['REVENEU'] },
      'UNKNOWN_METRIC: There is no metric REVENEU. Did you mean REVENUE?',
    ],
    [
      'a dimension that is none',
      { by: ['CHANEL'] },
      'UNKNOWN_DIMENSION: There is no dimension CHANEL. Did you mean CHANNEL?',
    ],
    [
      'a dimension twice',
      { by: ['CHANNEL', 'REGION', 'CHANNEL'] },
      'INVALID_ARGUMENT: The argument by is not valid: it names CHANNEL twice. Name each dimension once.',
    ],
    [
      'a grain that is none',
      { grain: 'MONT' },
      'INVALID_ARGUMENT: The argument grain is not valid: there is no MONT. Did you mean MONTH? It is one of DAY, WEEK, MONTH, QUARTER, YEAR.',
    ],
    [
      'attributes of another time',
      { attributes: 'YESTERDAY' },
      'INVALID_ARGUMENT: The argument attributes is not valid: there is no YESTERDAY. It is one of AT_EVENT, CURRENT.',
    ],
    [
      'totals that are none',
      { totals: 'GRANT' },
      'INVALID_ARGUMENT: The argument totals is not valid: there is no GRANT. Did you mean GRAND? It is one of NONE, GRAND, ROLLUP.',
    ],
    [
      'no row',
      { first: 0 },
      'INVALID_ARGUMENT: The argument first is not valid: 0 rows cannot be asked for. Give a whole number from 1 to 50000, and page with after.',
    ],
    [
      'half a row',
      { first: 1.5 },
      'INVALID_ARGUMENT: The argument first is not valid: 1.5 rows cannot be asked for. Give a whole number from 1 to 50000, and page with after.',
    ],
    [
      'too many rows',
      { first: 50_001 },
      'INVALID_ARGUMENT: The argument first is not valid: 50001 rows cannot be asked for. Give a whole number from 1 to 50000, and page with after.',
    ],
    [
      'an order by a metric that is none',
      { orderBy: [{ metric: 'REVENEU' }] },
      'UNKNOWN_METRIC: There is no metric REVENEU. Did you mean REVENUE?',
    ],
    [
      'an order by a metric that is refused',
      { metrics: ['REVENUE', 'CAC'], by: ['CITY'], orderBy: [{ metric: 'CAC' }] },
      'METRIC_NOT_SLICEABLE: The metric CAC cannot be sliced or filtered by CITY. It goes with: ACQUISITION_CHANNEL, ACQUISITION_CAMPAIGN.',
    ],
    [
      'an order by a dimension that is not sliced by',
      { by: ['CITY', 'HOUR'], orderBy: [{ metric: 'REVENUE' }, { dimension: 'REGION' }] },
      'INVALID_ARGUMENT: The argument orderBy[1] is not valid: the question is not by REGION. Order by a dimension of by: CITY, HOUR.',
    ],
    [
      'an order by both',
      { by: ['CITY'], orderBy: [{ metric: 'REVENUE', dimension: 'CITY' }] },
      'INVALID_ARGUMENT: The argument orderBy[0] is not valid: it names both a metric and a dimension, or neither. Give exactly one of metric and dimension.',
    ],
    [
      'an order by neither',
      { orderBy: [{}] },
      'INVALID_ARGUMENT: The argument orderBy[0] is not valid: it names both a metric and a dimension, or neither. Give exactly one of metric and dimension.',
    ],
    [
      'an order sideways',
      { orderBy: [{ metric: 'REVENUE', direction: 'UP' }] },
      'INVALID_ARGUMENT: The argument orderBy[0] is not valid: there is no UP. It is one of ASC, DESC.',
    ],
    [
      'a cursor of nobody',
      { after: 'page 2' },
      'INVALID_CURSOR: The cursor page 2 was not issued by this server. Send back the endCursor of the page before, or leave `after` out to start again.',
    ],
    [
      'a period that has not begun',
      { period: { year: 2026 } },
      'INVALID_PERIOD: The period starts on 2026-01-01, which has not begun. By the clock or asOf, today is 2025-07-01 in Asia/Shanghai; facts after now do not exist yet.',
    ],
  ])('%s', (_title, question, expected) => {
    expect(messageOf(question)).toBe(expected);
  });
});
