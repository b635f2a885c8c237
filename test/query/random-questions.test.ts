// Random questions on random companies: PostgreSQL, DuckDB and the naive evaluator, which shares no code with them, agree.
// RANDOM_QUESTIONS and RANDOM_SEED ask for more, or for the same again.
import * as fc from 'fast-check';
import { UserError } from '../../src/errors';
import { metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import { answer } from '../../src/query/answer';
import { disagreements } from '../support/agreement';
import { openRows } from '../support/fixture';
import { evaluate } from '../support/naive/evaluate';
import { randomCompany, randomSettings } from '../support/random-company';
import { arbitraryQuestion } from '../support/random-question';

const questionsPerCompany = 40;
const wanted = Number(process.env.RANDOM_QUESTIONS ?? 1000);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);
const companies = Math.ceil(wanted / questionsPerCompany);

jest.setTimeout(600_000 + wanted * 100);

it(`agree on ${companies * questionsPerCompany} questions`, async () => {
  const found: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + companies && found.length < 10; seed++) {
    const settings = randomSettings(seed);
    const company = randomCompany(seed, settings);
    const open = await openRows(company, settings as Parameters<typeof openRows>[1]);
    try {
      const space = { metrics: metricEnumValues, dimensions: dimensions.map(({ id }) => id), company, settings };
      for (const question of fc.sample(arbitraryQuestion(space), { numRuns: questionsPerCompany, seed })) {
        const naive = evaluate(company, settings, question);
        for (const context of open.contexts) {
          const differences = await answer(question, context).then(
            (result) => disagreements(result, naive),
            (error: unknown) => {
              if (error instanceof UserError) return [`refused whole: ${error.message}`];
              throw error;
            },
          );
          if (differences.length > 0)
            found.push(
              [`company ${seed}, ${context.engine.name}: ${JSON.stringify(question)}`, ...differences.slice(0, 6)].join(
                '\n  ',
              ),
            );
        }
      }
    } finally {
      await open.close();
    }
  }
  expect(found).toEqual([]);
});
