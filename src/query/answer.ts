// The whole way from a question to its answer:
//
//   MetricQuestion -> parseQuestion -> MetricQuery -> planQuery -> QueryPlan -> compileStatement -> CompiledQuery[]
//     -> engine -> measures -> assemble -> MetricsResult
//
// Engines compute measures, TypeScript computes answers. Each arrow is one file; each noun is plain data.
import type { Temporal } from 'temporal-polyfill';
import type { Engine, EngineSession } from '../engine/engine';
import { UserError } from '../errors';
import { assemble, topMembers } from './assemble';
import { judgeConditions } from './customer-conditions';
import { awaitVersion } from './data-version';
import { type Measured, measure } from './measured';
import { type MetricQuery, parseQuestion, type QuerySettings, type Segments } from './metric-query';
import type { MetricQuestion } from './metric-question';
import type { MetricsResult, ResolvedQuery } from './metrics-result';
import { describePlan, planQuery, planRanking, type QueryPlan } from './plan';

export type AnswerContext = {
  readonly engine: Engine;
  readonly settings: QuerySettings;
  readonly now: () => Temporal.Instant;
  /** Saved segments by name, as they are now. */
  readonly segments?: () => Promise<Segments>;
};

/** Throws a UserError for a question that cannot be answered; a metric that refuses the slice stands in `refused` instead. */
export async function answer(question: MetricQuestion, context: AnswerContext): Promise<MetricsResult> {
  const started = performance.now();
  const { engine, settings, now } = context;
  if (question.minDataVersion != null) await awaitVersion(question.minDataVersion, engine);
  const segments = (await context.segments?.()) ?? new Map();
  // 1. What is asked
  const asked = parseQuestion(question, settings, toMicroseconds(now()), segments);
  // 2. to 4. on one consistent view of the data
  const { dataVersion, query, plan, measured, before } = await engine.read(async (session) => {
    const version = await session.dataVersion();
    if (asked.cursorVersion !== null && asked.cursorVersion !== version)
      throw new UserError('CURSOR_EXPIRED', { issued: asked.cursorVersion, current: version });
    // The customers that conditions mean
    const filter =
      asked.filter &&
      (await judgeConditions(asked.filter, { query: asked, segments, session, dialect: engine.dialect }));
    const judged: MetricQuery = { ...asked, filter };
    // Which measures, at which levels; as SQL; measured
    const ranking = judged.top === null ? null : await rank(judged, session, engine);
    const top = ranking === null ? null : { members: ranking.members, other: judged.top!.other };
    const planned = planQuery(judged, top);
    const results = await measure(planned.statements, judged, session, engine.dialect);
    return { dataVersion: version, query: judged, plan: planned, measured: results, before: ranking?.measured ?? [] };
  });
  // 5. Merged, filled, compared, chosen, ordered, paged, divided
  return {
    ...assemble(query, plan.levels, measured, dataVersion),
    refused: query.refused,
    resolved: {
      ...resolve(query),
      dataVersion,
      engine: engine.name,
      cached: false,
      elapsedMs: performance.now() - started,
    },
    explain: explain(plan, [...before, ...measured]),
  };
}

/** The members of the first dimension that come first over the whole period. */
async function rank(
  query: MetricQuery,
  session: EngineSession,
  engine: Engine,
): Promise<{ members: readonly (string | null)[]; measured: readonly Measured[] }> {
  const { levels, statements } = planRanking(query);
  const measured = await measure(statements, query, session, engine.dialect);
  return { members: topMembers(query, levels[0]!, measured), measured };
}

const explain = (plan: QueryPlan, measured: readonly Measured[]): MetricsResult['explain'] => ({
  sql: measured.map(({ compiled }) => compiled.sql),
  plan: describePlan(plan),
  scannedFacts: [...new Set(measured.flatMap(({ compiled }) => compiled.tables))]
    .filter((table) => table.startsWith('fact_'))
    .sort(),
  warnings: [],
});

/** The precision that the warehouse keeps. */
const toMicroseconds = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });

const resolve = ({
  period,
  now,
}: MetricQuery): Omit<ResolvedQuery, 'dataVersion' | 'engine' | 'cached' | 'elapsedMs'> => ({
  from: period.from.toString(),
  to: period.to.toString(),
  asOf: now.toString(),
  timezone: period.calendar.timezone,
  weekStart: period.calendar.weekStart,
  fiscalYearStartMonth: period.calendar.fiscalYearStartMonth,
});
