// The whole way from a question to its answer:
//
//   MetricQuestion -> parseQuestion -> MetricQuery -> planQuery -> QueryPlan -> compileStatement -> CompiledQuery[]
//     -> engine -> measures -> assemble -> MetricsResult
//
// Engines compute measures, TypeScript computes answers. Each arrow is one file; each noun is plain data.
import type { Temporal } from 'temporal-polyfill';
import type { Engine, EngineSession } from '../engine/engine';
import { UserError } from '../errors';
import type { Dialect } from '../sql/dialect';
import { assemble, topMembers } from './assemble/assemble';
import { judgeConditions } from './conditions/conditions';
import { type Measured, measure } from './measure/measure';
import { describePlan, planQuery, planRanking, type QueryPlan } from './plan/plan';
import { type MetricQuery, parseQuestion, type QuerySettings, type Segments } from './question/metric-query';
import type { MetricQuestion } from './question/metric-question';
import type { MetricsResult } from './question/metrics-result';
import { resolvedQuery, toMicroseconds } from './question/resolved-query';
import { segmentsFor } from './question/segment-references';
import { measureTargets } from './targets/measures';
import { readTargets, type TargetRow, targetsOf } from './targets/targets';

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
  const segments = await segmentsFor(question.where, context.segments);
  // 1. What is asked
  const asked = parseQuestion(question, settings, toMicroseconds(now()), segments);
  // 2. to 4. on one consistent view of the data
  const { dataVersion, query, plan, measured, before, targets } = await engine.read(async (session) => {
    const version = session.dataVersion;
    if (asked.cursorVersion !== null && asked.cursorVersion !== version)
      throw new UserError('CURSOR_EXPIRED', { issued: asked.cursorVersion, current: version });
    // The customers that conditions mean
    const conditions: Measured[] = [];
    const judge = { query: asked, segments, session, dialect: engine.dialect, measured: conditions };
    const filter = asked.filter && (await judgeConditions(asked.filter, judge));
    const judged: MetricQuery = { ...asked, filter };
    const view: View = { query: judged, targets: await readTargets(judged, session), session, dialect: engine.dialect };
    // Which measures, at which levels; as SQL; measured
    const ranking = judged.top === null ? null : await rank(view);
    const top = ranking === null ? null : { members: ranking.members, other: judged.top!.other };
    const results = await measurePlan(planQuery(judged, top), view);
    return { dataVersion: version, before: [...conditions, ...(ranking?.measured ?? [])], ...view, ...results };
  });
  // 5. Merged, filled, compared, chosen, ordered, paged, divided
  return {
    ...assemble(query, plan.levels, measured, { dataVersion, targets: targetsOf(targets) }),
    refused: query.refused,
    resolved: {
      ...resolvedQuery(query),
      dataVersion,
      engine: engine.name,
      cached: false,
      elapsedMs: performance.now() - started,
    },
    explain: explain(plan, [...before, ...measured]),
  };
}

/** A question and the view of the data it is answered on. */
type View = {
  readonly query: MetricQuery;
  readonly targets: readonly TargetRow[];
  readonly session: EngineSession;
  readonly dialect: Dialect;
};

type Results = { readonly plan: QueryPlan; readonly measured: readonly Measured[] };

/** What its statements measure, and what its levels use of the targets. */
async function measurePlan(plan: QueryPlan, view: View): Promise<Results> {
  const { query, session, dialect } = view;
  const metrics = [...query.metrics.values(), ...query.judging.values()];
  const measured = [...(await measure(plan.statements, query, session, dialect))];
  const statements = [...plan.statements];
  for (const level of plan.levels) {
    const ofTargets = await measureTargets(level, metrics, view);
    statements.push(...ofTargets.statements);
    measured.push(...ofTargets.measured);
  }
  return { plan: { ...plan, statements }, measured };
}

/** The members of the first dimension that come first over the whole period. */
async function rank(view: View): Promise<{ members: readonly (string | null)[]; measured: readonly Measured[] }> {
  const { plan, measured } = await measurePlan(planRanking(view.query), view);
  return { members: topMembers(view.query, plan.levels[0]!, measured), measured };
}

const explain = (plan: QueryPlan, measured: readonly Measured[]): MetricsResult['explain'] => ({
  sql: measured.map(({ compiled }) => compiled.sql),
  plan: describePlan(plan),
  scannedFacts: [...new Set(measured.flatMap(({ compiled }) => compiled.tables))]
    .filter((table) => table.startsWith('fact_'))
    .sort(),
  warnings: [],
});
