// Random questions on random companies: PostgreSQL, DuckDB and the naive evaluator, which shares no code with them, agree.
import { mismatches, runOf } from '../support/ask-at-random';
import { arbitraryAsk } from '../support/random-asks';
import { arbitraryQuestion } from '../support/random-question';

const slices = runOf(600);
const asks = runOf(600);
jest.setTimeout(600_000 + (slices.questions + asks.questions) * 100);

it(`agree on ${slices.questions} slices`, async () => {
  expect(await mismatches(slices, arbitraryQuestion)).toEqual([]);
});

it(`agree on ${asks.questions} questions with comparisons, windows, roll-ups, top members and conditions`, async () => {
  expect(await mismatches({ ...asks, firstSeed: asks.firstSeed + 1000 }, arbitraryAsk)).toEqual([]);
});
