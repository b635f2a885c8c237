// A question that is one statement: its conditions on customers judged and its measures taken on one consistent view of
// the data, with what it came to.
import type { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import { segmentsFor } from '../../model/segment';
import type { CompiledQuery, MeasureRow } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import type { AnswerContext } from '../answer';
import { judgeConditions } from '../conditions/conditions';
import { type MetricQuery, mostGroups, type Segments } from '../question/metric-query';
import type { FilterInput } from '../question/metric-question';
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import { resolvedQuery, toMicroseconds } from '../question/resolved-query';

/** What a question is read with. */
export type Asking = {
  readonly now: Temporal.Instant;
  readonly segments: Segments;
  /** When the question arrived, by performance.now(). */
  readonly started: number;
};

export type StatementAnswer = {
  readonly rows: readonly MeasureRow[];
  readonly resolved: ResolvedQuery;
  readonly explain: Pick<Explain, 'sql' | 'scannedFacts'>;
};

export async function startAsking(
  { where }: { readonly where?: FilterInput | null },
  { now, segments }: AnswerContext,
): Promise<Asking> {
  const started = performance.now();
  return {
    now: toMicroseconds(now()),
    segments: await segmentsFor(where, segments),
    started,
  };
}

/** `compile` is given the slice with its conditions judged. Throws TOO_MANY_GROUPS. */
export async function answerStatement(
  slice: MetricQuery,
  compile: (slice: MetricQuery, dialect: Dialect) => CompiledQuery,
  { segments, started }: Asking,
  { engine }: AnswerContext,
): Promise<StatementAnswer> {
  const { dialect } = engine;
  const { dataVersion, compiled, rows } = await engine.read(async (session) => {
    const filter = slice.filter && (await judgeConditions(slice.filter, { query: slice, segments, session, dialect }));
    const statement = compile({ ...slice, filter }, dialect);
    const measured = await session.measure(statement, mostGroups + 1);
    if (measured.length > mostGroups)
      throw new UserError('TOO_MANY_GROUPS', { groups: await session.count(statement), limit: mostGroups });
    return { dataVersion: session.dataVersion, compiled: statement, rows: measured };
  });
  return {
    rows,
    resolved: {
      ...resolvedQuery(slice),
      dataVersion,
      engine: engine.name,
      cached: false,
      elapsedMs: performance.now() - started,
    },
    explain: {
      sql: [compiled.sql],
      scannedFacts: compiled.tables.filter((table) => table.startsWith('fact_')),
    },
  };
}
