// The queries `customer`, `customers` and `searchCustomers`.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { searchCustomers } from '../../customer/search/search';
import { refuseArgument } from '../../model/choose-argument';
import { CustomerOrder } from '../common/enums';
import { FilterInput } from '../common/inputs';
import type { RequestContext } from '../common/request-context';
import { DateScalar } from '../common/scalars';
import { customersOf } from './customers-of';
import { neededFor } from './needed-for';
import { Customer, CustomerConnection } from './types';

const mostIds = 1_000;

const asOfArgument = {
  nullable: true,
  description:
    'The customer as it was at the end of this day, by the last month-end before that; today, a later day and none: as it is now.',
};

@ArgsType()
class SearchArguments {
  @Field(() => FilterInput, {
    nullable: true,
    description: 'Attributes of customers, conditions on their metrics, and segments.',
  })
  where?: FilterInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words, each of which stands in the id, the name, the e-mail address or the phone number, in any case.',
  })
  text?: string | null;

  @Field(() => CustomerOrder, { nullable: true, defaultValue: 'CLV_DESC' })
  orderBy?: keyof typeof CustomerOrder | null;

  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'At most 1,000.' })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;

  @Field(() => DateScalar, asOfArgument)
  asOf?: string | null;
}

@Resolver()
export class CustomersResolver {
  @Query(() => Customer, {
    nullable: true,
    description: 'A customer by id; null where there is none, or was none on file by then.',
  })
  async customer(
    @Arg('id', () => ID) id: string,
    @Arg('asOf', () => DateScalar, asOfArgument) asOf: string | null,
    @Ctx() { portraits }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Customer | null> {
    const [customer] = await customersOf([id], asOf, portraits(), info);
    return customer!;
  }

  @Query(() => [Customer], {
    nullable: 'items',
    description: 'In the order of ids, at most 1,000; null where there is none.',
  })
  async customers(
    @Arg('ids', () => [ID]) ids: string[],
    @Arg('asOf', () => DateScalar, asOfArgument) asOf: string | null,
    @Ctx() { portraits }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly (Customer | null)[]> {
    if (ids.length > mostIds)
      refuseArgument('ids', `${ids.length} customers cannot be asked for`, `Give at most ${mostIds} ids in one field.`);
    return customersOf(ids, asOf, portraits(), info);
  }

  @Query(() => CustomerConnection, {
    description: 'Customers on file that meet a filter and hold the words of a text, in an order, by pages.',
  })
  async searchCustomers(
    @Args(() => SearchArguments) asked: SearchArguments,
    @Ctx() { lookingUp, portraits }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerConnection> {
    const needed = neededFor(info);
    const { customers, pageInfo, totalCount } = await searchCustomers(asked, needed.columns, lookingUp);
    const { standing: standingAsOf, judging } = portraits();
    const standing = await standingAsOf(asked.asOf);
    const judged = needed.judging ? await judging(standing) : null;
    return { nodes: customers.map((portrait) => new Customer(portrait, standing, judged)), pageInfo, totalCount };
  }
}
