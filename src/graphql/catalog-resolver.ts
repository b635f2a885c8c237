// The queries that tell what can be asked: the catalogue and the members of its dimensions.
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { dimensionOf } from '../model/dimensions';
import { dimensionValues } from '../query/dimension-values';
import { countMembers } from '../query/members';
import {
  Catalog,
  DimensionDefinition,
  DimensionValue,
  DimensionValueConnection,
  MetricDefinition,
} from './catalog-types';
import {
  allDimensions,
  type DimensionDefinitionView,
  type MetricDefinitionView,
  nameIn,
  searchMetrics,
} from './catalog-view';
import { Area, Dimension, Locale, type LocaleName } from './enums';
import { FilterInput } from './inputs';
import { labelOf } from './label-loader';
import type { PageInfo } from './metrics-types';
import type { RequestContext } from './request-context';

type DimensionValueView = DimensionValue & { readonly dimension: string };
type DimensionValueConnectionView = { readonly nodes: readonly DimensionValueView[]; readonly pageInfo: PageInfo };

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

  @FieldResolver(() => Int, { description: 'How many members the warehouse knows.' })
  members(@Root() { id }: DimensionDefinitionView, @Ctx() { answering }: RequestContext): Promise<number> {
    return countMembers(answering.engine, dimensionOf(id));
  }
}

@Resolver()
export class DimensionValuesResolver {
  @Query(() => DimensionValueConnection, {
    description:
      'The members of a dimension, most frequent first; search finds them by a part of their value or label.',
  })
  async dimensionValues(
    @Arg('dimension', () => Dimension) dimension: string,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('where', () => FilterInput, { nullable: true }) where: FilterInput | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { answering }: RequestContext,
  ): Promise<DimensionValueConnectionView> {
    const { nodes, pageInfo } = await dimensionValues({ dimension, search, where, first, after }, answering);
    return { nodes: nodes.map((node) => ({ ...node, dimension })), pageInfo };
  }
}

@Resolver(() => DimensionValue)
export class DimensionValueResolver {
  @FieldResolver(() => String)
  label(
    @Root() member: DimensionValueView,
    @Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' }) locale: LocaleName | null,
    @Ctx() { labels }: RequestContext,
  ): Promise<string> | string {
    return labelOf(labels, member, locale ?? 'EN');
  }
}
