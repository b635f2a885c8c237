// How a row scope is read: what it may name, and what is said of one that cannot be meant.
import { parseRowScope, scopeDimensions } from '../../src/auth/row-scope';
import { UserError } from '../../src/errors';

const faultOf = (given: unknown): readonly [string, string] => {
  try {
    return ['no fault', JSON.stringify(parseRowScope(given))];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.code, `${error.argument}: ${error.sentence}`];
  }
};

test('a condition on what is stored of customers', () => {
  expect(parseRowScope({ dimension: 'REGION', in: ['West'] })).toEqual({
    kind: 'customers',
    filter: { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['West'] }] },
  });
  expect(
    parseRowScope({ all: [{ dimension: 'TAG', notIn: ['vip'] }, { not: { dimension: 'CITY', isNull: true } }] }),
  ).toEqual({
    kind: 'customers',
    filter: {
      kind: 'all',
      of: [
        { kind: 'test', dimension: 'TAG', tests: [{ kind: 'notIn', members: ['vip'] }] },
        { kind: 'not', of: { kind: 'test', dimension: 'CITY', tests: [{ kind: 'isNull' }] } },
      ],
    },
  });
  expect(scopeDimensions).toEqual([
    'ACQUISITION_CHANNEL', 'COUNTRY', 'REGION', 'CITY', 'INDUSTRY', 'COMPANY_SIZE', 'GENDER', 'TAG',
    'ACQUISITION_CAMPAIGN',
  ]); // biome-ignore format: one list
});

test.each([
  [null, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it is no object.'],
  ['{"dimension":"REGION"}', 'INVALID_FILTER', 'scope: The filter at scope is not valid: it is no object.'],
  [[], 'INVALID_FILTER', 'scope: The filter at scope is not valid: it is no object.'],
  [{}, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it asks for nothing.'],
  [{ all: [] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it asks for nothing.'],
  [{ all: [{ all: [] }] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it asks for nothing.'],
  [{ dimension: 'REGION' }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: REGION has no operator.'],
  [{ dimension: 'REGION', in: [] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: in lists no member.'],
  [{ not: { dimension: 'REGION', notIn: [] } }, 'INVALID_FILTER', 'scope.not: The filter at scope.not is not valid: notIn lists no member.'],
  [{ dimension: 'REGION', in: ['\ud800'] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: a text in it holds a character that cannot be stored.'],
  [{ dimension: 'REGION', in: 'West' }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: in is no list of texts.'],
  [{ dimension: 'REGION', in: [1] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: in is no list of texts.'],
  [{ dimension: 'REGION', in: null }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: in is no list of texts.'],
  [{ dimension: 'REGION', isNull: 'no' }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: isNull is no true or false.'],
  [{ dimension: 'REGION', in: ['a\0'] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: a text in it holds a character that cannot be stored.'],
  [{ dimension: 'REGION', In: ['West'] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: there is no In in a filter.'],
  [{ region: ['West'] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: there is no region in a filter.'],
  [{ dimension: 'REGOIN', in: ['West'] }, 'UNKNOWN_DIMENSION', 'scope.dimension: There is no dimension REGOIN.'],
  [{ any: [{ dimension: 'TIER', in: ['GOLD'] }] }, 'INVALID_FILTER', 'scope.any[0].dimension: The filter at scope.any[0].dimension is not valid: TIER is no attribute of customers that is stored.'],
  [{ dimension: 'AGE_BAND', in: ['18-24'] }, 'INVALID_FILTER', 'scope.dimension: The filter at scope.dimension is not valid: AGE_BAND is no attribute of customers that is stored.'],
  [{ dimension: 'CUSTOMER', in: ['C-1'] }, 'INVALID_FILTER', 'scope.dimension: The filter at scope.dimension is not valid: CUSTOMER is no attribute of customers that is stored.'],
  [{ dimension: 'CHANNEL', in: ['web'] }, 'INVALID_FILTER', 'scope.dimension: The filter at scope.dimension is not valid: CHANNEL is no attribute of customers that is stored.'],
  [{ not: { segment: 'vip' } }, 'INVALID_FILTER', 'scope.not: The filter at scope.not is not valid: it rests on a segment, which changes without the customer.'],
  [{ metric: { metric: 'REVENUE', gte: 1 } }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it rests on a metric, which changes without the customer.'],
  [{ dimension: 'REGION', in: ['West'], all: [] }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it has all and dimension at once.'],
  [{ dimension: 'GENDER', in: ['W'] }, 'UNKNOWN_MEMBER', 'scope.in[0]: GENDER has no member "W".'],
  [{ any: Array.from({ length: 200 }, () => ({ dimension: 'REGION', in: ['West'] })) }, 'INVALID_FILTER', 'scope.any[199]: The filter at scope.any[199] is not valid: it has more than 200 parts.'],
  [{ dimension: 'REGION', in: Array.from({ length: 2_001 }, String) }, 'INVALID_FILTER', 'scope: The filter at scope is not valid: it lists more than 2000 members.'],
])('%j is refused', (given, code, words) => {
  expect(faultOf(given)).toEqual([code, words]);
}); // biome-ignore format: a scope a line

test('nested deeper than a filter may be, it is refused', () => {
  let scope: object = { dimension: 'REGION', in: ['West'] };
  for (let depth = 0; depth < 25; depth += 1) scope = { not: scope };
  expect(faultOf(scope)[1]).toMatch(/it is nested more than 20 deep/);
});
