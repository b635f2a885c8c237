// The query `funnel`.
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { funnel } from '../../query/journeys/funnel';
import type { RequestContext } from '../common/request-context';
import { FunnelArguments, FunnelResult } from './funnel-types';

@Resolver()
export class FunnelResolver {
  @Query(() => FunnelResult, {
    description: 'How customers go from stage to stage, how long it takes them, and where most are left behind.',
  })
  async funnel(
    @Args(() => FunnelArguments) asked: FunnelArguments,
    @Ctx() { answering }: RequestContext,
  ): Promise<FunnelResult> {
    return new FunnelResult(await funnel(asked, answering));
  }
}
