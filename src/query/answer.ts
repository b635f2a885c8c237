// The whole way from a question to its answer:
//
//   MetricQuestion -> parseQuestion -> MetricQuery -> read (conditions on customers judged) -> targets -> ranking of the top
//     -> planQuery -> QueryPlan -> measure (compileStatement -> CompiledQuery -> engine) -> measures -> assemble -> MetricsResult
//
// Engines compute measures, TypeScript computes answers. Each arrow is one file; each noun is plain data.
import { type TargetRow, targetsOf } from '../model/target';
import { inTurns } from '../turns';
import { askedAnswer } from './answer-cache';
import { assemble, topMembers } from './assemble/assemble';
import { cutByLimit, withoutData } from './assemble/warnings';
import { type Measured, measure, type View } from './measure/measure';
import { describePlan, measuresRead, planQuery, planRanking, type Ranked } from './plan/plan';
import type { PlannedStatement, QueryPlan } from './plan/query-plan';
import { computedMetrics, type MetricQuery, parseQuestion, usualRows } from './question/metric-query';
import type { MetricQuestion } from './question/metric-question';
import type { MetricsResult } from './question/metrics-result';
import {
  type AnswerContext,
  type Arrival,
  arrive,
  explained,
  read,
  resolvedQuery,
  tablesRead,
  versionRead,
  warningsOfFacts,
} from './reading';
import type { RestsOn } from './rests-on';
import { measureTargets } from './targets/measures';
import { readTargets } from './targets/targets';
import { unwatched } from './watching';

/** Throws a UserError for a question that cannot be answered; a metric that refuses the slice stands in `refused` instead. */
export function answer(question: MetricQuestion, context: AnswerContext): Promise<MetricsResult> {
  const { watching = unwatched } = context;
  const asked = { kind: 'metrics', metrics: question.metrics.length, dimensions: question.by?.length ?? 0 } as const;
  return watching.question(asked, () => answerKnownOrAnew(question, context));
}

async function answerKnownOrAnew(question: MetricQuestion, context: AnswerContext): Promise<MetricsResult> {
  const arrival = await arrive(question, context);
  const { answers } = context;
  if (answers === undefined) return answerAnew(question, arrival, context);
  const asked = askedAnswer(question, arrival);
  const known = await context.engine.read(async (session) => {
    const kept = answers.find(asked, session);
    return kept && { ...kept, dataVersion: session.dataVersion };
  });
  if (known !== undefined) {
    const { result, rests, dataVersion } = known;
    context.told?.({ ...rests, resolved: { ...rests.resolved, dataVersion } });
    const resolved = { ...result.resolved, dataVersion, cached: true, elapsedMs: performance.now() - arrival.started };
    return { ...result, resolved };
  }
  let rests: RestsOn | undefined;
  const told = (each: RestsOn): void => {
    rests = each;
    context.told?.(each);
  };
  const result = await answerAnew(question, arrival, { ...context, told });
  if (rests !== undefined) answers.keep(asked, { result, rests });
  return result;
}

async function answerAnew(question: MetricQuestion, arrival: Arrival, context: AnswerContext): Promise<MetricsResult> {
  const asked = parseQuestion(question, arrival);
  const { segments } = arrival;
  return read(context, { scope: asked.scope, segments }, async (reading) => {
    const { session, trail } = reading;
    const query: MetricQuery = { ...asked, scope: reading.scope };
    const targets = await readTargets(query, session);
    const ranking = query.choices.top === null ? null : await rank(query, targets, reading);
    const planned = (context.watching ?? unwatched).plan(() => planQuery(query, ranking));
    const { plan, measured } = await measurePlan(planned, query, targets, reading, ranking?.before);
    const ran = [...trail, ...(ranking?.measured ?? []), ...measured];
    const version = versionRead(session, [...tablesRead(ran), 'target'], asked.cursorVersion);
    const assembled = await inTurns(assemble(query, plan.levels, measured, { version, targets: targetsOf(targets) }));
    const compared = query.choices.comparisons.map(({ name }) => name);
    const warnings = [
      ...reading.warnings,
      ...(await warningsOfFacts(reading, ran)),
      ...withoutData(compared, assembled),
      ...cutByLimit(question, usualRows, assembled.groupCount),
    ];
    return {
      ...assembled,
      refused: query.refused,
      resolved: resolvedQuery(reading, arrival, warnings),
      explain: explained(ran, describePlan(plan), warnings),
    };
  });
}

type Results = { readonly plan: QueryPlan; readonly measured: readonly Measured[] };

/** What its statements measure, and what its levels use of the targets. */
async function measurePlan(
  plan: QueryPlan,
  query: MetricQuery,
  targets: readonly TargetRow[],
  view: View,
  before?: ReadonlyMap<PlannedStatement, Measured>,
): Promise<Results> {
  const measures = measuresRead(computedMetrics(query), query.scope);
  const measured = [...(await measure(plan.statements, view, { before }))];
  const statements = [...plan.statements];
  for (const level of plan.levels) {
    const ofTargets = await measureTargets(level, measures, targets, view);
    statements.push(...ofTargets.statements);
    measured.push(...ofTargets.measured);
  }
  return { plan: { ...plan, statements }, measured };
}

type Ranking = Ranked & {
  readonly measured: readonly Measured[];
  /** What each statement of the ranking measured. */
  readonly before: ReadonlyMap<PlannedStatement, Measured>;
};

/** The members of the first dimension that come first over the whole period. */
async function rank(query: MetricQuery, targets: readonly TargetRow[], view: View): Promise<Ranking> {
  const planned = planRanking(query);
  const { measured } = await measurePlan(planned, query, targets, view);
  const members = await inTurns(topMembers(query, planned.levels[0]!, measured));
  // Those of targets are of the days for which there are any.
  const { statements } = planned;
  return {
    top: { members, other: query.choices.top!.other },
    statements,
    measured,
    before: new Map(statements.map((statement, place) => [statement, measured[place]!])),
  };
}
