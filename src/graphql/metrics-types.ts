// The types of an answer. MetricRow gets one field per metric of the catalogue, described by its definition; the answer
// sets the property of each metric asked for: a value, or the error that refuses it, which GraphQL reports at its path.
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { metricCatalog } from '../metrics/catalog';
import { Dimension, Engine, RowLevel, ValueStatus, Weekday } from './enums';
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars';

@ObjectType({ simpleResolvers: true, description: 'start and end are the first and the last day, both inclusive.' })
export class Period {
  @Field(() => DateScalar)
  start: string;

  @Field(() => DateScalar)
  end: string;

  @Field(() => Boolean, { description: 'Whether the last day is over.' })
  complete: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'value: the source key (channel, product, agent, customer) or the attribute itself; null where the fact or customer has none. label: the name people know.',
})
export class SliceKey {
  @Field(() => Dimension)
  dimension: string;

  @Field(() => String, { nullable: true })
  value: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The value of one metric for one slice and bucket.' })
export class MetricValue {
  @Field(() => Float, { nullable: true, description: 'Percent is 0..100; null where status says why.' })
  value: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Money and counts to the last digit.' })
  exact: string | null;

  @Field(() => ValueStatus)
  status: string;

  @Field(() => Float, { nullable: true })
  numerator: number | null;

  @Field(() => Float, { nullable: true })
  denominator: number | null;

  @Field(() => Int, { nullable: true, description: 'Facts or customers behind the value.' })
  n: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One slice in one bucket, with a field for every metric of the catalogue.',
})
export class MetricRow {
  @Field(() => Period)
  period: Period;

  @Field(() => RowLevel, {
    description:
      'DETAIL, OTHER (of top), or in totals SUBTOTAL and TOTAL over the dimensions in rolledUp and, if periodRolledUp, over all buckets. A null member never means a total.',
  })
  level: string;

  @Field(() => [Dimension])
  rolledUp: readonly string[];

  @Field(() => Boolean)
  periodRolledUp: boolean;

  @Field(() => [SliceKey])
  keys: readonly SliceKey[];
}

for (const { id, label, definition, unit } of metricCatalog) {
  const description = `${definition} (${unit.toLowerCase()}) ${label.en} ${label.zh}`;
  Field(() => MetricValue, { nullable: true, description })(MetricRow.prototype, id);
}

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage: boolean;

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What the question came to, after defaults and the calendar.' })
export class ResolvedQuery {
  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => DateTimeScalar)
  asOf: string;

  @Field(() => String)
  timezone: string;

  @Field(() => Weekday)
  weekStart: string;

  @Field(() => Int)
  fiscalYearStartMonth: number;

  @Field(() => String)
  dataVersion: string;

  @Field(() => Engine)
  engine: string;

  @Field(() => Boolean)
  cached: boolean;

  @Field(() => Float)
  elapsedMs: number;
}

@ObjectType({ simpleResolvers: true, description: 'How the answer was measured.' })
export class Explain {
  @Field(() => [String])
  sql: readonly string[];

  @Field(() => String)
  plan: string;

  @Field(() => [String])
  scannedFacts: readonly string[];

  @Field(() => [String])
  warnings: readonly string[];
}

@ObjectType({ simpleResolvers: true })
export class MetricsResult {
  @Field(() => [MetricRow])
  rows: readonly MetricRow[];

  @Field(() => [MetricRow], {
    description:
      'Of the whole question: having, top, orderBy and paging act on rows only. Computed at their own level, never added up.',
  })
  totals: readonly MetricRow[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
  groupCount: number;

  @Field(() => ResolvedQuery)
  resolved: ResolvedQuery;

  @Field(() => Explain)
  explain: Explain;
}
