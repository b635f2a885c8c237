// The mutation `mergeCustomers`.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { mergeCustomers } from '../../load/merge-customers';
import { customersSeen } from '../../query/members/customers-seen';
import type { RequestContext } from '../common/request-context';
import { customersOf } from './customers-of';
import { Customer } from './types';

@Resolver()
export class MergeResolver {
  @Mutation(() => Customer, {
    description:
      'Makes two ids one customer: what happened, and will happen, under the one lands on the other, whose attributes stand. It is a load of its own, and taking that back parts them again.',
  })
  async mergeCustomers(
    @Arg('from', () => ID, { description: 'The id that becomes an alias.' }) from: string,
    @Arg('into', () => ID, { description: 'The customer that it is one with, or an alias of it.' }) into: string,
    @Ctx() { warehouse, writing, portraits }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Customer> {
    await writing(async (answering) => mergeCustomers(warehouse, from, into, await customersSeen(answering)));
    const [survivor] = await customersOf([into], null, portraits(), info);
    return survivor!;
  }
}
