// The inputs of a question, as the contract names them. They are plain data: what fits together and what does not is
// judged where a question is validated, with a typed error.
import { Field, ID, InputType, Int } from 'type-graphql';
import { Dimension, Grain, MetricId, Weekday } from './enums';
import { DateScalar, DecimalScalar } from './scalars';

@InputType({
  description:
    'Exactly one of: from+to (inclusive), year (with quarter or month), last+unit (units over by now; includeCurrent adds the open one), toDate. asOf goes with each: now is then the end of that day.',
})
export class PeriodInput {
  @Field(() => DateScalar, { nullable: true })
  from?: string;

  @Field(() => DateScalar, { nullable: true })
  to?: string;

  @Field(() => Int, { nullable: true })
  year?: number;

  @Field(() => Int, { nullable: true })
  quarter?: number;

  @Field(() => Int, { nullable: true })
  month?: number;

  @Field(() => Int, { nullable: true })
  last?: number;

  @Field(() => Grain, { nullable: true })
  unit?: keyof typeof Grain;

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  includeCurrent?: boolean;

  @Field(() => Grain, { nullable: true })
  toDate?: keyof typeof Grain;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "Now is the end of this day in the question's time zone, unless the clock is earlier: nothing in the question, its conditions included, looks beyond it.",
  })
  asOf?: string;

  @Field(() => String, { nullable: true })
  timezone?: string;

  @Field(() => Weekday, { nullable: true })
  weekStart?: keyof typeof Weekday;

  @Field(() => Int, { nullable: true })
  fiscalYearStartMonth?: number;
}

@InputType({
  description:
    'Exactly one of the branches. dimension goes with one or more of its operators, which all hold. A filter holds of a row or it does not: it and its not are everything. all: [] and an empty where hold of everything, any: [] and in: [] of nothing.',
})
export class FilterInput {
  @Field(() => [FilterInput], { nullable: true })
  all?: FilterInput[];

  @Field(() => [FilterInput], { nullable: true })
  any?: FilterInput[];

  @Field(() => FilterInput, { nullable: true })
  not?: FilterInput;

  @Field(() => ID, { nullable: true, description: 'The name of a saved segment: its filter stands here.' })
  segment?: string;

  @Field(() => MetricConditionInput, { nullable: true })
  metric?: MetricConditionInput;

  @Field(() => Dimension, { nullable: true })
  dimension?: string;

  @Field(() => [String], { nullable: true })
  in?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'The complement of in: it holds of what has no member too; of tags, if none is listed.',
  })
  notIn?: string[];

  @Field(() => String, { nullable: true })
  contains?: string;

  @Field(() => String, { nullable: true })
  gte?: string;

  @Field(() => String, { nullable: true })
  gt?: string;

  @Field(() => String, { nullable: true })
  lte?: string;

  @Field(() => String, { nullable: true })
  lt?: string;

  @Field(() => Boolean, { nullable: true, description: 'true: there is no member; false: there is one.' })
  isNull?: boolean;
}

@InputType({
  description:
    "A condition on one customer's value of a metric that the catalogue marks perCustomer. Judged on all facts of the customer, restricted only by its own where and period (default: the whole asked range; time zone, week start and fiscal year are the question's where the period names none).",
})
export class MetricConditionInput {
  @Field(() => MetricId)
  metric: string;

  @Field(() => DecimalScalar, { nullable: true })
  gte?: string;

  @Field(() => DecimalScalar, { nullable: true })
  gt?: string;

  @Field(() => DecimalScalar, { nullable: true })
  lte?: string;

  @Field(() => DecimalScalar, { nullable: true })
  lt?: string;

  @Field(() => DecimalScalar, { nullable: true })
  eq?: string;

  @Field(() => PeriodInput, { nullable: true })
  period?: PeriodInput;

  @Field(() => FilterInput, { nullable: true })
  where?: FilterInput;
}
