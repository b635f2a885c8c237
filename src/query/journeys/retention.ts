// Retention from question to answer (METRICS.md, Root queries that are not one number):
//
//   RetentionQuestion -> parseRetention -> RetentionQuery -> compileRetention -> CompiledQuery -> engine -> assembleRetention
//     -> RetentionResult
import { type Warning, warning } from '../../warnings';
import type { AnswerContext } from '../answer';
import type { Explain, ResolvedQuery } from '../question/metrics-result';
import { assembleRetention, type Cohort } from './assemble-retention';
import { compileRetention } from './compile-retention';
import { parseRetention, type RetentionQuery, type RetentionQuestion } from './retention-question';
import { answerStatement, startAsking } from './statement-answer';

export type RetentionResult = {
  readonly cohorts: readonly Cohort[];
  readonly resolved: ResolvedQuery;
  readonly explain: Explain;
};

/** Throws a UserError for a question that cannot be answered. */
export async function retention(question: RetentionQuestion, context: AnswerContext): Promise<RetentionResult> {
  const asking = await startAsking(question, context);
  const query = parseRetention(question, context.settings, asking);
  const { rows, resolved, explain } = await answerStatement(
    query.slice,
    (slice, dialect) => compileRetention({ ...query, slice }, dialect),
    asking,
    context,
  );
  const warnings = cutCohorts(query);
  return {
    cohorts: assembleRetention(query, rows),
    resolved: { ...resolved, warnings },
    explain: { ...explain, plan: describe(query), warnings },
  };
}

function describe({ slice, grain, units, offsets }: RetentionQuery): string {
  const by = slice.by.map(({ id }) => ` x ${id}`).join('');
  return `cohorts of first purchases by ${grain}${by}, through ${units.length} units, offsets up to ${offsets}`;
}

/** A period that cuts a unit leaves first purchases out of its cohort: said, never left to be noticed. */
function cutCohorts({ slice: { buckets, period }, units }: RetentionQuery): readonly Warning[] {
  return buckets.flatMap(({ index, first, last, label }) =>
    first === units[index]!.start && last === units[index]!.end
      ? []
      : [
          warning('COHORT_CUT', {
            from: period.from.toString(),
            to: period.to.toString(),
            cohort: label,
            first,
            last,
          }),
        ],
  );
}
