// Random slices of random companies: PostgreSQL, DuckDB and the naive evaluator, which shares no code with them, agree.
import { expectSome } from '../support/agreement-beside';
import { mismatches, runOf } from '../support/ask-at-random';
import { arbitraryQuestion } from '../support/random-question';

const slices = runOf(500);
jest.setTimeout(600_000 + slices.questions * 200);

it(`agree on ${slices.questions} slices`, async () => {
  expect(await mismatches(slices, arbitraryQuestion)).toEqual([]);
  expectSome(slices.tally, [
    'share',
    'interval',
    'interval of nps',
    'target by default',
    'target of the company',
    'target of a member',
  ]);
});
