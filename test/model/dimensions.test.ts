// The dimensions, how their members are ordered, and which of them belong to the customer.
import {
  ageBands,
  compareCodePoints,
  compareMembers,
  dimensionOf,
  dimensions,
  findDimension,
} from '../../src/model/dimensions';
import { customerDimensions } from '../../src/model/member-places';

const sorted = (dimension: string, members: readonly (string | null)[]) =>
  [...members].sort((left, right) => compareMembers(dimensionOf(dimension), left, right));

it('are these', () => {
  expect(dimensions.map(({ id }) => id)).toEqual([
    'CHANNEL',
    'CHANNEL_CATEGORY',
    'ACQUISITION_CHANNEL',
    'PRODUCT',
    'PRODUCT_CATEGORY',
    'AGENT',
    'TEAM',
    'DEPARTMENT',
    'CAMPAIGN',
    'INTERACTION_KIND',
    'AGENT_ROLE',
    'TRANSACTION_KIND',
    'BUYER_TYPE',
    'TOPIC',
    'OUTCOME',
    'COUNTRY',
    'REGION',
    'CITY',
    'INDUSTRY',
    'COMPANY_SIZE',
    'GENDER',
    'AGE_BAND',
    'TAG',
    'ACQUISITION_CAMPAIGN',
    'CHURN_REASON',
    'COHORT_MONTH',
    'WEEKDAY',
    'HOUR',
    'CUSTOMER',
    'TIER',
    'LIFECYCLE_STAGE',
    'HEALTH_BAND',
    'RISK_BAND',
    'RFM_SEGMENT',
    'RFM_RECENCY',
    'RFM_FREQUENCY',
    'RFM_MONETARY',
    'NPS_GROUP',
    'LEAD_SCORE_BAND',
  ]);
});

it('are described in both languages', () => {
  expect(
    dimensions.filter(
      ({ label, description }) =>
        !/^[A-Z]/.test(label.en) ||
        !/\p{Script=Han}/u.test(label.zh) ||
        !/^[A-Z].+\.$/.test(description.en) ||
        !/\p{Script=Han}.*。$/u.test(description.zh),
    ),
  ).toEqual([]);
  const labels = dimensions.map(({ label }) => label.en);
  expect(new Set(labels).size).toBe(labels.length);
});

it('are found by their enum value only', () => {
  expect(findDimension('CHANNEL')?.label).toEqual({ en: 'Channel', zh: '渠道' });
  for (const name of ['channel', 'Channel', '', 'CHANNEL ', '__proto__', 'constructor'])
    expect(findDimension(name)).toBeUndefined();
  expect(() => dimensionOf('CHANEL')).toThrow('no dimension CHANEL');
});

it('belong to the customer or to the fact', () => {
  expect(customerDimensions).toEqual([
    'ACQUISITION_CHANNEL',
    'COUNTRY',
    'REGION',
    'CITY',
    'INDUSTRY',
    'COMPANY_SIZE',
    'GENDER',
    'AGE_BAND',
    'TAG',
    'ACQUISITION_CAMPAIGN',
    'CHURN_REASON',
    'COHORT_MONTH',
    'CUSTOMER',
    'TIER',
    'LIFECYCLE_STAGE',
    'HEALTH_BAND',
    'RISK_BAND',
    'RFM_SEGMENT',
    'RFM_RECENCY',
    'RFM_FREQUENCY',
    'RFM_MONETARY',
    'NPS_GROUP',
    'LEAD_SCORE_BAND',
  ]);
});

describe('members are ordered', () => {
  it('as numbers, where they are numbers', () => {
    expect(sorted('HOUR', ['10', '9', null, '0', '23'])).toEqual(['0', '9', '10', '23', null]);
    expect(sorted('WEEKDAY', ['7', '1'])).toEqual(['1', '7']);
  });

  it('from the best judgement to the worst', () => {
    expect(sorted('TIER', ['BRONZE', 'GOLD', null, 'SILVER', 'PLATINUM'])).toEqual([
      'PLATINUM',
      'GOLD',
      'SILVER',
      'BRONZE',
      null,
    ]);
    expect(sorted('LIFECYCLE_STAGE', ['LOST', 'NEW', 'DORMANT', 'LEAD', 'ACTIVE'])).toEqual([
      'LEAD',
      'NEW',
      'ACTIVE',
      'DORMANT',
      'LOST',
    ]);
    expect(sorted('RISK_BAND', ['HIGH', 'LOW', 'MEDIUM'])).toEqual(['LOW', 'MEDIUM', 'HIGH']);
    expect(sorted('LEAD_SCORE_BAND', ['LOW', 'MEDIUM', 'HIGH'])).toEqual(['HIGH', 'MEDIUM', 'LOW']);
    expect(sorted('RFM_RECENCY', [null, '5', '1', '3'])).toEqual(['1', '3', '5', null]);
  });

  it('by age', () => {
    expect(sorted('AGE_BAND', [null, '55 and over', '18-24', 'under 18', '35-44', '25-34', '45-54'])).toEqual([
      'under 18',
      '18-24',
      '25-34',
      '35-44',
      '45-54',
      '55 and over',
      null,
    ]);
  });

  it('by code point, whatever the language', () => {
    expect(sorted('CITY', ['ä', 'b', null, 'Z', '上海', 'a', '', 'ab'])).toEqual([
      '',
      'Z',
      'a',
      'ab',
      'b',
      'ä',
      '上海',
      null,
    ]);
    // U+FF21 stands before U+1F600 although its UTF-16 code units are greater.
    expect(sorted('CITY', ['😀', 'Ａ'])).toEqual(['Ａ', '😀']);
  });
});

it.each<[string, string, number]>([
  ['', '', 0],
  ['', 'a', -1],
  ['a', '', 1],
  ['a', 'a', 0],
  ['a', 'ab', -1],
  ['ab', 'a', 1],
  ['Ａ', '😀', -1],
  ['😀a', '😀b', -1],
])('compares %j and %j as %d', (left, right, expected) => {
  expect(Math.sign(compareCodePoints(left, right))).toBe(expected);
});

it('labels members whose value is a code', () => {
  expect(dimensionOf('WEEKDAY').memberLabels?.['1']).toEqual({ en: 'Monday', zh: '星期一' });
  expect(Object.keys(dimensionOf('WEEKDAY').memberLabels!)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(dimensionOf('BUYER_TYPE').memberLabels).toEqual({
    NEW: { en: 'New', zh: '新买家' },
    RETURNING: { en: 'Returning', zh: '老买家' },
  });
  expect(Object.keys(dimensionOf('GENDER').memberLabels!)).toEqual(['F', 'M', 'X']);
  expect(dimensionOf('CITY').memberLabels).toBeUndefined();
});

it('has one more age band than bounds between them', () => {
  expect(ageBands.bounds).toEqual([18, 25, 35, 45, 55]);
  expect(ageBands.members).toHaveLength(6);
});
