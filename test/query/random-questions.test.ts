// Random questions with comparisons, windows, roll-ups, top members, conditions, orders and pages, on random companies:
// PostgreSQL, DuckDB and the naive evaluator, which shares no code with them, agree.
import { expectSome } from '../support/agreement-beside';
import { mismatches, runOf } from '../support/ask-at-random';
import { arbitraryAsk } from '../support/random-asks';

const asks = runOf(500);
jest.setTimeout(600_000 + asks.questions * 200);

it(`agree on ${asks.questions} questions with comparisons, windows, roll-ups, top members and conditions`, async () => {
  expect(await mismatches({ ...asks, firstSeed: asks.firstSeed + 1000 }, arbitraryAsk)).toEqual([]);
  expectSome(asks.tally, [
    'share',
    'interval',
    'change',
    'target by default',
    'target of the company',
    'ordered by request',
    'walked over pages',
  ]);
});
