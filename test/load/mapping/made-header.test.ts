// Which columns a `header` can name, whatever the row holds.
import { isMadeHeader } from '../../../src/load/mapping/made-header';
import { valueParts } from '../../../src/load/mapping/parts';
import type { Value } from '../../../src/load/mapping/schema';

const isMade = (value: Value, header: string): boolean => isMadeHeader(valueParts(value, ''))(header);

test.each<readonly [made: string, header: string, can: boolean]>([
  ['Date entered "{Stage} ({Pipeline})"', 'Date entered "Won (Sales)"', true],
  ['Date entered "{Stage} ({Pipeline})"', 'Date entered "Won (early) (Sales)"', true],
  ['Date entered "{Stage} ({Pipeline})"', 'Date entered "Won"', false],
  ['Date entered "{Stage} ({Pipeline})"', 'The Date entered "Won (Sales)"', false],
  ['Date entered "{Stage} ({Pipeline})"', 'Date entered "Won (Sales)" at', false],
  ['{Stage} at', 'Won at', true],
  ['{Stage} at', 'Won by', false],
  ['at {Stage}', 'at Won', true],
  ['{Stage}', 'anything', true],
])('%s names %s: %s', (made, header, can) => {
  expect(isMade({ header: made }, header)).toBe(can);
  expect(isMade({ firstOf: ['{Stage} x', { header: made }] }, header)).toBe(can);
});

test('without such a value no column is named', () => {
  expect(isMade('{Stage}', 'Stage')).toBe(false);
});
