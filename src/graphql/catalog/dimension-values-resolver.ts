// The query `dimensionValues`: the members of a dimension, for filters and pick lists.
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { dimensionValues } from '../../query/members/dimension-values';
import { Locale, type LocaleName } from '../common/enums';
import { labelOf } from '../common/label-loader';
import type { RequestContext } from '../common/request-context';
import type { PageInfo } from '../metrics/types';
import { DimensionValuesArguments } from './arguments';
import { DimensionValue, DimensionValueConnection } from './types';

type DimensionValueView = DimensionValue & { readonly dimension: string };
type DimensionValueConnectionView = { readonly nodes: readonly DimensionValueView[]; readonly pageInfo: PageInfo };

@Resolver()
export class DimensionValuesResolver {
  @Query(() => DimensionValueConnection, {
    description:
      'The members of a dimension, most frequent first; search finds them by a part of their value or label.',
  })
  async dimensionValues(
    @Args(() => DimensionValuesArguments) asked: DimensionValuesArguments,
    @Ctx() { answering }: RequestContext,
  ): Promise<DimensionValueConnectionView> {
    const { nodes, pageInfo } = await dimensionValues(asked, answering);
    return { nodes: nodes.map((node) => ({ ...node, dimension: asked.dimension })), pageInfo };
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
