// An address of /graphql has one reading: what it asks, or why it is refused.
import { addressOf, readAddress } from '../../../src/server/routes/read-address';

test.each([
  ['/graphql', {}],
  ['/graphql?', {}],
  ['/graphql?query=%7B+a%20%7D%23&operationName=', { query: '{ a }#', operationName: '' }],
  ['http://localhost/graphql?query=a?query=b', { query: 'a?query=b' }],
  ['/graphql?query=a&other=1&other=2&Query=b', { query: 'a' }],
  ['/graphql?documentId=a&extensions=%7B%7D&variables=%7B%7D', { documentId: 'a', extensions: '{}', variables: '{}' }],
])('%s', (address, asked) => {
  expect(readAddress(address)).toEqual({ refusal: null, asked });
  expect(readAddress(addressOf(asked))).toEqual({ refusal: null, asked });
});

test('is written so that it has no other', () => {
  expect(addressOf({ query: '{ a(b: "%23&query=#") }' })).toBe(
    '/graphql?query=%7B+a%28b%3A+%22%2523%26query%3D%23%22%29+%7D',
  );
  expect(addressOf({})).toBe('/graphql');
});

test.each([
  ['/graphql?query=a#&query=b', 'The address has a #, which no request has: write it as %23.'],
  ['/graphql#?query=a', 'The address has a #, which no request has: write it as %23.'],
  ['/graphql?query=a%23%ZZ', 'The address has a percent sign that begins no character.'],
  ['/graphql?query=%E5%8C', 'The address has a percent sign that begins no character.'],
  ['/graphql?query=a&query=b', 'The address has the parameter query more than once.'],
  ['/graphql?variables=a&query=b&variables=', 'The address has the parameter variables more than once.'],
  ['/graphql?documentId=a&%64ocumentId=b', 'The address has the parameter documentId more than once.'],
])('%s is refused', (address, message) => {
  expect(readAddress(address)).toEqual({ refusal: { status: 400, code: 'BAD_REQUEST', message } });
});
