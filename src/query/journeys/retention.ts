// Retention from question to answer (METRICS.md, Root queries that are not one number):
//
//   RetentionQuestion -> parseRetention -> RetentionQuery -> compileRetention -> CompiledQuery -> engine -> assembleRetention
//     -> RetentionResult
import type { RetentionActivity } from '../../model/retention-activity';
import { type Warning, warning } from '../../warnings';
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import type { AnswerContext } from '../reading';
import { assembleRetention, type Cohort } from './assemble-retention';
import { compileRetention } from './compile-retention';
import { parseRetention, type RetentionQuery, type RetentionQuestion } from './retention-question';
import { answerStatement } from './statement-answer';

export type RetentionResult = {
  readonly cohorts: readonly Cohort[];
  readonly resolved: ResolvedQuery;
  readonly explain: Explain;
};

/** Throws a UserError for a question that cannot be answered. */
export async function retention(question: RetentionQuestion, context: AnswerContext): Promise<RetentionResult> {
  return answerStatement(question, context, {
    parse: parseRetention,
    compile: compileRetention,
    describe,
    warnings: cutCohorts,
    result: (query, rows) => ({ cohorts: assembleRetention(query, rows) }),
    counts: ({ cohorts }) => cohorts.flatMap(({ size, cells }) => [size, ...cells.map(({ customers }) => customers)]),
  });
}

const entries: Readonly<Record<RetentionActivity, string>> = {
  PURCHASE: 'first purchases',
  ACTIVE: 'first active facts',
};

function describe({ scope, grain, units, offsets, activity }: RetentionQuery): string {
  const by = scope.by.map(({ id }) => ` x ${id}`).join('');
  return `cohorts of ${entries[activity]} by ${grain}${by}, through ${units.length} units, offsets up to ${offsets}`;
}

/** A period that cuts a unit leaves customers out of its cohort: said, never left to be noticed. */
function cutCohorts({ scope: { buckets, period }, units, activity }: RetentionQuery): readonly Warning[] {
  const [from, to] = [period.from.toString(), period.to.toString()];
  return buckets.flatMap(({ index, first, last, label }) =>
    first === units[index]!.start && last === units[index]!.end
      ? []
      : [warning('COHORT_CUT', { from, to, cohort: label, first, last, activity })],
  );
}
