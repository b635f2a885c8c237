// The query `retention`.
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { retention } from '../../query/journeys/retention';
import type { RequestContext } from '../common/request-context';
import { RetentionArguments, RetentionResult } from './retention-types';

@Resolver()
export class RetentionResolver {
  @Query(() => RetentionResult, {
    description:
      'Cohorts of customers by the unit of their first purchase, or first active fact: how many come back, and for how much, in the units after it.',
  })
  async retention(
    @Args(() => RetentionArguments) asked: RetentionArguments,
    @Ctx() { answering }: RequestContext,
  ): Promise<RetentionResult> {
    return new RetentionResult(await retention(asked, answering));
  }
}
