// The query `catalog`: what can be asked, searched by the words people use, in English and Chinese.
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { denied, ruleOfValue } from '../../auth/policy';
import { dimensionOf } from '../../model/dimensions';
import { countMembers } from '../../query/members/members';
import { Locale, type LocaleName } from '../common/enums';
import { nameIn } from '../common/locale';
import type { RequestContext } from '../common/request-context';
import { CatalogSearch } from './arguments';
import { Catalog, DimensionDefinition, MetricDefinition } from './types';
import { type DimensionDefinitionView, dimensionViews, type MetricDefinitionView, searchMetrics } from './view';

type CatalogView = { readonly currency: string; readonly dimensions: readonly DimensionDefinitionView[] };

/** Clients keep one object per id: what depends on a language takes it as an argument of its own field, never of a parent. */
const inLanguage = () => Arg('locale', () => Locale, { nullable: true, defaultValue: 'EN' });

@Resolver(() => Catalog)
export class CatalogResolver {
  @Query(() => Catalog, {
    description: 'What can be asked: every metric, and every dimension that the role may ask by.',
  })
  catalog(@Ctx() { warehouse, principal }: RequestContext): CatalogView {
    const mayAsk = ({ id }: DimensionDefinitionView): boolean =>
      denied(principal.role, ruleOfValue('Dimension', id) ?? []) === undefined;
    return { currency: warehouse.settings.currency, dimensions: dimensionViews.filter(mayAsk) };
  }

  @FieldResolver(() => [MetricDefinition])
  metrics(@Args(() => CatalogSearch) search: CatalogSearch): readonly MetricDefinitionView[] {
    return searchMetrics(search);
  }
}

@Resolver(() => MetricDefinition)
export class MetricDefinitionResolver {
  @FieldResolver(() => String)
  label(@Root() { label }: MetricDefinitionView, @inLanguage() locale: LocaleName | null): string {
    return nameIn(label, locale);
  }

  @FieldResolver(() => String)
  definition(@Root() { definition }: MetricDefinitionView, @inLanguage() locale: LocaleName | null): string {
    return nameIn(definition, locale);
  }
}

@Resolver(() => DimensionDefinition)
export class DimensionDefinitionResolver {
  @FieldResolver(() => String)
  label(@Root() { label }: DimensionDefinitionView, @inLanguage() locale: LocaleName | null): string {
    return nameIn(label, locale);
  }

  @FieldResolver(() => String)
  description(@Root() { description }: DimensionDefinitionView, @inLanguage() locale: LocaleName | null): string {
    return nameIn(description, locale);
  }

  @FieldResolver(() => Int, { description: 'How many members the warehouse knows.' })
  members(@Root() { id }: DimensionDefinitionView, @Ctx() { answering }: RequestContext): Promise<number> {
    return countMembers(answering, dimensionOf(id));
  }
}
