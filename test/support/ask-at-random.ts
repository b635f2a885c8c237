// Asks random questions of random companies: PostgreSQL, the columnar engine and the naive evaluator, which shares no code with
// them. The companies come in several loads, and are asked between them.
import * as fc from 'fast-check';
import { type UserError, userErrorsOf } from '../../src/errors';
import { metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import type { FilterArguments } from '../../src/model/filters';
import { answer } from '../../src/query/answer';
import type { MetricsResult } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { type About, disagreements } from './agreement';
import type { Tally } from './agreement-beside';
import { judgedInLoads } from './judged-company';
import { evaluate } from './naive/evaluate';
import { unknownMembers } from './naive/known-members';
import { malformedParts } from './naive/malformed';
import { askedPeriod } from './naive/period';
import type { NaiveAnswer, NaiveQuestion, NaiveRow } from './naive/question';
import { addDays } from './naive/time';
import { periodsBegun } from './periods-begun';
import { randomCompany, randomSettings } from './random-company';
import type { QuestionSpace } from './random-question';
import { isSlip } from './slip';
import { pagesDiffer } from './walk-pages';

const isLong = process.env.RANDOM_QUESTIONS !== undefined;

// A company takes as long to come as half a hundred questions.
const questionsPerCompany = isLong ? 150 : 50;
const askedMeanwhile = 6;

export type Run = {
  readonly questions: number;
  readonly firstSeed: number;
  readonly metrics?: readonly string[];
  readonly tally: Tally;
};

/** How many to ask and where to begin: RANDOM_QUESTIONS and RANDOM_SEED ask for more, or for the same again. */
export function runOf(questions: number): Run {
  const { RANDOM_QUESTIONS, RANDOM_SEED, RANDOM_METRICS } = process.env;
  return {
    questions: Number(RANDOM_QUESTIONS ?? questions),
    firstSeed: Number(RANDOM_SEED ?? 1),
    metrics: RANDOM_METRICS?.split(','),
    tally: new Map(),
  };
}

/** What differs, a text each: the company's seed, the engine, the question, and the first differences. Stops at ten. */
export async function mismatches(
  run: Run,
  arbitrary: (space: QuestionSpace) => fc.Arbitrary<NaiveQuestion>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const companies = Math.ceil(run.questions / questionsPerCompany);
  const seeds = Array.from({ length: companies }, (_, index) => run.firstSeed + index);
  let asked = 0;
  const askThem = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined && found.length < 10; seed = seeds.shift()) {
      await askCompany(seed, run, arbitrary, found);
      asked += questionsPerCompany;
      report(run, asked, found.length);
    }
  };
  // One company waits for its databases while another is worked out.
  await Promise.all(Array.from({ length: isLong ? 3 : 1 }, askThem));
  return found;
}

async function askCompany(
  seed: number,
  run: Run,
  arbitrary: (space: QuestionSpace) => fc.Arbitrary<NaiveQuestion>,
  found: string[],
): Promise<void> {
  const settings = randomSettings(seed);
  // Most companies are full of facts, some are as they come: empty, or of one customer.
  const asked = randomCompany(seed, settings, seed % 5 === 0 ? undefined : { customers: 40, facts: 300 });
  const space = {
    metrics: run.metrics ?? metricEnumValues,
    dimensions: dimensions.map(({ id }) => id),
    company: asked,
    settings,
  };
  const questions = fc.sample(arbitrary(space), { numRuns: questionsPerCompany, seed });
  // What stands between two loads the engines answer alike; what they should answer is known in the end.
  const some = questions.slice(0, askedMeanwhile);
  const meanwhile = async (contexts: readonly AnswerContext[]): Promise<void> => {
    for (const question of some) {
      const [stored, columnar] = await Promise.all(contexts.map((context) => told(question, context)));
      if (isSameAnswer(stored, columnar)) continue;
      found.push(
        `company ${seed}, between loads: ${JSON.stringify(question)}\n  ${JSON.stringify(stored)}\n  ${JSON.stringify(columnar)}`.slice(
          0,
          6_000,
        ),
      );
    }
  };
  const { company, open } = await judgedInLoads(seed, asked, settings, meanwhile);
  try {
    for (const question of questions) {
      const { clock, now } = askedPeriod(question.period, settings);
      const about: About = {
        metrics: question.metrics,
        hasBegun: (date) => clock.startOfDay(date) < now,
        isOver: (date) => clock.startOfDay(addDays(date, 1)) <= now,
        question,
        tally: run.tally,
      };
      const unknown = unknownMembers(company, question);
      const malformed = malformedParts(question);
      // A condition whose period has not begun is refused, with its question; one of a segment only where that is named.
      const mayBeEarly = !periodsBegun(question, settings);
      const isEarly = !periodsBegun({ ...question, segments: undefined }, settings);
      const naive = malformed.length > 0 ? null : begun(evaluate(company, settings, question), question, about);
      if (naive === null && malformed.length === 0) continue;
      const { pages } = question;
      for (const context of open.contexts) {
        const ask = (page: Page) => answered(question, context, page);
        const differences = await ask({ first: 50_000 }).then(
          async (result) => [
            ...malformed.map((part) => `answered in spite of ${part}`),
            ...(isEarly ? ['answered in spite of a condition whose period has not begun'] : []),
            ...unknown.map((member) => `answered with ${member}, which nothing has`),
            ...(naive === null ? [] : disagreements(result, naive, about)),
            ...(pages == null ? [] : await pagesDiffer(result, pages, ask, run.tally)),
          ],
          (error: unknown) => refusal(error, { naive, mayBeEarly }, unknown),
        );
        if (differences.length === 0) continue;
        const asking = `company ${seed}, ${context.engine.name}: ${JSON.stringify(question)}`;
        found.push([asking, ...differences.slice(0, 6)].join('\n  '));
        if (isLong) process.stdout.write(`${found.at(-1)}\n`);
      }
    }
  } finally {
    await open.close();
  }
}

type Page = Pick<NaiveQuestion, 'first' | 'after'>;

const answered = (
  { segments, pages: _, ...asked }: NaiveQuestion,
  context: AnswerContext,
  page: Page,
): Promise<MetricsResult> => {
  const saved = async () => new Map(Object.entries((segments ?? {}) as Record<string, FilterArguments>));
  return answer({ ...asked, ...page }, { ...context, segments: saved });
};

/** What an answer says, or what it is refused for. */
const told = (question: NaiveQuestion, context: AnswerContext): Promise<unknown> =>
  answered(question, context, { first: 50_000 }).then(
    ({ rows, totals, groupCount }) => ({ rows, totals, groupCount }),
    (error: unknown) => {
      const errors = userErrorsOf(error);
      if (errors.length === 0) throw error;
      return errors.map(({ message }) => message);
    },
  );

/** Equal but for the last digits of numbers. */
function isSameAnswer(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number')
    return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const [ofLeft, ofRight] = [Object.entries(left), right as Readonly<Record<string, unknown>>];
  return (
    ofLeft.length === Object.keys(right).length && ofLeft.every(([key, value]) => isSameAnswer(value, ofRight[key]))
  );
}

/** A long run says how far it is, and what differs at once. */
function report({ questions }: Run, asked: number, found: number): void {
  if (isLong && asked % 1000 === 0)
    process.stdout.write(`${asked} of ${questions} questions, each on both engines: ${found} mismatches\n`);
}

/** What of a refusal is not right; every fault that it tells must be one. */
function refusal(
  error: unknown,
  { naive, mayBeEarly }: { readonly naive: NaiveAnswer | null; readonly mayBeEarly: boolean },
  unknown: readonly string[],
): readonly string[] {
  const faults = userErrorsOf(error);
  if (faults.length === 0) throw error;
  return faults.flatMap((fault) => {
    if (isSlip(fault, unknown) || (mayBeEarly && fault.code === 'INVALID_PERIOD')) return [];
    if (naive !== null) return wrongRefusal(fault, naive);
    return isMalformed(fault) ? [] : [`not refused as a filter: ${fault.message}`];
  });
}

function wrongRefusal(error: UserError, naive: NaiveAnswer): readonly string[] {
  if (error.code === 'INVALID_PERIOD' && naive.rows.length === 0) return [];
  // Rows cannot be chosen by a metric that refuses the slice.
  if (
    error.code === 'METRIC_NOT_SLICEABLE' &&
    Object.keys(naive.refused).includes((error.parameters as { metric: string }).metric)
  )
    return [];
  return [`refused whole: ${error.message}`];
}

/** Other faults of a question may be told before its filter's. */
const isMalformed = ({ code }: UserError): boolean =>
  ['INVALID_FILTER', 'INVALID_VALUE', 'INVALID_PERIOD'].includes(code);

/** Buckets that have not begun are no rows of an answer, and a period of such buckets alone is refused (null). */
function begun(naive: NaiveAnswer, question: NaiveQuestion, about: About): NaiveAnswer | null {
  const past = (rows: readonly NaiveRow[]): readonly NaiveRow[] => {
    const some = rows.filter((row) => about.hasBegun(row.start));
    const slice = (row: NaiveRow): string => JSON.stringify([row.keys, row.rolledUp, row.periodRolledUp]);
    const seen = new Set(some.filter((row) => row.seen).map(slice));
    const filled = question.fill !== false || question.grain == null;
    // A member seen only in what has not begun is not seen; without fill, a bucket with nothing in it is no row.
    return some.map((row) => ({
      ...row,
      required: row.seen || (filled && (row.keys.length === 0 || seen.has(slice(row)))),
    }));
  };
  const rows = past(naive.rows);
  return naive.rows.length > 0 && rows.length === 0 ? null : { ...naive, rows, totals: past(naive.totals) };
}
