// From measures to rows: merged on their keys and filled. The measures are given by hand.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../../src/errors';
import { value } from '../evaluated';
import { answered, answeredAt, type Row, shown } from './assembled';

describe('merges', () => {
  it('measures of several families on the slice, none multiplying another', () => {
    const { rows } = answered(
      { metrics: ['CAC', 'REVENUE'], by: ['ACQUISITION_CHANNEL'] },
      [
        [0, ['web'], '90.0000'],
        [0, ['tv'], '50.0000'],
      ], // spend
      [
        [0, ['web'], '3'],
        [0, [null], '1'],
      ], // orders of new customers
      [
        [0, ['shop'], '12.5000', '2'],
        [0, ['web'], '7.5000', '4'],
      ], // transaction lines
      [[0, [], '20.0000', '6']],
    );
    expect(
      rows.map(({ keys, values }) => [
        keys[0]!.value,
        values.CAC!.value,
        values.CAC!.status,
        values.REVENUE!.exact,
        values.REVENUE!.share,
      ]),
    ).toEqual([
      ['shop', null, 'ZERO_DENOMINATOR', '12.5000', 62.5],
      ['tv', null, 'ZERO_DENOMINATOR', '0.0000', 0],
      ['web', 30, 'OK', '7.5000', 37.5],
      [null, 0, 'OK', '0.0000', 0],
    ]);
  });

  it('no two slices whose keys only look alike', () => {
    const { rows } = answered({ metrics: ['ORDERS'], by: ['CITY', 'REGION'] }, [
      [0, ['a,b', 'c'], '1'],
      [0, ['a', 'b,c'], '2'],
      [0, ['null', 'c'], '3'],
      [0, [null, 'c'], '4'],
      [0, ['', 'c'], '5'],
      [0, ['"a"', 'c'], '6'],
    ]);
    expect(shown(rows).map((row) => row.slice(1))).toEqual([
      ['', 'c', 5],
      ['"a"', 'c', 6],
      ['a', 'b,c', 2],
      ['a,b', 'c', 1],
      ['null', 'c', 3],
      [null, 'c', 4],
    ]);
  });
});

describe('a row', () => {
  it('says its period, slice and values', () => {
    const { rows } = answered({ metrics: ['ORDERS'], by: ['CHANNEL'], period: { toDate: 'MONTH' } }, [
      [0, ['web'], '4'],
    ]);
    expect(rows).toEqual([
      {
        period: {
          start: '2025-07-01',
          end: '2025-07-01',
          label: { en: '2025-07-01 – 2025-07-01', zh: '2025-07-01 至 2025-07-01' },
          complete: false,
        },
        level: 'DETAIL',
        rolledUp: [],
        periodRolledUp: false,
        keys: [{ dimension: 'CHANNEL', value: 'web' }],
        values: { ORDERS: value({ value: 4, exact: '4', n: 4 }) },
      },
    ]);
  });

  it('has the metrics that were not refused, in the order asked', () => {
    const { rows } = answered(
      { metrics: ['ORDERS', 'CHURN_RATE', 'REVENUE'], by: ['PRODUCT'] },
      [[0, ['tea'], '4']],
      [[0, ['tea'], '10.0000', '5']],
      [[0, [], '10.0000', '5']],
    );
    expect(Object.keys(rows[0]!.values)).toEqual(['ORDERS', 'REVENUE']);
  });

  it('is immature until 90 days after its bucket', () => {
    // 2 April 12:00 in Shanghai is 90 days before now.
    const days = { metrics: ['LEAD_CONVERSION_RATE'], grain: 'DAY', period: { from: '2025-03-31', to: '2025-04-03' } };
    const { rows } = answered(
      days,
      [0, 1, 2, 3].map((bucket): Row => [bucket, [], '20', '40']),
    );
    expect(rows.map(({ period, values }) => [period.start, values.LEAD_CONVERSION_RATE!.status])).toEqual([
      ['2025-03-31', 'OK'],
      ['2025-04-01', 'OK'],
      ['2025-04-02', 'IMMATURE'],
      ['2025-04-03', 'IMMATURE'],
    ]);
  });

  it('is mature when its 90 days are exactly over', () => {
    const day = { metrics: ['LEAD_CONVERSION_RATE'], period: { from: '2025-04-02', to: '2025-04-02' } };
    const statusAt = (instant: string) =>
      answeredAt(Temporal.Instant.from(instant), day, [[0, [], '20', '40']]).rows[0]!.values.LEAD_CONVERSION_RATE!
        .status;
    expect(statusAt('2025-07-01T23:59:59.999999+08:00')).toBe('IMMATURE');
    expect(statusAt('2025-07-02T00:00:00+08:00')).toBe('OK');
  });
});

describe('fills', () => {
  it('with a row where nothing happened at all', () => {
    expect(shown(answered({ metrics: ['ORDERS', 'REVENUE'] }, [], []).rows)).toEqual([['2025-01-01', 0, 0]]);
    expect(shown(answered({ metrics: ['NPS'], fill: false }, []).rows)).toEqual([['2025-01-01', null]]);
  });

  it('empty months', () => {
    expect(shown(answered({ metrics: ['ORDERS'], grain: 'MONTH' }, [[1, [], '4']]).rows)).toEqual([
      ['2025-01-01', 0],
      ['2025-02-01', 4],
      ['2025-03-01', 0],
    ]);
  });

  it('empty months of the members seen, of whichever metric', () => {
    const question = { metrics: ['ORDERS', 'NEW_CUSTOMERS'], grain: 'MONTH', by: ['CHANNEL'] };
    expect(shown(answered(question, [[1, ['web'], '4']], [[2, ['shop'], '1']]).rows)).toEqual([
      ['2025-01-01', 'shop', 0, 0],
      ['2025-01-01', 'web', 0, 0],
      ['2025-02-01', 'shop', 0, 0],
      ['2025-02-01', 'web', 4, 0],
      ['2025-03-01', 'shop', 0, 1],
      ['2025-03-01', 'web', 0, 0],
    ]);
  });

  it('nothing when told not to', () => {
    const question = { metrics: ['ORDERS'], grain: 'MONTH', by: ['CHANNEL'], fill: false };
    expect(
      shown(
        answered(question, [
          [2, ['web'], '4'],
          [1, ['shop'], '1'],
        ]).rows,
      ),
    ).toEqual([
      ['2025-02-01', 'shop', 1],
      ['2025-03-01', 'web', 4],
    ]);
    expect(answered({ metrics: ['ORDERS'], grain: 'MONTH', fill: false }, []).rows).toEqual([]);
  });

  it('no member that was not seen', () => {
    expect(answered({ metrics: ['ORDERS'], by: ['CHANNEL'] }, []).rows).toEqual([]);
    expect(answered({ metrics: ['ORDERS'], by: ['CHANNEL'], grain: 'MONTH' }, []).rows).toEqual([]);
  });

  it('no more than 200,000 rows', () => {
    const days = {
      metrics: ['ORDERS'],
      grain: 'DAY',
      by: ['CUSTOMER'],
      period: { from: '2024-01-01', to: '2024-04-09' },
    };
    const customers = (count: number): Row[] =>
      Array.from({ length: count }, (_, index) => [index % 100, [`c${index}`], '1']);
    // 100 days
    expect(answered({ ...days, first: 10 }, customers(2000)).groupCount).toBe(200_000);
    const tooMany = () => answered({ ...days, first: 10 }, customers(2001));
    expect(tooMany).toThrow(UserError);
    expect(tooMany).toThrow(
      'The question has 200100 groups, more than the limit of 200000. Ask for fewer dimensions, a coarser grain, a shorter period or a filter.',
    );
    expect(answered({ ...days, first: 10, fill: false }, customers(2001)).groupCount).toBe(2001);
  });
});
