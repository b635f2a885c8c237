// What the warehouse holds, as a type. The counts are fields of their own resolver: counting reads whole tables.
import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../common/scalars';

@ObjectType({ simpleResolvers: true, description: 'What the warehouse holds now.' })
export class DataStatus {
  @Field(() => String, { description: 'Grows with every load; an answer says which version it is of.' })
  dataVersion: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the latest load became visible.' })
  loadedAt: string | null;

  @Field(() => String, { description: 'ISO 4217, of every amount of money.' })
  currency: string;

  @Field(() => Boolean, { description: 'Whether this is the simulated company: none of it happened.' })
  simulated: boolean;
}
