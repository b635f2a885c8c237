// What a label may be is on a closed list; whatever is not is counted under the list's last word.
import { listed, operations, refusalCode, routeLabel, statusClass, whose } from '../../src/telemetry/label-values';

test.each([
  ['/graphql', '/graphql'],
  ['/segments/:name/customers.csv', '/segments/:name/customers.csv'],
  ['/', 'page'],
  ['/playground/graphiql/4.1.2/graphiql.min.js', 'page'],
  ['/livez', '/livez'],
  ['/metrics', '/metrics'],
  ['/somewhere/new', 'other'],
  [undefined, 'other'],
])('the route %s is told as %s', (pattern, label) => {
  expect(routeLabel(pattern)).toBe(label);
});

test.each([
  [200, '2xx'],
  [304, '3xx'],
  [404, '4xx'],
  [503, '5xx'],
])('the status %d is told as %s', (status, label) => {
  expect(statusClass(status)).toBe(label);
});

test('codes of our own, of graphql and of HTTP are told, others together', () => {
  expect(
    ['UNKNOWN_METRIC', 'GRAPHQL_PARSE_FAILED', 'NOT_FOUND', 'INTERNAL_ERROR', '<script>', ''].map(refusalCode),
  ).toEqual(['UNKNOWN_METRIC', 'GRAPHQL_PARSE_FAILED', 'NOT_FOUND', 'INTERNAL_ERROR', 'OTHER', 'OTHER']);
});

test('an operation or a role that is on no list is none', () => {
  expect([listed(operations, 'mutation'), listed(operations, 'subscription')]).toEqual(['mutation', 'none']);
  expect([listed(whose, 'bi'), listed(whose, 'root'), listed(whose, undefined)]).toEqual(['bi', 'none', 'none']);
});
