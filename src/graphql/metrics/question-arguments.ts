// The arguments that metrics and table share, and how they become the plain question of the engine.
import { ArgsType, Field, Int } from 'type-graphql';
import type { MetricQuestion } from '../../query/question/metric-question';
import { AttributeVersion, Dimension, Grain, MetricId, Numbers, TableExtra, Totals } from '../common/enums';
import { FilterInput, PeriodInput } from '../common/inputs';
import { CompareInput, HavingInput, OrderInput, TopInput, WindowInput } from '../common/row-inputs';

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

  @Field(() => [CompareInput], { nullable: true, defaultValue: [] })
  compare?: CompareInput[] | null;

  @Field(() => WindowInput, {
    nullable: true,
    description: "Rolling or cumulative: each bucket's period is longer than the bucket.",
  })
  window?: WindowInput | null;

  @Field(() => Totals, { nullable: true, defaultValue: 'NONE' })
  totals?: keyof typeof Totals | null;

  @Field(() => [HavingInput], { nullable: true, defaultValue: [], description: 'Rows that meet every one are shown.' })
  having?: HavingInput[] | null;

  @Field(() => [OrderInput], {
    nullable: true,
    defaultValue: [],
    description: 'Default: period, then the dimensions.',
  })
  orderBy?: OrderInput[] | null;

  @Field(() => TopInput, {
    nullable: true,
    description: 'Top n members of the first dimension over the whole period, the rest as "Other".',
  })
  top?: TopInput | null;

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

  @Field(() => String, {
    nullable: true,
    description: 'At least this version of the data, as dataStatus, an ingest or another answer names it.',
  })
  minDataVersion?: string | null;
}

@ArgsType()
export class TableArguments extends QuestionArguments {
  @Field(() => [MetricId])
  metrics: string[];

  @Field(() => Boolean, { nullable: true, defaultValue: true })
  labels?: boolean | null;

  @Field(() => [TableExtra], { nullable: true, defaultValue: [], description: 'Columns beside each metric.' })
  with?: (keyof typeof TableExtra)[] | null;

  @Field(() => Numbers, { nullable: true, defaultValue: 'FLOAT' })
  numbers?: keyof typeof Numbers | null;
}

/** The question about the selected metrics; those it only orders or chooses rows by are measured besides. */
export function questionOf(metrics: readonly string[], asked: QuestionArguments): MetricQuestion {
  const { period, grain, by, where, attributes, compare, window, totals } = asked;
  const { having, orderBy, top, fill, first, after, minDataVersion } = asked;
  return {
    metrics,
    period,
    grain,
    by,
    where,
    attributes,
    compare,
    window,
    totals,
    having,
    orderBy,
    top,
    fill,
    first,
    after,
    minDataVersion,
  };
}

/** The names by which values are compared, in the order asked. */
export const comparedIn = ({ compare }: QuestionArguments): readonly string[] =>
  (compare ?? []).map(({ name }) => name);
