// The field `estimate` of explain: what the question was taken to come to before it ran.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, FieldResolver, Float, Info, ObjectType, Resolver } from 'type-graphql';
import { type Estimate as EstimateAnswer, noEstimate } from '../common/estimate';
import type { RequestContext } from '../common/request-context';
import { Explain } from './types';

@ObjectType({
  simpleResolvers: true,
  description:
    'What the field at the root was taken to come to at most before it ran, from its document, arguments and the members of its dimensions. Limits are held against the sum of a request (docs/limits.md).',
})
export class Estimate {
  @Field(() => Float, { description: 'Values of the answer.' })
  cells: number;

  @Field(() => Float)
  bytes: number;

  @Field(() => Float, {
    description:
      'Statements, each by what it measures: 1 for every thousand groups and for every reading of the facts.',
  })
  cost: number;
}

@Resolver(() => Explain)
export class ExplainResolver {
  @FieldResolver(() => Estimate)
  estimate(@Ctx() { estimates }: RequestContext, @Info() { path }: GraphQLResolveInfo): EstimateAnswer {
    let root = path;
    while (root.prev !== undefined) root = root.prev;
    const { cells, bytes, cost } = estimates.get(String(root.key)) ?? noEstimate;
    return { cells: Math.ceil(cells), bytes: Math.ceil(bytes), cost: Math.ceil(cost) };
  }
}
