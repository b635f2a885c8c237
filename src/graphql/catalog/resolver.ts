// The query `catalog`: what can be asked, searched by the words people use.
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { dimensionOf } from '../../model/dimensions';
import { countMembers } from '../../query/members/members';
import { Locale, type LocaleName } from '../common/enums';
import { nameIn } from '../common/locale';
import type { RequestContext } from '../common/request-context';
import { CatalogSearch } from './arguments';
import { Catalog, DimensionDefinition, MetricDefinition } from './types';
import { allDimensions, type DimensionDefinitionView, type MetricDefinitionView, searchMetrics } from './view';

type CatalogView = { readonly locale: LocaleName; readonly dimensions: readonly DimensionDefinitionView[] };

@Resolver(() => Catalog)
export class CatalogResolver {
  @Query(() => Catalog, {
    description: 'What can be asked: every metric and every dimension. locale is that of the labels.',
  })
  catalog(@Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null): CatalogView {
    return { locale: locale ?? 'EN', dimensions: allDimensions(locale ?? 'EN') };
  }

  @FieldResolver(() => [MetricDefinition])
  metrics(
    @Root() catalog: CatalogView,
    @Args(() => CatalogSearch) search: CatalogSearch,
  ): readonly MetricDefinitionView[] {
    return searchMetrics(search, catalog.locale);
  }
}

@Resolver(() => MetricDefinition)
export class MetricDefinitionResolver {
  @FieldResolver(() => String)
  label(
    @Root() metric: MetricDefinitionView,
    @Arg('locale', () => Locale, { nullable: true }) locale: LocaleName | null,
  ): string {
    return nameIn(metric.names, locale ?? metric.locale);
  }
}

@Resolver(() => DimensionDefinition)
export class DimensionDefinitionResolver {
  @FieldResolver(() => String)
  label(
    @Root() dimension: DimensionDefinitionView,
    @Arg('locale', () => Locale, { nullable: true }) locale: LocaleName | null,
  ): string {
    return nameIn(dimension.names, locale ?? dimension.locale);
  }

  @FieldResolver(() => Int, { description: 'How many members the warehouse knows.' })
  members(@Root() { id }: DimensionDefinitionView, @Ctx() { answering }: RequestContext): Promise<number> {
    return countMembers(answering, dimensionOf(id));
  }
}
