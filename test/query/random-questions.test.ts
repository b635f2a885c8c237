// Random questions on random companies: PostgreSQL, DuckDB and the naive evaluator, which shares no code with them, agree.
// RANDOM_QUESTIONS and RANDOM_SEED ask for more, or for the same again.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../src/errors';
import { metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/metric-question';
import { disagreements } from '../support/agreement';
import { openRows } from '../support/fixture';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveAnswer, NaiveRow } from '../support/naive/question';
import { randomCompany, randomSettings } from '../support/random-company';
import { arbitraryQuestion } from '../support/random-question';

const questionsPerCompany = 40;
const wanted = Number(process.env.RANDOM_QUESTIONS ?? 1000);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);
const companies = Math.ceil(wanted / questionsPerCompany);

jest.setTimeout(600_000 + wanted * 100);

/** Buckets that have not begun are no rows of an answer, and a period of such buckets alone is refused. */
function begun(naive: NaiveAnswer, now: string, question: MetricQuestion, zone: string): NaiveAnswer | null {
  const today = Temporal.Instant.from(now);
  const hasBegun = (row: NaiveRow): boolean =>
    Temporal.Instant.compare(
      Temporal.PlainDate.from(row.start)
        .toZonedDateTime(question.period.timezone ?? zone)
        .toInstant(),
      today,
    ) < 0;
  const past = naive.rows.filter(hasBegun);
  const seen = new Set(past.filter((row) => row.seen).map((row) => JSON.stringify(row.keys)));
  const filled = question.fill !== false || question.grain == null;
  // A member seen only in what has not begun is not seen; without fill, a bucket with nothing in it is no row.
  const isRequired = (row: NaiveRow): boolean =>
    row.seen || (filled && (row.keys.length === 0 || seen.has(JSON.stringify(row.keys))));
  const rows = past.map((row) => ({ ...row, required: isRequired(row) }));
  return naive.rows.length > 0 && rows.length === 0 ? null : { ...naive, rows };
}

it(`agree on ${companies * questionsPerCompany} questions`, async () => {
  const found: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + companies && found.length < 10; seed++) {
    const settings = randomSettings(seed);
    const company = randomCompany(seed, settings);
    const open = await openRows(company, settings as Parameters<typeof openRows>[1]);
    try {
      const space = { metrics: metricEnumValues, dimensions: dimensions.map(({ id }) => id), company, settings };
      for (const question of fc.sample(arbitraryQuestion(space), { numRuns: questionsPerCompany, seed })) {
        const naive = begun(evaluate(company, settings, question), settings.now, question, settings.timeZone);
        if (naive === null) continue;
        for (const context of open.contexts) {
          const differences = await answer(question, context).then(
            (result) => disagreements(result, naive),
            (error: unknown) => {
              if (error instanceof UserError && error.code === 'INVALID_PERIOD' && naive.rows.length === 0) return [];
              // The evaluator compares and searches every member as text; age bands, hours and weekdays refuse that.
              if (error instanceof UserError && /(AGE_BAND has no order|has no text to search)/.test(error.message))
                return [];
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
