// Which name was meant: the nearest that is near enough; names that cannot be are not compared.
import { closest } from 'fastest-levenshtein';
import { didYouMean } from '../src/did-you-mean';

jest.mock('fastest-levenshtein', () => {
  const real = jest.requireActual('fastest-levenshtein');
  return { ...real, closest: jest.fn(real.closest) };
});
const compared = jest.mocked(closest);
beforeEach(() => compared.mockClear());

test.each<[string, readonly string[], string | undefined]>([
  ['Wset', ['East', 'North', 'West'], 'West'],
  ['NEW_CUSTOMER', ['NEW_CUSTOMERS', 'CUSTOMERS'], 'NEW_CUSTOMERS'],
  ['newcustomers', ['NEW_CUSTOMERS'], 'NEW_CUSTOMERS'],
  ['ab', ['abcd', 'abcde'], 'abcd'],
  ['ab', ['abcde'], undefined],
  ['abcdefghi', ['abcdefghi123', 'abcdefghi1234'], 'abcdefghi123'],
  ['abcdefghi', ['abcdefghi1234'], undefined],
  ['anything', [], undefined],
])('%s', (given, allowed, expected) => {
  expect(didYouMean(given, allowed)).toBe(expected);
});

test('names that are much longer or shorter are not compared', () => {
  const names = Array.from({ length: 1_000 }, (_, n) => `${'x'.repeat(40)}${n}`);
  expect(didYouMean('shpo', ['shop', ...names])).toBe('shop');
  expect(compared.mock.calls).toEqual([['shpo', ['shop']]]);
});

test("a text of more than 100 characters is nobody's slip of the pen", () => {
  const name = (length: number): string => `${'x'.repeat(length - 1)}y`;
  expect(didYouMean('x'.repeat(100), [name(100)])).toBe(name(100));
  expect(didYouMean('x'.repeat(101), [name(101)])).toBeUndefined();
  expect(compared).toHaveBeenCalledTimes(1);
});
