// Random questions on random companies: PostgreSQL, DuckDB and the naive evaluator, which shares no code with them, agree.
import type { Tally } from '../support/agreement-beside';
import { mismatches, runOf } from '../support/ask-at-random';
import { arbitraryAsk } from '../support/random-asks';
import { arbitraryQuestion } from '../support/random-question';

const slices = runOf(600);
const asks = runOf(600);
jest.setTimeout(600_000 + (slices.questions + asks.questions) * 100);

/** Agreement about nothing would prove nothing. */
function expectSome(tally: Tally, kinds: readonly string[]): void {
  const counts = Object.fromEntries([...tally].sort());
  if (process.env.RANDOM_QUESTIONS !== undefined) process.stdout.write(`compared: ${JSON.stringify(counts)}\n`);
  else expect(Math.min(...kinds.map((kind) => tally.get(kind) ?? 0))).toBeGreaterThan(20);
}

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
