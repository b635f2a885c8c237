// The query `transitions`.
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { type Transition as TransitionAnswer, transitions } from '../../query/journeys/transitions';
import { Dimension } from '../common/enums';
import { FilterInput } from '../common/inputs';
import type { RequestContext } from '../common/request-context';
import { DateScalar } from '../common/scalars';
import { SliceKey } from '../metrics/types';

@ObjectType({ simpleResolvers: true, description: 'How many customers went from one member to another, or stayed.' })
export class Transition {
  @Field(() => SliceKey, { description: 'The member at the end of the first day.' })
  from: SliceKey;

  @Field(() => SliceKey, { description: 'The member at the end of the second day.' })
  to: SliceKey;

  @Field(() => Int)
  customers: number;

  constructor({ from, to, customers }: TransitionAnswer) {
    this.from = new SliceKey(from);
    this.to = new SliceKey(to);
    this.customers = customers;
  }
}

@Resolver()
export class TransitionsResolver {
  @Query(() => [Transition], {
    description:
      'Customers by their member at the ends of two days: tier migration and the like. On a day by whose end it was not on file a customer has no member; who has none on either day is left out.',
  })
  async transitions(
    @Arg('dimension', () => Dimension, { description: 'An attribute of customers, or a judgement about them.' })
    dimension: string,
    @Arg('from', () => DateScalar) from: string,
    @Arg('to', () => DateScalar, { description: 'The last day; today stands for a later one.' }) to: string,
    @Arg('where', () => FilterInput, {
      nullable: true,
      description: 'Customers that count, by what they are on the last day.',
    })
    where: FilterInput | null,
    @Ctx() { answering }: RequestContext,
  ): Promise<readonly Transition[]> {
    return (await transitions({ dimension, from, to, where }, answering)).map((each) => new Transition(each));
  }
}
