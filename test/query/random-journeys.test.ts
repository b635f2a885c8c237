// Random funnel and retention questions on random companies: PostgreSQL, DuckDB and a recalculation customer by customer
// agree. RANDOM_JOURNEYS and RANDOM_SEED ask for more, or for the same again.
import * as fc from 'fast-check';
import { type UserError, userErrorsOf } from '../../src/errors';
import { funnel } from '../../src/query/journeys/funnel';
import type { FunnelQuestion } from '../../src/query/journeys/funnel-question';
import { retention } from '../../src/query/journeys/retention';
import type { RetentionQuestion } from '../../src/query/journeys/retention-question';
import type { AnswerContext } from '../../src/query/reading';
import { judgedCompany } from '../support/judged-company';
import type { Company } from '../support/naive/company';
import { toNumber } from '../support/naive/exact';
import { type NaiveFunnelRow, naiveFunnel } from '../support/naive/funnel';
import { unknownMembers } from '../support/naive/known-members';
import type { NaiveSettings } from '../support/naive/question';
import { type NaiveCohort, naiveRetention } from '../support/naive/retention';
import { periodsBegun } from '../support/periods-begun';
import { randomCompany, randomSettings } from '../support/random-company';
import { type Asked, arbitraryFunnel, arbitraryRetention } from '../support/random-journeys';
import { isSlip } from '../support/slip';

const questionsPerCompany = 30;
const wanted = Number(process.env.RANDOM_JOURNEYS ?? 300);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);
const companies = Math.ceil(wanted / questionsPerCompany);

jest.setTimeout(600_000 + wanted * 100);

type Shown = Readonly<Record<string, unknown>>;

/** Counts and money are exact; percentages and days to ten digits, of which a half goes up whatever its last digits are. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Number((value * (1 + 1e-13)).toPrecision(10));

const funnelRow = ({ keys, steps, bottleneck }: NaiveFunnelRow): Shown => ({
  keys,
  bottleneck,
  steps: steps.map((step) => ({
    ...step,
    fromStart: rounded(step.fromStart),
    fromPrevious: rounded(step.fromPrevious),
    medianDays: rounded(step.medianDays),
    p90Days: rounded(step.p90Days),
  })),
});

const cohortRow = ({ cells, ...cohort }: NaiveCohort): Shown => ({
  ...cohort,
  cells: cells.map(({ revenue, rate, ...cell }) => ({
    ...cell,
    rate: rounded(rate),
    revenue: toNumber(revenue).toFixed(4),
  })),
});

async function engineFunnel(question: FunnelQuestion, context: AnswerContext): Promise<readonly Shown[]> {
  const { rows } = await funnel(question, context);
  return rows.map(({ keys, ...row }) => funnelRow({ ...row, keys: keys.map(({ value }) => value) }));
}

async function engineRetention(question: RetentionQuestion, context: AnswerContext): Promise<readonly Shown[]> {
  const { cohorts } = await retention(question, context);
  return cohorts.map(({ period: { start, end, complete }, keys, size, cells }) => ({
    start,
    end,
    complete,
    keys: keys.map(({ value }) => value),
    size,
    cells: cells.map((cell) => ({ ...cell, rate: rounded(cell.rate) })),
  }));
}

const inOrder = (rows: readonly Shown[]): readonly string[] => rows.map((row) => JSON.stringify(row, sorted)).sort();

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What differs; null if nothing does. */
function difference(actual: readonly Shown[], expected: readonly Shown[] | null): string | null {
  if (expected === null) return 'not refused';
  const [here, there] = [inOrder(actual), inOrder(expected)];
  const missing = there.filter((row) => !here.includes(row));
  const extra = here.filter((row) => !there.includes(row));
  if (missing.length + extra.length === 0 && here.length === there.length) return null;
  return `${here.length} rows for ${there.length}\n  expected ${missing[0]}\n  answered ${extra[0]}`;
}

/** What of a refusal is not right; null if every fault that it tells is one. */
function wrongRefusal(
  faults: readonly UserError[],
  expected: readonly Shown[] | null,
  hasBegun: boolean,
  unknown: readonly string[],
): string | null {
  const wrong = faults.find(
    (fault) =>
      !isSlip(fault, unknown) &&
      !(fault.code === 'NOT_SLICEABLE' && expected === null) &&
      !(fault.code === 'INVALID_PERIOD' && !hasBegun),
  );
  return wrong === undefined ? null : `refused: ${wrong.message}`;
}

async function disagreements<Question extends Asked<FunnelQuestion | RetentionQuestion>>(
  { company, settings, contexts }: { company: Company; settings: NaiveSettings; contexts: readonly AnswerContext[] },
  questions: readonly Question[],
  recalculate: (company: Company, settings: NaiveSettings, question: Question) => readonly Shown[] | null,
  ask: (question: Omit<Question, 'segments'>, context: AnswerContext) => Promise<readonly Shown[]>,
): Promise<{ readonly found: readonly string[]; readonly filled: number }> {
  const found: string[] = [];
  let filled = 0;
  for (const question of questions) {
    const expected = recalculate(company, settings, question);
    if ((expected ?? []).some((row) => row.size !== undefined || JSON.stringify(row).includes('"fromStart":100')))
      filled += 1;
    const hasBegun = periodsBegun(question, settings);
    for (const context of contexts) {
      const { segments, ...asking } = question;
      const saved = { ...context, segments: async () => new Map(Object.entries(segments)) };
      const unknown = unknownMembers(company, question);
      const differing = await ask(asking, saved).then(
        (actual) => (unknown.length > 0 && hasBegun ? 'answered' : difference(actual, expected)),
        (error: unknown) => {
          const faults = userErrorsOf(error);
          if (faults.length === 0) throw error;
          return wrongRefusal(faults, expected, hasBegun, unknown);
        },
      );
      if (differing !== null) found.push(`${context.engine.name}: ${JSON.stringify(question)}\n  ${differing}`);
    }
  }
  return { found, filled };
}

it(`agree on ${companies * questionsPerCompany} questions`, async () => {
  const found: string[] = [];
  const filled = { funnel: 0, buying: 0, active: 0 };
  for (let seed = firstSeed; seed < firstSeed + companies && found.length < 6; seed++) {
    const settings = randomSettings(seed);
    // Most companies are full of facts, some are as they come: empty, or of one customer.
    const { company, open } = await judgedCompany(
      randomCompany(seed, settings, seed % 5 === 0 ? undefined : { customers: 40, facts: 300 }),
      settings,
    );
    try {
      const sample = { numRuns: questionsPerCompany / 2, seed };
      const space = { company, settings, contexts: open.contexts };
      const funnels = await disagreements(
        space,
        fc.sample(arbitraryFunnel(space), sample),
        (...asked) => naiveFunnel(...asked)?.map(funnelRow) ?? null,
        engineFunnel,
      );
      const questions = fc.sample(arbitraryRetention(space), sample);
      const cohorts = (isActive: boolean) =>
        disagreements(
          space,
          questions.filter(({ activity }) => (activity === 'ACTIVE') === isActive),
          (...asked) => naiveRetention(...asked)?.map(cohortRow) ?? null,
          engineRetention,
        );
      const [buying, active] = [await cohorts(false), await cohorts(true)];
      found.push(...[...funnels.found, ...buying.found, ...active.found].map((each) => `company ${seed}, ${each}`));
      filled.funnel += funnels.filled;
      filled.buying += buying.filled;
      filled.active += active.filled;
    } finally {
      await open.close();
    }
  }
  expect(found).toEqual([]);
  // Agreement about nothing would prove nothing.
  expect(filled.funnel).toBeGreaterThan(wanted / 10);
  expect(Math.min(filled.buying, filled.active)).toBeGreaterThan(wanted / 20);
  if (process.env.RANDOM_JOURNEYS !== undefined)
    process.stdout.write(`with somebody in them: ${JSON.stringify(filled)}\n`);
});
