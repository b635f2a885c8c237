// The query `table`: the question of `metrics` with the metrics as a list, answered as one table.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { UserError } from '../../errors';
import { Locale, type LocaleName } from '../common/enums';
import { nameIn } from '../common/locale';
import type { RequestContext } from '../common/request-context';
import { selectionOf } from '../common/selection';
import { comparedIn, questionOf, TableArguments } from '../metrics/question-arguments';
import type { ColumnView } from './column';
import { Column, Table } from './types';
import { type TableShape, type TableView, tableView } from './view';

@Resolver()
export class TableResolver {
  @Query(() => Table, {
    description:
      'The same question with the metrics as a list and the answer as one table: for BI front ends and spreadsheets.',
  })
  async table(
    @Args(() => TableArguments) asked: TableArguments,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TableView> {
    const { metrics } = asked;
    const extras = asked.with ?? [];
    refuseRepeated('metrics', metrics);
    refuseRepeated('with', extras);
    const result = await context.questions.load({
      question: { ...questionOf(metrics, asked), shares: extras.includes('SHARE') },
      paged: selectionOf(info).paged,
    });
    const shape: TableShape = {
      metrics,
      by: asked.by ?? [],
      grain: asked.grain ?? null,
      compared: comparedIn(asked),
      extras,
      numbers: asked.numbers ?? 'FLOAT',
      currency: result.resolved.currency,
      labels: asked.labels !== false,
      others: asked.top != null && asked.top.other !== false,
    };
    return tableView(result, shape, context.labels, context.gone);
  }
}

/** No column is there twice. */
function refuseRepeated(argument: string, names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined)
    throw new UserError('INVALID_ARGUMENT', {
      argument,
      problem: `it names ${repeated} more than once`,
      hint: 'Name each once: each is a column of its own.',
    });
}

@Resolver(() => Column)
export class ColumnResolver {
  @FieldResolver(() => String)
  label(
    @Root() column: ColumnView,
    @Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null,
  ): string {
    return nameIn(column.title, locale);
  }
}
