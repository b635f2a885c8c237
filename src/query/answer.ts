// The whole way from a question to its answer:
//
//   MetricQuestion -> parseQuestion -> MetricQuery -> planQuery -> QueryPlan -> compileStatement -> CompiledQuery[]
//     -> engine -> measures -> assemble -> MetricsResult
//
// Engines compute measures, TypeScript computes answers. Each arrow is one file; each noun is plain data.
import type { Temporal } from 'temporal-polyfill';
import type { Engine, EngineSession } from '../engine/engine';
import { UserError } from '../errors';
import type { CompiledQuery, MeasureRow } from '../sql/compiled-query';
import { assemble } from './assemble';
import { compileStatement } from './compile';
import { type MetricQuery, mostGroups, parseQuestion, type QuerySettings } from './metric-query';
import type { MetricQuestion } from './metric-question';
import type { MetricsResult, ResolvedQuery } from './metrics-result';
import { describePlan, planQuery } from './plan';

export type AnswerContext = {
  readonly engine: Engine;
  readonly settings: QuerySettings;
  readonly now: () => Temporal.Instant;
};

/** Throws a UserError for a question that cannot be answered; a metric that refuses the slice stands in `refused` instead. */
export async function answer(
  question: MetricQuestion,
  { engine, settings, now }: AnswerContext,
): Promise<MetricsResult> {
  const started = performance.now();
  // 1. What is asked
  const query = parseQuestion(question, settings, toMicroseconds(now()));
  // 2. Which measures, at which levels
  const plan = planQuery(query);
  // 3. As SQL
  const compiled = plan.statements.map((statement) => compileStatement(statement, query, engine.dialect));
  // 4. Measured on one consistent view of the data
  const { dataVersion, results } = await engine.read(async (session) => {
    const version = await session.dataVersion();
    if (query.cursorVersion !== null && query.cursorVersion !== version)
      throw new UserError('CURSOR_EXPIRED', { issued: query.cursorVersion, current: version });
    const rows: (readonly MeasureRow[])[] = [];
    for (const each of compiled) rows.push(await measured(session, each));
    return { dataVersion: version, results: rows };
  });
  // 5. Merged, filled, ordered, paged, divided
  const merged = plan.statements.map(({ level }, index) => ({
    level,
    compiled: compiled[index]!,
    rows: results[index]!,
  }));
  return {
    ...assemble(query, merged, dataVersion),
    refused: query.refused,
    resolved: {
      ...resolve(query),
      dataVersion,
      engine: engine.name,
      cached: false,
      elapsedMs: performance.now() - started,
    },
    explain: {
      sql: compiled.map(({ sql }) => sql),
      plan: describePlan(plan),
      scannedFacts: [...new Set(compiled.flatMap(({ tables }) => tables))]
        .filter((table) => table.startsWith('fact_'))
        .sort(),
      warnings: [],
    },
  };
}

async function measured(session: EngineSession, compiled: CompiledQuery): Promise<readonly MeasureRow[]> {
  const rows = await session.measure(compiled, mostGroups + 1);
  if (rows.length > mostGroups)
    throw new UserError('TOO_MANY_GROUPS', { groups: await session.count(compiled), limit: mostGroups });
  return rows;
}

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
