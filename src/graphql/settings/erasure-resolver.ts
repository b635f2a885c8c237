// The mutation `eraseCustomer`.
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { eraseCustomer } from '../../load/erase-customer';
import { customersSeen } from '../../query/members/customers-seen';
import type { RequestContext } from '../common/request-context';

@Resolver()
export class ErasureResolver {
  @Mutation(() => Boolean, {
    description:
      'Erases a person for ever: attributes and ids go from everywhere, also those of its aliases; what happened stays with a customer without name. True once it is done; an id that is no customer’s, or was erased before, is an error.',
  })
  async eraseCustomer(
    @Arg('id', () => ID, { description: 'The customer, or one of its aliases.' }) id: string,
    @Ctx() { warehouse, writing }: RequestContext,
  ): Promise<boolean> {
    await writing(async (answering) => eraseCustomer(warehouse, id, { seen: await customersSeen(answering) }));
    return true;
  }
}
