// A funnel from question to answer (METRICS.md, Root queries that are not one number):
//
//   FunnelQuestion -> parseFunnel -> FunnelQuery -> compileFunnel -> CompiledQuery -> engine -> assembleFunnel -> FunnelResult
import type { AnswerContext } from '../answer';
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import { assembleFunnel, type FunnelRow } from './assemble-funnel';
import { compileFunnel } from './compile-funnel';
import { type FunnelQuery, type FunnelQuestion, parseFunnel } from './funnel-question';
import { answerStatement, startAsking } from './statement-answer';

export type FunnelResult = {
  readonly rows: readonly FunnelRow[];
  readonly resolved: ResolvedQuery;
  readonly explain: Explain;
};

/** Throws a UserError for a question that cannot be answered. */
export async function funnel(question: FunnelQuestion, context: AnswerContext): Promise<FunnelResult> {
  const asking = await startAsking(question, context);
  const query = parseFunnel(question, context.settings, asking);
  const { rows, resolved, explain } = await answerStatement(
    query.slice,
    (slice, dialect) => compileFunnel({ ...query, slice }, dialect),
    asking,
    context,
  );
  return {
    rows: assembleFunnel(query, rows),
    resolved: { ...resolved, warnings: [] },
    explain: { ...explain, plan: describe(query), warnings: [] },
  };
}

function describe({ slice, stages, windowDays, matureOnly }: FunnelQuery): string {
  const window = windowDays === null ? '' : ` within ${windowDays} days${matureOnly ? ', windows over' : ''}`;
  const by = slice.by.length === 0 ? 'one slice' : `by ${slice.by.map(({ id }) => id).join(' x ')}`;
  return `journeys of customers from ${stages.join(' to ')}${window}, ${by}`;
}
