// A question that is one statement, from the ask to the answer: funnels and cohorts are such questions.
import type { CompiledQuery, MeasureRow } from '../../sql/compiled-query';
import type { Warning } from '../../warnings';
import type { Compilation } from '../compile/compilation';
import { run } from '../measure/measure';
import type { FilterInput } from '../question/metric-question';
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import type { Around, Scope } from '../question/scope';
import { refuseSmallCounts } from '../question/small-groups';
import { type AnswerContext, arrive, explained, read, resolvedQuery, warningsOfFacts } from '../reading';
import { unwatched } from '../watching';

export type StatementKind<Question, Query, Result> = {
  /** Throws a UserError for what cannot be meant. */
  readonly parse: (question: Question, around: Around) => Query;
  /** The scope is that of the compilation: its conditions are judged. */
  readonly compile: (query: Query, compilation: Compilation) => CompiledQuery;
  /** The plan in words. */
  readonly describe: (query: Query) => string;
  readonly warnings?: (query: Query) => readonly Warning[];
  readonly result: (query: Query, rows: readonly MeasureRow[]) => Result;
  /** Every number of customers in it. */
  readonly counts: (result: Result) => Iterable<number>;
};

type Asked = { readonly where?: FilterInput | null; readonly by?: readonly unknown[] | null };
type Scoped = { readonly scope: Scope };
type AnswerOf<Result> = Result & { readonly resolved: ResolvedQuery; readonly explain: Explain };

/** Throws TOO_MANY_GROUPS, and what the kind of question refuses. */
export function answerStatement<Question extends Asked, Query extends Scoped, Result>(
  question: Question,
  context: AnswerContext,
  kind: StatementKind<Question, Query, Result>,
): Promise<AnswerOf<Result>> {
  const { watching = unwatched } = context;
  const asked = { kind: 'journey', metrics: 0, dimensions: question.by?.length ?? 0 } as const;
  return watching.question(asked, () => answerInOne(question, context, kind));
}

async function answerInOne<Question extends Asked, Query extends Scoped, Result>(
  question: Question,
  context: AnswerContext,
  { parse, compile, describe, warnings, result, counts }: StatementKind<Question, Query, Result>,
): Promise<AnswerOf<Result>> {
  const arrival = await arrive(question, context);
  const query = parse(question, arrival);
  return read(context, { scope: query.scope, segments: arrival.segments }, async (reading) => {
    const { session, scope, trail } = reading;
    const [measured] = await run([compile(query, { scope, dialect: session.dialect })], session);
    const found = result(query, measured!.rows);
    refuseSmallCounts(counts(found), scope.fewestCustomers);
    const ran = [...trail, measured!];
    const cautions = [...reading.warnings, ...(await warningsOfFacts(reading, ran)), ...(warnings?.(query) ?? [])];
    return {
      ...found,
      resolved: resolvedQuery(reading, arrival, cautions),
      explain: explained(ran, describe(query), cautions),
    };
  });
}
