// The query `metrics` and the fields of its answer that take arguments.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { UserError } from '../errors';
import type { PeriodAnswer } from '../query/metrics-result';
import { nameIn } from './catalog-view';
import { Dimension, Locale, type LocaleName } from './enums';
import { formatValue } from './format-value';
import { labelOf } from './label-loader';
import { MetricRow, MetricsResult, MetricValue, Period, SliceKey } from './metrics-types';
import {
  keyOf,
  type MetricRowView,
  type MetricsResultView,
  type MetricValueView,
  metricsView,
  type SliceKeyView,
} from './metrics-view';
import { QuestionArguments, questionOf } from './question-arguments';
import type { RequestContext } from './request-context';
import { selectionOf } from './selection';

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
  ): Promise<MetricsResultView> {
    const { metrics, paged } = selectionOf(info);
    if (metrics.length === 0) throw new UserError('NO_METRIC', {});
    const result = await context.questions.load({ question: questionOf(metrics, asked), paged });
    return metricsView(result);
  }
}

@Resolver(() => MetricRow)
export class MetricRowResolver {
  @FieldResolver(() => SliceKey, { nullable: true, description: 'The member of one dimension asked for in by.' })
  key(@Root() row: MetricRowView, @Arg('dimension', () => Dimension) dimension: string): SliceKeyView | null {
    return keyOf(row, dimension);
  }
}

@Resolver(() => SliceKey)
export class SliceKeyResolver {
  @FieldResolver(() => String)
  label(
    @Root() key: SliceKeyView,
    @Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null,
    @Ctx() context: RequestContext,
  ): Promise<string> | string {
    return labelOf(context.labels, key, locale ?? 'EN');
  }
}

@Resolver(() => Period)
export class PeriodResolver {
  @FieldResolver(() => String)
  label(
    @Root() period: PeriodAnswer,
    @Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null,
  ): string {
    return nameIn(period.label, locale ?? 'EN');
  }
}

@Resolver(() => MetricValue)
export class MetricValueResolver {
  @FieldResolver(() => String, { description: 'The value as people read it, with its unit.' })
  formatted(
    @Root() value: MetricValueView,
    @Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null,
    @Ctx() context: RequestContext,
  ): string {
    return formatValue(value, value.metric.unit, locale ?? 'EN', context.warehouse.settings.currency);
  }
}
