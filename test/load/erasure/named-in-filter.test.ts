// A saved filter without a person holds of whom it held of, but for the person.
import { namesPerson, withoutPerson } from '../../../src/load/erasure/named-in-filter';

test.each([
  ['in', { dimension: 'CUSTOMER', in: ['a', 'b'] }, { dimension: 'CUSTOMER', in: ['b'] }],
  // A filter of no member would be no filter.
  ['in alone', { dimension: 'CUSTOMER', in: ['a'] }, { dimension: 'CUSTOMER', in: ['(erased)'] }],
  ['notIn', { dimension: 'CUSTOMER', notIn: ['a', 'b', 'a'] }, { dimension: 'CUSTOMER', notIn: ['b'] }],
  ['contains', { dimension: 'CUSTOMER', contains: 'a' }, { dimension: 'CUSTOMER', contains: '(erased)' }],
  [
    'deep in a condition',
    { not: { all: [{ metric: { metric: 'REVENUE', gte: 1, where: { dimension: 'CUSTOMER', in: ['a', 'c'] } } }] } },
    { not: { all: [{ metric: { metric: 'REVENUE', gte: 1, where: { dimension: 'CUSTOMER', in: ['c'] } } }] } },
  ],
])('%s', (_, filter, expected) => {
  expect(withoutPerson(filter, ['a'])).toEqual(expected);
  expect(namesPerson(filter, ['a'])).toBe(true);
});

test.each([
  { dimension: 'REGION', in: ['a'] },
  { dimension: 'CUSTOMER', in: ['ab'] },
  { dimension: 'CUSTOMER', isNull: true },
  { segment: 'a' },
  {},
])('what does not name the person stays as it is: %j', (filter) => {
  expect(withoutPerson(filter, ['a'])).toEqual(filter);
  expect(namesPerson(filter, ['a'])).toBe(false);
});
