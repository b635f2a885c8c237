// What every measure of a statement asks of a row is said once; what only some ask stays with them.
import { and, compare, oneOf } from '../../../src/model/expression';
import { inCommon } from '../../../src/query/compile/aggregate';

const nps = compare('question', '=', 'nps');
const high = compare('scaled_score', '>=', 9);
const low = compare('scaled_score', '<=', 6);

test('what all ask is in common, and the rest is what each asks besides', () => {
  const { common, rest } = inCommon([and(nps, high), and(low, nps), nps]);
  expect(common).toEqual([nps]);
  expect([and(nps, high), and(low, nps), nps].map(rest)).toEqual([high, low, undefined]);
});

test('what one of them does not ask is not', () => {
  const { common, rest } = inCommon([and(nps, high), and(nps, low), high]);
  expect(common).toEqual([]);
  expect(rest(and(nps, high))).toEqual(and(nps, high));
});

test('nothing is where one asks nothing', () => {
  expect(inCommon([nps, undefined]).common).toEqual([]);
  expect(inCommon([]).common).toEqual([]);
});

test('several may be, also within another', () => {
  const survey = oneOf('kind', 'survey');
  const { common, rest } = inCommon([and(and(survey, nps), high), and(survey, nps)]);
  expect(common).toEqual([survey, nps]);
  expect(rest(and(and(survey, nps), high))).toEqual(high);
});
