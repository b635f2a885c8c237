// A question that is one statement, from the ask to the answer: funnels and cohorts are such questions.
import type { CompiledQuery, MeasureRow } from '../../sql/compiled-query';
import type { Warning } from '../../warnings';
import type { Compilation } from '../compile/compilation';
import { run } from '../measure/measure';
import type { FilterInput } from '../question/metric-question';
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import type { Around, Scope } from '../question/scope';
import { type AnswerContext, arrive, explained, read, resolvedQuery, warningsOfFacts } from '../reading';

export type StatementKind<Question, Query, Result> = {
  /** Throws a UserError for what cannot be meant. */
  readonly parse: (question: Question, around: Around) => Query;
  /** The scope is that of the compilation: its conditions are judged. */
  readonly compile: (query: Query, compilation: Compilation) => CompiledQuery;
  /** The plan in words. */
  readonly describe: (query: Query) => string;
  readonly warnings?: (query: Query) => readonly Warning[];
  readonly result: (query: Query, rows: readonly MeasureRow[]) => Result;
};

/** Throws TOO_MANY_GROUPS, and what the kind of question refuses. */
export async function answerStatement<
  Question extends { readonly where?: FilterInput | null },
  Query extends { readonly scope: Scope },
  Result,
>(
  question: Question,
  context: AnswerContext,
  { parse, compile, describe, warnings, result }: StatementKind<Question, Query, Result>,
): Promise<Result & { readonly resolved: ResolvedQuery; readonly explain: Explain }> {
  const arrival = await arrive(question, context);
  const query = parse(question, arrival);
  return read(context, { scope: query.scope, segments: arrival.segments }, async (reading) => {
    const { session, scope, trail } = reading;
    const [measured] = await run([compile(query, { scope, dialect: session.dialect })], session);
    const ran = [...trail, measured!];
    const cautions = [...reading.warnings, ...(await warningsOfFacts(reading, ran)), ...(warnings?.(query) ?? [])];
    return {
      ...result(query, measured!.rows),
      resolved: resolvedQuery(reading, arrival, cautions),
      explain: explained(ran, describe(query), cautions),
    };
  });
}
