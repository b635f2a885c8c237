// Filters as a caller writes them, and the checked tree they mean; everything else is refused with its place.
import { UserError, UserErrors } from '../../src/errors';
import {
  asksForNothing,
  dimensionsOfFilter,
  type Filter,
  type FilterArguments,
  hasCondition,
  type MemberTest,
  parseFilter,
} from '../../src/model/filters';

const test = (dimension: string, ...tests: readonly MemberTest[]): Filter => ({ kind: 'test', dimension, tests });
const inMembers = (dimension: string, ...members: string[]) => test(dimension, { kind: 'in', members });

describe('means', () => {
  it.each<[string, FilterArguments, Filter]>([
    ['one member', { dimension: 'CHANNEL', in: ['web'] }, inMembers('CHANNEL', 'web')],
    ['several', { dimension: 'CHANNEL', in: ['web', 'shop'] }, inMembers('CHANNEL', 'web', 'shop')],
    ['none of several', { dimension: 'CHANNEL', notIn: ['web'] }, test('CHANNEL', { kind: 'notIn', members: ['web'] })],
    [
      'members once, and where each stood first',
      { dimension: 'CHANNEL', in: ['web', 'web', 'shop', 'web', 'shop', 'app'] },
      test('CHANNEL', { kind: 'in', members: ['web', 'shop', 'app'], positions: [0, 2, 5] }),
    ],
    [
      'a hundred thousand times the same',
      { dimension: 'CHANNEL', notIn: Array.from({ length: 100_000 }, () => 'web') },
      test('CHANNEL', { kind: 'notIn', members: ['web'], positions: [0] }),
    ],
    ['contains', { dimension: 'CITY', contains: 'shan' }, test('CITY', { kind: 'contains', text: 'shan' })],
    [
      'contains nothing: every known member',
      { dimension: 'CITY', contains: '' },
      test('CITY', { kind: 'contains', text: '' }),
    ],
    ['isNull', { dimension: 'REGION', isNull: true }, test('REGION', { kind: 'isNull' })],
    ['isNull false is known', { dimension: 'REGION', isNull: false }, test('REGION', { kind: 'isKnown' })],
    [
      'a bound of months',
      { dimension: 'COHORT_MONTH', gte: '2024-01' },
      test('COHORT_MONTH', { kind: 'order', operator: 'gte', bound: '2024-01' }),
    ],
    ['a bound of hours', { dimension: 'HOUR', lt: '9' }, test('HOUR', { kind: 'order', operator: 'lt', bound: '9' })],
    [
      'operators beside each other all hold',
      { dimension: 'HOUR', gte: '9', lte: '17', notIn: ['12'] },
      test(
        'HOUR',
        { kind: 'notIn', members: ['12'] },
        { kind: 'order', operator: 'gte', bound: '9' },
        { kind: 'order', operator: 'lte', bound: '17' },
      ),
    ],
    [
      'gt and lt',
      { dimension: 'WEEKDAY', gt: '1', lt: '7' },
      test('WEEKDAY', { kind: 'order', operator: 'gt', bound: '1' }, { kind: 'order', operator: 'lt', bound: '7' }),
    ],
    [
      'branches in branches',
      {
        any: [
          {
            all: [
              { dimension: 'CHANNEL', in: ['web'] },
              { dimension: 'TAG', in: ['vip'] },
            ],
          },
          { not: { dimension: 'GENDER', in: ['F'] } },
        ],
      },
      {
        kind: 'any',
        of: [
          { kind: 'all', of: [inMembers('CHANNEL', 'web'), inMembers('TAG', 'vip')] },
          { kind: 'not', of: inMembers('GENDER', 'F') },
        ],
      },
    ],
    ['nothing: everything', {}, { kind: 'all', of: [] }],
    ['nothing but nulls', { all: null, not: null, dimension: null, gte: null }, { kind: 'all', of: [] }],
    ['all of nothing: everything', { all: [] }, { kind: 'all', of: [] }],
    ['any of nothing: nothing', { any: [] }, { kind: 'any', of: [] }],
    ['in no member: nothing', { dimension: 'CHANNEL', in: [] }, inMembers('CHANNEL')],
    ['not in no member: everything', { dimension: 'TAG', notIn: [] }, test('TAG', { kind: 'notIn', members: [] })],
    [
      'a condition on customers, as it was given',
      { not: { metric: { metric: 'ORDERS', gte: 2 } } },
      {
        kind: 'not',
        of: { kind: 'condition', path: 'where.not.metric', within: [], condition: { metric: 'ORDERS', gte: 2 } },
      },
    ],
    [
      'null is as good as absent',
      { all: null, any: null, not: null, dimension: 'CHANNEL', in: ['web'], notIn: null, isNull: null, gte: null },
      inMembers('CHANNEL', 'web'),
    ],
    ['a bound of tags', { dimension: 'TAG', lt: 'vip' }, test('TAG', { kind: 'order', operator: 'lt', bound: 'vip' })],
    ['an age band', { dimension: 'AGE_BAND', in: ['under 18'] }, inMembers('AGE_BAND', 'under 18')],
    [
      'any text, as it is',
      { dimension: 'CITY', in: [`'; --`, '%', '\\', ''] },
      inMembers('CITY', `'; --`, '%', '\\', ''),
    ],
  ])('%s', (_title, given, expected) => {
    expect(parseFilter(given)).toEqual(expected);
  });
});

const messageOf = (given: FilterArguments): string => {
  try {
    return JSON.stringify(parseFilter(given));
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
};

describe('is refused', () => {
  it.each<[string, FilterArguments, string]>([
    [
      'an empty filter inside another',
      { not: {} },
      'The filter at where.not is not valid: it has no branch. Give exactly one of all, any, not, segment, metric, dimension; nest with all or any.',
    ],
    [
      'a list that was not filled in',
      { dimension: 'CHANNEL', in: null, contains: 'w' },
      'The filter at where is not valid: in is null. Give a list of members, or leave in out; isNull asks for those without one.',
    ],
    [
      'a list that was not filled in and nothing else',
      { in: null },
      'The filter at where is not valid: in is null. Give a list of members, or leave in out; isNull asks for those without one.',
    ],
    [
      'two branches',
      { dimension: 'CHANNEL', in: ['web'], all: [{ dimension: 'TAG', in: ['vip'] }] },
      'The filter at where is not valid: it has all and dimension at once. Give exactly one of all, any, not, segment, metric, dimension; nest with all or any.',
    ],
    [
      'an operator beside a branch',
      { all: [{ dimension: 'CHANNEL', in: ['web'] }], in: ['shop'] },
      'The filter at where is not valid: in has no dimension. Name the dimension beside its operators.',
    ],
    [
      'an operator alone',
      { in: ['web'] },
      'The filter at where is not valid: it has no branch. Give exactly one of all, any, not, segment, metric, dimension; nest with all or any.',
    ],
    [
      'a dimension alone',
      { dimension: 'CHANNEL' },
      'The filter at where is not valid: CHANNEL has no operator. Give one or more of in, notIn, contains, gte, gt, lte, lt, isNull.',
    ],
    [
      'a wrong filter deep within, by its path',
      { all: [{ dimension: 'CHANNEL', in: ['web'] }, { any: [{ not: { dimension: 'TAG', notIn: ['\0'] } }] }] },
      'The filter at where.all[1].any[0].not is not valid: notIn holds a NUL character. No member has one.',
    ],
    [
      'an hour in words',
      { dimension: 'HOUR', in: ['nine'] },
      `HOUR has no member "nine". Its members are ${Array.from({ length: 24 }, (_, hour) => hour).join(', ')}.`,
    ],
    [
      'an hour that no day has',
      { dimension: 'HOUR', notIn: ['23', '24'] },
      `HOUR has no member "24". Its members are ${Array.from({ length: 24 }, (_, hour) => hour).join(', ')}.`,
    ],
    [
      'an eighth weekday',
      { dimension: 'WEEKDAY', in: ['8'] },
      'WEEKDAY has no member "8". Its members are 1, 2, 3, 4, 5, 6, 7.',
    ],
    [
      'a buyer type in small letters',
      { dimension: 'BUYER_TYPE', in: ['new'] },
      'BUYER_TYPE has no member "new". Did you mean NEW? Its members are NEW, RETURNING.',
    ],
    [
      'a kind of interaction that the load format does not have',
      { dimension: 'INTERACTION_KIND', in: ['complain'] },
      'INTERACTION_KIND has no member "complain". Did you mean complaint? Its members are lead, touch, inquiry, ticket, complaint, survey, login, visit, content_view, event, click, impression, referral, retention_offer, stage.',
    ],
    [
      'a cohort that is no month',
      { dimension: 'COHORT_MONTH', in: ['2025-13'] },
      'The filter at where is not valid: COHORT_MONTH has no member "2025-13". Its members are months, YYYY-MM.',
    ],
    [
      'a bound of cohorts that is no month',
      { dimension: 'COHORT_MONTH', gte: '2025' },
      'The filter at where is not valid: gte of COHORT_MONTH is "2025". Give a month, YYYY-MM.',
    ],
    [
      'a negative weekday',
      { dimension: 'WEEKDAY', gte: '-1' },
      'The filter at where is not valid: gte of WEEKDAY is "-1". Give a whole number.',
    ],
    [
      'an age band that is none',
      { dimension: 'AGE_BAND', in: ['20-30'] },
      'AGE_BAND has no member "20-30". Did you mean 25-34? Its members are under 18, 18-24, 25-34, 35-44, 45-54, 55 and over.',
    ],
    [
      'an order of age bands',
      { dimension: 'AGE_BAND', gte: '18-24' },
      'The filter at where is not valid: AGE_BAND has no order. Use in.',
    ],
    [
      'a text within an hour',
      { dimension: 'HOUR', contains: '1' },
      'The filter at where is not valid: HOUR has no text to search. Use in.',
    ],
    [
      'a NUL within a member',
      { dimension: 'CITY', in: ['a\0b'] },
      'The filter at where is not valid: in holds a NUL character. No member has one.',
    ],
    [
      'a NUL within a bound',
      { dimension: 'CITY', gt: '\0' },
      'The filter at where is not valid: gt holds a NUL character. No member has one.',
    ],
    [
      'a NUL within a text to search',
      { dimension: 'CITY', contains: '\0' },
      'The filter at where is not valid: contains holds a NUL character. No member has one.',
    ],
    [
      'a dimension that is none',
      { not: { dimension: 'CHANEL', in: ['web'] } },
      'There is no dimension CHANEL. Did you mean CHANNEL?',
    ],
  ])('%s', (_title, given, expected) => {
    expect(messageOf(given)).toBe(expected);
  });

  it('more than 20 levels', () => {
    const nested = (levels: number): FilterArguments =>
      levels === 0 ? { dimension: 'CHANNEL', in: ['web'] } : { not: nested(levels - 1) };
    expect(messageOf(nested(20))).toMatch(/^\{"kind":"not"/);
    expect(messageOf(nested(21))).toBe(
      `The filter at where${'.not'.repeat(21)} is not valid: it is nested more than 20 deep. Flatten it with all and any.`,
    );
  });
});

it('names its dimensions once each', () => {
  const filter = parseFilter({
    any: [
      { dimension: 'CHANNEL', in: ['web'] },
      { all: [{ dimension: 'TAG', in: ['vip'] }, { not: { dimension: 'CHANNEL', isNull: true } }] },
    ],
  });
  expect(dimensionsOfFilter(filter)).toEqual(['CHANNEL', 'TAG']);
  expect(dimensionsOfFilter(null)).toEqual([]);
});

describe('a saved segment', () => {
  const north: FilterArguments = { dimension: 'REGION', in: ['north'] };
  const segments = new Map<string, FilterArguments>([
    ['everyone', {}],
    ['north', north],
    ['rest', { all: [{ not: { segment: 'north' } }, { dimension: 'TAG', in: ['vip'] }] }],
    ['regulars', { metric: { metric: 'ORDERS', gte: 2, where: north } }],
    ['broken', { any: [{}] }],
  ]);
  const of = (where: FilterArguments): Filter => parseFilter(where, segments);

  it('is what it stands for, which knows whose it is: the innermost', () => {
    expect(of({ any: [north, { segment: 'rest' }] })).toEqual({
      kind: 'any',
      of: [
        inMembers('REGION', 'north'),
        {
          kind: 'all',
          of: [
            { kind: 'not', of: { ...inMembers('REGION', 'north'), segment: 'north' } },
            { ...inMembers('TAG', 'vip'), segment: 'rest' },
          ],
        },
      ],
    });
    expect(of({ segment: 'regulars' })).toMatchObject({ path: 'segment regulars.metric', within: ['regulars'] });
    expect(parseFilter(north, segments, 'segment regulars.metric.where', ['regulars'])).toEqual({
      ...inMembers('REGION', 'north'),
      segment: 'regulars',
    });
  });

  it('may be everyone, and is refused by its name', () => {
    expect(of({ segment: 'everyone' })).toEqual({ kind: 'all', of: [] });
    expect(() => of({ segment: 'broken' })).toThrow(
      'The filter at segment broken.any[0] is not valid: it has no branch.',
    );
  });
});

it('asks for nothing when it is made of nothing', () => {
  const asks = (where: FilterArguments): boolean => !asksForNothing(parseFilter(where));
  expect([{}, { all: [] }, { all: [{ all: [] }, { all: [] }] }].map(asks)).toEqual([false, false, false]);
  expect([{ any: [] }, { not: { any: [] } }, { dimension: 'TAG', notIn: [] }].map(asks)).toEqual([true, true, true]);
});

it('knows whether it has a condition on customers', () => {
  const regulars: FilterArguments = { metric: { metric: 'ORDERS', gte: 2 } };
  const north: FilterArguments = { dimension: 'REGION', in: ['north'] };
  const has = (where: FilterArguments): boolean => hasCondition(parseFilter(where));
  expect([regulars, { not: regulars }, { any: [north, { all: [regulars] }] }].map(has)).toEqual([true, true, true]);
  expect([north, { not: north }, { all: [] }].map(has)).toEqual([false, false, false]);
  expect(dimensionsOfFilter(parseFilter({ all: [north, regulars] }))).toEqual(['REGION']);
});

it('tells of a member that is listed twice where it stands first', () => {
  const told = () => parseFilter({ dimension: 'GENDER', in: ['F', 'F', 'G', 'G', 'H'] });
  expect(told).toThrow(UserErrors);
  const places = (): unknown => {
    try {
      return told();
    } catch (error) {
      return (error as UserErrors).errors.map(({ argument, code }) => [argument, code]);
    }
  };
  expect(places()).toEqual([
    ['where.in[2]', 'UNKNOWN_MEMBER'],
    ['where.in[4]', 'UNKNOWN_MEMBER'],
  ]);
});
