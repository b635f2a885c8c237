// The query `metrics`.
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { metricsAllowed } from '../common/metrics-allowed';
import type { RequestContext } from '../common/request-context';
import { selectionOf } from '../common/selection';
import { comparedIn, QuestionArguments, questionOf } from './question-arguments';
import { rowMistakes } from './row-mistakes';
import { MetricsResult } from './types';
import { metricsView } from './view';

@Resolver()
export class MetricsResolver {
  @Query(() => MetricsResult, {
    description:
      'Any metrics, for any slice, period and customer segment. Which metrics are computed is read from the selected fields.',
  })
  async metrics(
    @Args(() => QuestionArguments) asked: QuestionArguments,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MetricsResult> {
    const { metrics, shares, paged, rowFields } = selectionOf(info);
    const { allowed, denied } = metricsAllowed(metrics, context.principal.role);
    const result = await context.questions.load({ question: { ...questionOf(allowed, asked), shares }, paged });
    const mistakes = rowMistakes(rowFields, {
      refused: new Map([...result.refused, ...denied]),
      by: asked.by ?? [],
      compared: comparedIn(asked),
      counts: { rows: result.rows.length, totals: result.totals.length },
    });
    context.fieldErrors.add(mistakes, info);
    return metricsView(result, context.gone);
  }
}
