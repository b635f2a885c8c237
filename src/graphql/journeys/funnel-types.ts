// The types of a funnel's answer and its arguments.
import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { FunnelRow as RowAnswer, FunnelStep as StepAnswer } from '../../query/journeys/assemble-funnel';
import type { FunnelResult as ResultAnswer } from '../../query/journeys/funnel';
import { Dimension, Stage } from '../common/enums';
import { FilterInput, PeriodInput } from '../common/inputs';
import { Explain, ResolvedQuery, SliceKey } from '../metrics/types';

@ArgsType()
export class FunnelArguments {
  @Field(() => PeriodInput, {
    description: 'Who reaches the first stage in it, and before any purchase, enters the funnel.',
  })
  period: PeriodInput;

  @Field(() => [Stage], {
    nullable: true,
    description: 'Two or more, in the order of the funnel; without it all but TRIAL.',
  })
  stages?: (keyof typeof Stage)[] | null;

  @Field(() => [Dimension], {
    nullable: true,
    defaultValue: [],
    description:
      'Dimensions of the entry fact (the row that gave a customer the first stage), and attributes of the customer at that time.',
  })
  by?: string[] | null;

  @Field(() => FilterInput, { nullable: true, description: 'Entry facts and customers that count.' })
  where?: FilterInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Stages count only within so many days of elapsed time after the entry.',
  })
  windowDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Leaves out customers whose window is still open; goes with windowDays.',
  })
  matureOnly?: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How far the entrants came. A stage has its own time: the first of its rows, counted if not before the entry. It is reached when it or a later stage of the list has a time.',
})
export class FunnelStep implements StepAnswer {
  @Field(() => Stage)
  stage: keyof typeof Stage;

  @Field(() => Int, { description: 'Customers.' })
  reached: number;

  @Field(() => Float, { nullable: true, description: 'Percent of the entrants; null without any.' })
  fromStart: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Percent of those who reached the stage before; null without any, and for the first stage.',
  })
  fromPrevious: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Median days since the stage before, over customers with an own time of both, in this order.',
  })
  medianDays: number | null;

  @Field(() => Float, { nullable: true, description: '90th percentile of the same, interpolated linearly.' })
  p90Days: number | null;
}

@ObjectType({ simpleResolvers: true })
export class FunnelRow {
  @Field(() => [SliceKey])
  keys: readonly SliceKey[];

  @Field(() => [FunnelStep])
  steps: readonly FunnelStep[];

  @Field(() => Stage, {
    nullable: true,
    description: 'The stage after the first with the lowest conversion from the one before, the earlier on a tie.',
  })
  bottleneck: keyof typeof Stage | null;

  constructor({ keys, steps, bottleneck }: RowAnswer) {
    this.keys = keys.map((key) => new SliceKey(key));
    this.steps = steps;
    this.bottleneck = bottleneck;
  }
}

@ObjectType({ simpleResolvers: true })
export class FunnelResult {
  @Field(() => [FunnelRow], {
    description:
      'By the members of the dimensions; without dimensions always one. A customer with two tags stands in both.',
  })
  rows: readonly FunnelRow[];

  @Field(() => ResolvedQuery)
  resolved: ResolvedQuery;

  @Field(() => Explain)
  explain: Explain;

  constructor({ rows, resolved, explain }: ResultAnswer) {
    this.rows = rows.map((row) => new FunnelRow(row));
    this.resolved = resolved;
    this.explain = explain;
  }
}
