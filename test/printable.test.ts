import { printable, printableInLine } from '../src/printable';

test.each([
  ['plain text, 中文, Ünïcödé and 👩‍👩‍👧 stay', 'plain text, 中文, Ünïcödé and 👩‍👩‍👧 stay'],
  ['a\tb\nc', 'a\tb\nc'],
  ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
  ['\u001b[2J\u001b[31mred', '\\u001b[2J\\u001b[31mred'],
  ['\u009b31m, \u0090 and \u0085', '\\u009b31m, \\u0090 and \\u0085'],
  ['gone\rover\b\u007f\u0000', 'gone\\u000dover\\u0008\\u007f\\u0000'],
  ['\u202egnp.exe\u202c \u2066x\u2069', '\\u202egnp.exe\\u202c \\u2066x\\u2069'],
  ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['half \ud83d of a pair', 'half \\ud83d of a pair'],
  ['שלום \u200fמה', 'שלום \u200fמה'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('a name has no line of its own', () => {
  expect(printableInLine('web\nload 7 is taken back\t\u001b')).toBe('web\\nload 7 is taken back\\t\\u001b');
});

test('JSON means the same as before', () => {
  const value = { 'a\u202e': ['\u0085\u001b', '\ud83d', '\u2028'] };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
});
