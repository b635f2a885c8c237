// The queries that tell what can be asked: the catalogue and the members of its dimensions.
import { Arg, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Catalog, DimensionDefinition, MetricDefinition } from './catalog-types';
import {
  allDimensions,
  type DimensionDefinitionView,
  type MetricDefinitionView,
  nameIn,
  searchMetrics,
} from './catalog-view';
import { Area, Dimension, Locale, type LocaleName } from './enums';

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
    @Arg('area', () => Area, { nullable: true }) area: string | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('sliceableBy', () => [Dimension], { nullable: true }) sliceableBy: string[] | null,
  ): readonly MetricDefinitionView[] {
    return searchMetrics({ area, search, sliceableBy }, catalog.locale);
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
}
