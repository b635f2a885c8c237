// RFC 4180, as another reader of CSV reads it.
import { parse } from 'csv-parse/sync';
import { csvText, withoutFormula } from '../src/csv-text';

test('quotes stand where a cell needs them, and nowhere else', () => {
  expect(
    csvText({
      header: ['a', 'b,c'],
      lines: [
        ['plain', 'say "hi"'],
        ['two\nlines', 'a\rb'],
        [' spaces ', "it's; fine"],
        [1.5, -0],
        [true, 1e21],
        [null, ''],
      ],
    }),
  ).toBe(
    'a,"b,c"\r\nplain,"say ""hi"""\r\n"two\nlines","a\rb"\r\n spaces ,it\'s; fine\r\n1.5,0\r\ntrue,1e+21\r\n,""\r\n',
  );
});

test('a header alone is a line', () => {
  expect(csvText({ header: ['a'], lines: [] })).toBe('a\r\n');
});

test('every text comes back as it was', () => {
  const texts = ['', ' ', ',', '"', '""', '\r\n', '\n', 'a,b', '"a"', 'ä漢😀', '=1+1', '\t'];
  const header = texts.map((_, index) => `c${index}`);
  expect(parse(csvText({ header, lines: [texts] }), { record_delimiter: '\r\n' })).toEqual([header, texts]);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+86-10-1', "'+86-10-1"],
  ['-2+3', "'-2+3"],
  ['-', "'-"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"],
  ['\ufeff@x', "'\ufeff@x"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['\n=1', "'\n=1"],
  ['＝1', "'＝1"],
  ['-12.5000', '-12.5000'],
  ['a=1', 'a=1'],
  ['', ''],
  ["'", "'"],
])('%j is written %j where no formula may be', (text, expected) => {
  expect(withoutFormula(text)).toBe(expected);
});
