// Numbers of JSON that a JavaScript number would change are texts; all others, and every text, stay as they are.
import { withLongNumbersAsText } from '../../src/server/exact-json';

test.each([
  ['{"id":12345678901234567890}', { id: '12345678901234567890' }],
  ['{"revenue": -90071992547409.9301 }', { revenue: '-90071992547409.9301' }],
  ['[1234567890123456,1]', ['1234567890123456', 1]],
  [
    '[123456789012345,0.5,-2,1e3,1.2345678901234567e-7]',
    [123456789012345, 0.5, -2, 1000, Number('1.2345678901234567e-7')],
  ],
  [
    '{"a":"1234567890123456789","b":"x\\"1234567890123456","c":1234567890123456}',
    { a: '1234567890123456789', b: 'x"1234567890123456', c: '1234567890123456' },
  ],
  ['["\\\\",1234567890123456,"\\\\\\"1234567890123456"]', ['\\', '1234567890123456', '\\"1234567890123456']],
  ['{"1234567890123456":true}', { '1234567890123456': true }],
])('%s', (json, value) => {
  expect(JSON.parse(withLongNumbersAsText(json))).toEqual(value);
});

test('reads a text of 16 MiB with a long number behind it', () => {
  const text = 'x'.repeat(16 * 1_048_576);
  expect(JSON.parse(withLongNumbersAsText(`["${text}",1234567890123456]`))).toEqual([text, '1234567890123456']);
});
