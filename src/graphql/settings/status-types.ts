// What the warehouse holds, as a type. The counts are fields of their own resolver: counting reads whole tables.
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, JsonScalar } from '../common/scalars';

@ObjectType({
  simpleResolvers: true,
  description: 'What a model of the customers was fitted to, or why there is none.',
})
export class ModelFit {
  @Field(() => String)
  model: string;

  @Field(() => DateTimeScalar, { description: "The month-end's instant: the model knows what happened before it." })
  asOf: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "An object by the papers' names (r, alpha, a, b; p, q, gamma), alpha in weeks.",
  })
  parameters: object | null;

  @Field(() => Float, { nullable: true })
  logLikelihood: number | null;

  @Field(() => Int, { description: 'The customers it was fitted to.' })
  customers: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why there is none: TOO_FEW_REPEAT_CUSTOMERS, MODEL_DID_NOT_CONVERGE or NO_VALUE_MODEL.',
  })
  reason: string | null;
}

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
