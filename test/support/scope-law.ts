// The law of row scopes, asked at random: what a viewer who sees S is answered is what is answered to whoever sees everything and
// filters by the customers of S, and, judgements apart, what is answered where nothing but S was loaded. On both engines, each
// with what it remembers of other viewers and of itself; and on PostgreSQL by the database's own lock alone.
import * as fc from 'fast-check';
import { parseRowScope } from '../../src/auth/row-scope';
import { resultCache } from '../../src/engine/result-cache';
import { userErrorsOf } from '../../src/errors';
import { metricEnumValues } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import type { FilterArguments } from '../../src/model/filters';
import { answer } from '../../src/query/answer';
import { answerCache } from '../../src/query/answer-cache';
import { funnel } from '../../src/query/journeys/funnel';
import { retention } from '../../src/query/journeys/retention';
import type { FilterInput } from '../../src/query/question/metric-question';
import type { MetricRow } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { type CompanyRows, type CompanySettings, openRows } from './fixture';
import { fewForModels } from './judged-company';
import type { Company } from './naive/company';
import type { NaiveFilter, NaiveSettings } from './naive/question';
import { arbitraryAsk } from './random-asks';
import { randomCompany, randomSettings } from './random-company';
import { arbitraryFunnel, arbitraryRetention } from './random-journeys';
import { arbitraryScope, companyWith, customersIn } from './random-scope';

/** How a question came to be told: its answer, or what it is refused for. */
type Told = { readonly answer?: unknown; readonly codes?: readonly string[]; readonly refusals?: readonly string[] };

/** A question of any kind, and what it says for a filter in place of its own. */
type Asked = {
  readonly shown: unknown;
  readonly where: NaiveFilter | null;
  readonly isCurrent: boolean;
  readonly ask: (where: NaiveFilter | null, without: readonly string[], context: AnswerContext) => Promise<unknown>;
  /** The metrics that the answer refuses. */
  readonly refused: (answer: unknown) => readonly string[];
};

export type Held = { filtered: number; alone: number; repeated: number; locked: number; skipped: number };

const questionsPerScope = 30;
const journeysPerScope = 4;

const isJudged = (tables: ReadonlySet<string>): boolean =>
  ['customer_snapshot', 'month_end', 'model_fit'].some((table) => tables.has(table));

/** What is not as the law says, a text each; stops at six. Tells how often each side of it was held. */
export async function breaches(
  questions: number,
  firstSeed: number,
): Promise<{ readonly found: readonly string[]; readonly held: Held }> {
  const found: string[] = [];
  const held: Held = { filtered: 0, alone: 0, repeated: 0, locked: 0, skipped: 0 };
  let asked = 0;
  for (let seed = firstSeed; asked < questions && found.length < 6; seed += 1) {
    const settings = randomSettings(seed);
    const drawn = randomCompany(seed, settings, { customers: 40, facts: 300 });
    // A deal is its first customer's as a whole, also what rows of others say of it: where some are of both sides, nobody is alone.
    const sharesDeals = seed % 4 === 3;
    const company = sharesDeals ? drawn : withDealsOfOne(drawn);
    const scope = someScope(seed, company, settings);
    await holdScope({ seed, company, settings, scope, sharesDeals, found, held });
    asked += questionsPerScope;
    if (questions > 100) process.stdout.write(`${asked} of ${questions} questions: ${JSON.stringify(held)}\n`);
  }
  return { found, held };
}

function withDealsOfOne(company: Company): Company {
  const own = <Row extends { readonly opportunity_id?: string | null; readonly customer_id?: string | null }>(
    row: Row,
  ): Row =>
    row.opportunity_id ? { ...row, opportunity_id: `${row.opportunity_id} of ${row.customer_id ?? 'nobody'}` } : row;
  return { ...company, interactions: company.interactions.map(own), transactions: company.transactions.map(own) };
}

/** Of several scopes one that some customers lie in and some do not, if there is one. */
function someScope(seed: number, company: Company, settings: NaiveSettings): FilterInput {
  const scopes = fc.sample(arbitraryScope(company), { numRuns: 12, seed });
  const many = new Set(company.customers.map((row) => row.customer_id)).size;
  const size = (scope: FilterInput): number => customersIn(scope, company, settings).size;
  const between = scopes.find((scope) => size(scope) > 3 && size(scope) < many * 0.8);
  return seed % 4 === 0 ? scopes[0]! : (between ?? scopes[0]!);
}

type Holding = {
  readonly seed: number;
  readonly company: Company;
  readonly settings: NaiveSettings;
  readonly scope: FilterInput;
  readonly sharesDeals: boolean;
  readonly found: string[];
  readonly held: Held;
};

async function holdScope({ seed, company, settings, scope, sharesDeals, found, held }: Holding): Promise<void> {
  const viewer = parseRowScope(JSON.parse(JSON.stringify(scope)));
  const ids = customersIn(scope, company, settings);
  const own = settings as CompanySettings;
  const whole = await openRows(company as unknown as CompanyRows, { ...own, judged: fewForModels });
  const alone = await openRows(companyWith(ids, company) as unknown as CompanyRows, own).catch(async (error) => {
    await whole.close();
    throw error;
  });
  // A version of tomorrow counts for the scope from the day it is told, and for a slice from tomorrow.
  const isOfNow = isSame([...ids], [...customersIn(scope, company, settings, 'now')]);
  const byIds: NaiveFilter = { dimension: 'CUSTOMER', in: [...ids] };
  try {
    for (const [index, context] of whole.contexts.entries()) {
      const remembering: AnswerContext = { ...context, cache: resultCache(8e6), answers: answerCache(8e6) };
      for (const asked of questionsOf(seed, company, settings)) {
        const tables = new Set<string>();
        const told: AnswerContext['told'] = ({ changes }) => {
          for (const [table] of changes) tables.add(table);
        };
        const tell = (where: NaiveFilter | null, in_: AnswerContext, without: readonly string[] = []) =>
          toldBy(() => asked.ask(where, without, in_));
        const report = (what: string, left: unknown, right: unknown): void => {
          found.push(
            `company ${seed}, ${context.engine.name}, scope ${JSON.stringify(scope)}: ${what}\n  ${JSON.stringify(asked.shown)}\n  ${firstDifference(left, right)}`,
          );
        };
        // Somebody who sees everything asked before, and is remembered.
        await tell(asked.where, remembering);
        const seen = await tell(asked.where, { ...remembering, viewer, told });
        const again = await tell(asked.where, { ...remembering, viewer });
        if (isSame(seen, again)) held.repeated += 1;
        else report('the second answer is another', seen, again);
        // The lock of the database alone: the statements are those of somebody who sees everything.
        if (context.engine.within !== undefined && viewer.kind === 'customers') {
          const engine = context.engine.within(JSON.stringify(viewer.filter));
          const locked = await tell(asked.where, { ...context, engine });
          if (isSame(seen, locked)) held.locked += 1;
          else report('not as under the lock of the database', seen, locked);
        }
        // An agent whom only others' facts name is an agent by its row alone there.
        const isOfAgents = JSON.stringify(asked.shown).includes('SYSTEM_USAGE_RATE');
        if (!isOfAgents && !sharesDeals && (seen.codes !== undefined || !isJudged(tables))) {
          const expected = await tell(asked.where, alone.contexts[index]!);
          if (isSame(seen, expected)) held.alone += 1;
          else report('not as where they are alone', seen, expected);
        }
        // What is nobody's meets a negated filter, and lies in no scope.
        const ofSomebody: NaiveFilter = { all: [scope as NaiveFilter, { dimension: 'CUSTOMER', isNull: false }] };
        const filters = [byIds, ...(asked.isCurrent && isOfNow ? [ofSomebody] : [])];
        // Targets are of the company, whoever sees a part of it.
        const isOfTargets = JSON.stringify(asked.shown).includes('TARGET_ATTAINMENT');
        for (const filter of isOfTargets ? [] : filters) {
          const where = asksForNothing(asked.where) ? filter : { all: [filter, asked.where!] };
          const outcome = await heldAgainst(seen, where, asked, { ...remembering, viewer }, remembering);
          if (outcome === 'held') held.filtered += 1;
          else if (outcome === 'skipped') held.skipped += 1;
          else report(`not as by the filter ${JSON.stringify(filter)}`, outcome.left, outcome.right);
        }
        if (found.length >= 6) return;
      }
    }
  } finally {
    await alone.close();
    await whole.close();
  }
}

/** Holds what a viewer was told against an answer by a filter, as far as the filter goes with the metrics. */
async function heldAgainst(
  seen: Told,
  where: NaiveFilter,
  asked: Asked,
  scoped: AnswerContext,
  everybody: AnswerContext,
): Promise<'held' | 'skipped' | { readonly left: unknown; readonly right: unknown }> {
  const filtered = await toldBy(() => asked.ask(where, [], everybody));
  if (filtered.codes !== undefined || seen.codes !== undefined) {
    if (filtered.codes !== undefined && seen.codes !== undefined) return 'held';
    // A member that others have is none to the viewer; and some metrics go with no filter by customer.
    const reasons = new Set([...(filtered.codes ?? []), ...(seen.codes ?? [])]);
    const isKnown = [...reasons].every((code) =>
      ['UNKNOWN_MEMBER', 'METRIC_NOT_SLICEABLE', 'NOT_SLICEABLE'].includes(code),
    );
    return isKnown ? 'skipped' : { left: seen, right: filtered };
  }
  const lost = asked.refused(filtered.answer).filter((metric) => !asked.refused(seen.answer).includes(metric));
  if (lost.length === 0)
    return isSame(untargeted(seen), untargeted(filtered))
      ? 'held'
      : { left: untargeted(seen), right: untargeted(filtered) };
  const [left, right] = await Promise.all([
    toldBy(() => asked.ask(asked.where, lost, scoped)),
    toldBy(() => asked.ask(where, lost, everybody)),
  ]);
  if (left.codes !== undefined || right.codes !== undefined) return 'skipped';
  return isSame(untargeted(left), untargeted(right)) ? 'held' : { left: untargeted(left), right: untargeted(right) };
}

function questionsOf(seed: number, company: Company, settings: NaiveSettings): readonly Asked[] {
  const space = { company, settings, metrics: metricEnumValues, dimensions: dimensions.map(({ id }) => id) };
  const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): readonly T[] =>
    fc.sample(arbitrary, { numRuns, seed });
  const saving = (segments: object | undefined, context: AnswerContext): AnswerContext => ({
    ...context,
    segments: async () => new Map(Object.entries((segments ?? {}) as Record<string, FilterArguments>)),
  });
  const metricQuestions = sample(arbitraryAsk(space), questionsPerScope - 2 * journeysPerScope).map(
    ({ segments, pages: _, ...question }): Asked => ({
      shown: { ...question, segments },
      where: question.where ?? null,
      isCurrent: question.attributes === 'CURRENT' && question.period.asOf == null,
      ask: async (where, without, context) => {
        const metrics = question.metrics.filter((metric) => !without.includes(metric));
        const asking = { ...question, where: where as FilterInput | null, metrics, first: 50_000 };
        const { rows, totals, groupCount, refused } = await answer(asking, saving(segments, context));
        return { rows, totals, groupCount, refused: [...refused].map(([metric, { message }]) => [metric, message]) };
      },
      refused: (given) => (given as { refused: readonly (readonly [string])[] }).refused.map(([metric]) => metric),
    }),
  );
  const journey = <Question extends { readonly where?: unknown; readonly segments: object }>(
    { segments, ...question }: Question,
    told: (question: Omit<Question, 'segments'>, context: AnswerContext) => Promise<unknown>,
  ): Asked => ({
    shown: { ...question, segments },
    where: (question.where ?? null) as NaiveFilter | null,
    isCurrent: false,
    ask: (where, _, context) => told({ ...question, where } as never, saving(segments, context)),
    refused: () => [],
  });
  return [
    ...metricQuestions,
    ...sample(arbitraryFunnel(space), journeysPerScope).map((question) =>
      journey(question, async (asked, context) => (await funnel(asked as never, context)).rows),
    ),
    ...sample(arbitraryRetention(space), journeysPerScope).map((question) =>
      journey(question, async (asked, context) => (await retention(asked as never, context)).cohorts),
    ),
  ];
}

const asksForNothing = (where: NaiveFilter | null): boolean => Object.values(where ?? {}).every((part) => part == null);

async function toldBy(ask: () => Promise<unknown>): Promise<Told> {
  try {
    return { answer: await ask() };
  } catch (error) {
    const errors = userErrorsOf(error);
    if (errors.length === 0) throw error;
    return { codes: errors.map(({ code }) => code), refusals: errors.map(({ message }) => message) };
  }
}

/** A target of the company is none of the customers that somebody chose. */
const untargeted = (told: Told): unknown => {
  const { rows, totals, ...rest } = told.answer as { rows?: readonly MetricRow[]; totals?: readonly MetricRow[] };
  if (rows === undefined) return told.answer;
  const without = (of: readonly MetricRow[]) =>
    of.map(({ values, ...row }) => ({
      ...row,
      values: Object.fromEntries(Object.entries(values).map(([metric, value]) => [metric, { ...value, target: null }])),
    }));
  return { rows: without(rows), totals: without(totals!), groupCount: (rest as { groupCount?: number }).groupCount };
};

/** Equal but for the last digits of numbers. */
function isSame(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number')
    return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const [ofLeft, ofRight] = [Object.entries(left), right as Readonly<Record<string, unknown>>];
  return ofLeft.length === Object.keys(right).length && ofLeft.every(([key, value]) => isSame(value, ofRight[key]));
}

function firstDifference(left: unknown, right: unknown, path = ''): string {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return `${path}: ${JSON.stringify(left)} for ${JSON.stringify(right)}`;
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const at = (of: object, key: string): unknown => (of as Record<string, unknown>)[key];
  const key = keys.find((each) => !isSame(at(left, each), at(right, each)));
  return key === undefined ? path : firstDifference(at(left, key), at(right, key), `${path}.${key}`);
}
