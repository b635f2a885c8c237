// The inputs that say what rows are compared with, how far back each looks, and which rows are shown in which order.
import { Field, InputType, Int } from 'type-graphql';
import { CompareMode, Dimension, Direction, Grain, MetricId, OrderField } from './enums';
import { DateScalar, DecimalScalar } from './scalars';

@InputType({ description: 'A period to compare with, by a name of your own. from and to go with CUSTOM.' })
export class CompareInput {
  @Field(() => String)
  name: string;

  @Field(() => CompareMode)
  mode: keyof typeof CompareMode;

  @Field(() => DateScalar, { nullable: true })
  from?: string;

  @Field(() => DateScalar, { nullable: true })
  to?: string;
}

@InputType({
  description:
    "Exactly one: trailing+unit (the N units ending with each bucket), or cumulative (from the start of that unit to the bucket's end).",
})
export class WindowInput {
  @Field(() => Int, { nullable: true })
  trailing?: number;

  @Field(() => Grain, { nullable: true })
  unit?: keyof typeof Grain;

  @Field(() => Grain, { nullable: true })
  cumulative?: keyof typeof Grain;
}

@InputType({ description: "A condition on a row's value, or on its comparison's." })
export class HavingInput {
  @Field(() => MetricId)
  metric: string;

  @Field(() => String, { nullable: true, description: 'The name of a comparison.' })
  compare?: string;

  @Field(() => OrderField, { nullable: true, defaultValue: 'VALUE' })
  by?: keyof typeof OrderField;

  @Field(() => DecimalScalar, { nullable: true })
  gte?: string;

  @Field(() => DecimalScalar, { nullable: true })
  gt?: string;

  @Field(() => DecimalScalar, { nullable: true })
  lte?: string;

  @Field(() => DecimalScalar, { nullable: true })
  lt?: string;
}

@InputType({
  description: 'By a metric (its value, that of a comparison, or the change against it) or by a dimension.',
})
export class OrderInput {
  @Field(() => MetricId, { nullable: true })
  metric?: string;

  @Field(() => Dimension, { nullable: true })
  dimension?: string;

  @Field(() => String, { nullable: true, description: 'The name of a comparison.' })
  compare?: string;

  @Field(() => OrderField, { nullable: true, defaultValue: 'VALUE' })
  by?: keyof typeof OrderField;

  @Field(() => Direction, { nullable: true, defaultValue: 'DESC' })
  direction?: keyof typeof Direction;
}

@InputType({
  description:
    'The n members of the first dimension that come first by the metric over the whole period. What has no member, or no value, is never one of them.',
})
export class TopInput {
  @Field(() => Int)
  n: number;

  @Field(() => MetricId)
  metric: string;

  @Field(() => Direction, { nullable: true, defaultValue: 'DESC' })
  direction?: keyof typeof Direction;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'Whether the other members are a row too.' })
  other?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether what has no member competes too.',
  })
  none?: boolean;
}
