// A row scope as it is written: a filter on what customers are. Everything else is refused, and nothing is passed over.
import { parseRowScope } from '../../src/auth/row-scope';
import { UserError } from '../../src/errors';

const codeOf = (scope: unknown): string => {
  try {
    parseRowScope(scope);
  } catch (error) {
    return error instanceof UserError ? error.code : String(error);
  }
  return 'accepted';
};

test('is a filter on attributes of customers', () => {
  expect(
    parseRowScope({
      all: [
        {
          any: [
            { dimension: 'REGION', in: ['North', 'West'] },
            { dimension: 'TAG', in: ['vip'] },
          ],
        },
        { not: { dimension: 'COUNTRY', isNull: true } },
      ],
    }),
  ).toEqual({
    kind: 'customers',
    filter: {
      kind: 'all',
      of: [
        {
          kind: 'any',
          of: [
            { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['North', 'West'] }] },
            { kind: 'test', dimension: 'TAG', tests: [{ kind: 'in', members: ['vip'] }] },
          ],
        },
        { kind: 'not', of: { kind: 'test', dimension: 'COUNTRY', tests: [{ kind: 'isNull' }] } },
      ],
    },
  });
});

const nested = (levels: number): unknown =>
  levels === 0 ? { dimension: 'REGION', in: ['North'] } : { not: nested(levels - 1) };

test.each<[string, unknown, string]>([
  ['nothing', null, 'INVALID_FILTER'],
  ['a text', 'everything', 'INVALID_FILTER'],
  ['a list', [], 'INVALID_FILTER'],
  ['an empty filter', {}, 'INVALID_FILTER'],
  ['all of nothing', { all: [] }, 'INVALID_FILTER'],
  ['no members', { dimension: 'REGION', in: [] }, 'INVALID_FILTER'],
  ['a member alone', { dimension: 'REGION', in: 'North' }, 'INVALID_FILTER'],
  ['a number', { dimension: 'REGION', in: [1] }, 'INVALID_FILTER'],
  ['null', { dimension: 'REGION', in: null }, 'INVALID_FILTER'],
  ['a word that is none', { dimension: 'REGION', in: ['North'], nott: {} }, 'INVALID_FILTER'],
  ['two branches', { dimension: 'REGION', in: ['North'], all: [nested(0)] }, 'INVALID_FILTER'],
  ['no operator', { dimension: 'REGION' }, 'INVALID_FILTER'],
  ['a dimension that is none', { dimension: 'REGOIN', in: ['North'] }, 'UNKNOWN_DIMENSION'],
  ['a member that is none', { dimension: 'GENDER', in: ['Q'] }, 'UNKNOWN_MEMBER'],
  ['a segment', { segment: 'vip' }, 'INVALID_FILTER'],
  ['a condition', { metric: { metric: 'REVENUE', gte: 1 } }, 'INVALID_FILTER'],
  ['a person', { dimension: 'CUSTOMER', in: ['C-1'] }, 'INVALID_FILTER'],
  ['a dimension of facts', { dimension: 'CHANNEL', in: ['web'] }, 'INVALID_FILTER'],
  ['a judgement', { dimension: 'TIER', in: ['GOLD'] }, 'INVALID_FILTER'],
  ['21 levels', nested(21), 'INVALID_FILTER'],
  ['a thousand levels', nested(1_000), 'INVALID_FILTER'],
])('%s is refused', (_, scope, code) => {
  expect(codeOf(scope)).toBe(code);
});
