// The types of an answer about retention and its arguments.
import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { CohortCell as CellAnswer, Cohort as CohortAnswer } from '../../query/journeys/assemble-retention';
import type { RetentionResult as ResultAnswer } from '../../query/journeys/retention';
import { Dimension, Grain, RetentionActivity } from '../common/enums';
import { FilterInput, PeriodInput } from '../common/inputs';
import { Period } from '../common/period-type';
import { DecimalScalar } from '../common/scalars';
import { Explain, ResolvedQuery, SliceKey } from '../metrics/types';

@ArgsType()
export class RetentionArguments {
  @Field(() => PeriodInput, {
    description:
      'Of the first purchases (or first active facts). A unit that it cuts has a cohort of those inside the period only.',
  })
  period: PeriodInput;

  @Field(() => Grain, { nullable: true, defaultValue: 'MONTH', description: 'The unit of cohorts and offsets.' })
  grain?: keyof typeof Grain | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 12,
    description: 'The greatest offset, in units after the own one; cohorts are followed up to the unit of now.',
  })
  offsets?: number | null;

  @Field(() => [Dimension], {
    nullable: true,
    defaultValue: [],
    description:
      'Dimensions of the first purchase, and attributes of the customer at that time. With ACTIVE those of the first active fact, which are what interactions and purchases share.',
  })
  by?: string[] | null;

  @Field(() => FilterInput, {
    nullable: true,
    description: 'First purchases (or first active facts) and customers that count.',
  })
  where?: FilterInput | null;

  @Field(() => RetentionActivity, {
    nullable: true,
    defaultValue: 'PURCHASE',
    description:
      'What enters customers into cohorts, and what they come back for. ACTIVE is for those who need not buy; revenue is theirs all the same.',
  })
  activity?: keyof typeof RetentionActivity | null;
}

@ObjectType({ simpleResolvers: true })
export class CohortCell implements CellAnswer {
  @Field(() => Int, { description: 'Units after that in which the cohort entered.' })
  offset: number;

  @Field(() => Int, {
    description: 'Customers of the cohort with a purchase in the unit, with ACTIVE those with an active fact.',
  })
  customers: number;

  @Field(() => Float, { nullable: true, description: "Percent of the cohort's size." })
  rate: number | null;

  @Field(() => DecimalScalar, {
    description: 'Revenue of all customers of the cohort in the unit, refunds included, whatever the activity.',
  })
  revenue: string;

  @Field(() => Boolean, { description: 'Whether the unit is over.' })
  mature: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Customers whose first purchase, with ACTIVE first active fact, falls into one unit (and one slice). A unit in which nobody enters has no cohort.',
})
export class Cohort {
  @Field(() => Period, {
    description:
      'The whole unit, also where the period asked for cuts it and leaves out who entered on its other days.',
  })
  period: Period;

  @Field(() => [SliceKey])
  keys: readonly SliceKey[];

  @Field(() => Int)
  size: number;

  @Field(() => [CohortCell])
  cells: readonly CohortCell[];

  constructor({ period, keys, size, cells }: CohortAnswer) {
    this.period = new Period(period);
    this.keys = keys.map((key) => new SliceKey(key));
    this.size = size;
    this.cells = cells;
  }
}

@ObjectType({ simpleResolvers: true })
export class RetentionResult {
  @Field(() => [Cohort], { description: 'By unit, then by the members of the dimensions.' })
  cohorts: readonly Cohort[];

  @Field(() => ResolvedQuery)
  resolved: ResolvedQuery;

  @Field(() => Explain)
  explain: Explain;

  constructor({ cohorts, resolved, explain }: ResultAnswer) {
    this.cohorts = cohorts.map((cohort) => new Cohort(cohort));
    this.resolved = resolved;
    this.explain = explain;
  }
}
