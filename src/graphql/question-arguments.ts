// The arguments that metrics and table share, and how they become the plain question of the engine.
import { ArgsType, Field, Int } from 'type-graphql';
import type { MetricQuestion } from '../query/metric-question';
import { AttributeVersion, Dimension, Grain, MetricId, Totals } from './enums';
import { FilterInput, OrderInput, PeriodInput } from './inputs';

@ArgsType()
export class QuestionArguments {
  @Field(() => PeriodInput)
  period: PeriodInput;

  @Field(() => Grain, { nullable: true, description: 'One row per bucket; none: the whole period.' })
  grain?: keyof typeof Grain | null;

  @Field(() => [Dimension], { nullable: true, defaultValue: [] })
  by?: string[] | null;

  @Field(() => FilterInput, { nullable: true, description: 'Facts and customers that count.' })
  where?: FilterInput | null;

  @Field(() => AttributeVersion, { nullable: true, defaultValue: 'AT_EVENT' })
  attributes?: keyof typeof AttributeVersion | null;

  @Field(() => Totals, { nullable: true, defaultValue: 'NONE' })
  totals?: keyof typeof Totals | null;

  @Field(() => [OrderInput], {
    nullable: true,
    defaultValue: [],
    description: 'Default: period, then the dimensions.',
  })
  orderBy?: OrderInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Empty buckets as rows, for the members seen.',
  })
  fill?: boolean | null;

  @Field(() => Int, { nullable: true, defaultValue: 1000, description: 'At most 50,000.' })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

@ArgsType()
export class TableArguments extends QuestionArguments {
  @Field(() => [MetricId])
  metrics: string[];

  @Field(() => Boolean, { nullable: true, defaultValue: true })
  labels?: boolean | null;
}

/** Metrics that are only ordered by are computed too. */
export function questionOf(selected: readonly string[], asked: QuestionArguments): MetricQuestion {
  const { period, grain, by, where, attributes, totals, orderBy, fill, first, after } = asked;
  const ordered = (orderBy ?? []).flatMap(({ metric }) => metric ?? []);
  const metrics = [...new Set([...selected, ...ordered])];
  return { metrics, period, grain, by, where, attributes, totals, orderBy, fill, first, after };
}
