// The text is the one that JSON.stringify writes, whatever the answer holds; between two slices others have their turn.
import fc from 'fast-check';
import { stringifyInSlices } from '../../../src/server/http/stringify-in-slices';

const list = (length: number, make: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length }, (_, index) => make(index));

test.each<[string, unknown]>([
  ['nothing', { data: null }],
  ['errors alone', { errors: [{ message: 'no "such" thing' }], data: undefined }],
  ['a short list', { data: { rows: [1, 2, 3] } }],
  [
    'a long list',
    { errors: undefined, data: { metrics: { rows: list(5_000, (n) => ({ n, name: `客户${n}` })), pageInfo: {} } } },
  ],
  ['a list of 50', { data: list(50, (n) => n) }],
  ['a list of 51', { data: list(51, (n) => n) }],
  ['a list of 100', { data: list(100, (n) => [n]) }],
  [
    'long lists in a short one',
    { data: { a: list(3, (n) => ({ inner: list(200 * n, (m) => ({ m, nothing: null })), n })) } },
  ],
  ['holes in a long list', { data: list(60, (n) => (n % 2 === 0 ? undefined : { n, left: undefined })) }],
  ['names that need care', { 'a"b': list(60, () => '\u2028\ud800'), '': list(60, () => -0) }],
])('of %s', async (_title, value) => {
  expect(await stringifyInSlices(value)).toBe(JSON.stringify(value));
});

test('of anything', async () => {
  const inner = fc.jsonValue();
  const answers = fc.record({
    data: fc.dictionary(fc.string(), fc.oneof(inner, fc.array(inner, { minLength: 40, maxLength: 120 }))),
  });
  await fc.assert(
    fc.asyncProperty(answers, async (value) => (await stringifyInSlices(value)) === JSON.stringify(value)),
    { numRuns: 200 },
  );
});

test('others have their turn meanwhile', async () => {
  const value = { data: list(100_000, (n) => ({ n, text: 'x'.repeat(200) })) };
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  const text = await stringifyInSlices(value);
  clearInterval(beat);
  expect(text.length).toBeGreaterThan(20_000_000);
  expect(turns).toBeGreaterThan(1);
});
