// A funnel from question to answer (METRICS.md, Root queries that are not one number):
//
//   FunnelQuestion -> parseFunnel -> FunnelQuery -> compileFunnel -> CompiledQuery -> engine -> assembleFunnel -> FunnelResult
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import type { AnswerContext } from '../reading';
import { assembleFunnel, type FunnelRow } from './assemble-funnel';
import { compileFunnel } from './compile-funnel';
import { type FunnelQuery, type FunnelQuestion, parseFunnel } from './funnel-question';
import { answerStatement } from './statement-answer';

export type FunnelResult = {
  readonly rows: readonly FunnelRow[];
  readonly resolved: ResolvedQuery;
  readonly explain: Explain;
};

/** Throws a UserError for a question that cannot be answered. */
export async function funnel(question: FunnelQuestion, context: AnswerContext): Promise<FunnelResult> {
  return answerStatement(question, context, {
    parse: parseFunnel,
    compile: compileFunnel,
    describe,
    result: (query, rows) => ({ rows: assembleFunnel(query, rows) }),
    counts: ({ rows }) => rows.flatMap(({ steps }) => steps.map(({ reached }) => reached)),
  });
}

function describe({ scope, stages, windowDays, matureOnly }: FunnelQuery): string {
  const window = windowDays === null ? '' : ` within ${windowDays} days${matureOnly ? ', windows over' : ''}`;
  const by = scope.by.length === 0 ? 'one slice' : `by ${scope.by.map(({ id }) => id).join(' x ')}`;
  return `journeys of customers from ${stages.join(' to ')}${window}, ${by}`;
}
