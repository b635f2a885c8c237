// Targets as types: what is set and what is given back.
import { ArgsType, Field, InputType, ObjectType } from 'type-graphql';
import type { Warning as WarningAnswer } from '../../warnings';
import { Dimension, MetricId } from '../common/enums';
import { DateScalar, DecimalScalar } from '../common/scalars';
import { Warning } from '../common/warning-type';

const slice = { nullable: true, description: 'With the other: one member of a dimension; neither: the whole company.' };

@InputType({ description: 'What a metric should come to from one day to another, both inclusive.' })
export class TargetInput {
  @Field(() => MetricId)
  metric: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => DecimalScalar)
  value: string;

  @Field(() => Dimension, slice)
  dimension?: string;

  @Field(() => String, slice)
  member?: string;
}

@ArgsType()
export class TargetKeyArguments {
  @Field(() => MetricId)
  metric: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => Dimension, { nullable: true })
  dimension?: string | null;

  @Field(() => String, { nullable: true })
  member?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a metric should come to from one day to another, both inclusive.',
})
export class Target {
  @Field(() => MetricId)
  metric: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => DecimalScalar)
  value: string;

  @Field(() => Dimension, { nullable: true })
  dimension: string | null;

  @Field(() => String, { nullable: true })
  member: string | null;

  @Field(() => [Warning], { description: 'A member that nothing has yet may come with the next load, or be misspelt.' })
  warnings: readonly WarningAnswer[];
}
