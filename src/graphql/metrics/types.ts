// The types of an answer. MetricRow gets one field per metric of the catalogue, described by its definition; the answer
// sets the property of each metric asked for, unless the metric refuses the slice.
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { metricCatalog } from '../../metrics/catalog';
import type { MetricRow as RowAnswer } from '../../query/question/metrics-result';
import { computedField } from '../common/computed-field';
import { Dimension, Engine, RowLevel, Weekday } from '../common/enums';
import { type LabelledKey, labelledKeys, labelOf } from '../common/label-loader';
import { type LocaleArgument, localeArgument } from '../common/locale';
import { Period } from '../common/period-type';
import type { RequestContext } from '../common/request-context';
import { DateScalar, DateTimeScalar } from '../common/scalars';
import { Warning } from '../common/warning-type';
import { MetricValue } from './value-type';

@ObjectType({
  simpleResolvers: true,
  description:
    'value: the source key (channel, product, agent, customer) or the attribute itself; null where the fact or customer has none, and for the members that top puts together. label: the name people know.',
})
export class SliceKey {
  @Field(() => Dimension)
  dimension: string;

  @Field(() => String, { nullable: true })
  value: string | null;

  readonly #key: LabelledKey;

  constructor(key: LabelledKey) {
    this.dimension = key.dimension;
    this.value = key.value;
    this.#key = key;
  }

  label({ locale }: LocaleArgument, { labels }: RequestContext): Promise<string> | string {
    return labelOf(labels, this.#key, locale ?? 'EN');
  }
}
computedField(SliceKey, 'label', () => String, localeArgument);

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

  constructor(row: RowAnswer) {
    const { period, level, rolledUp, periodRolledUp } = row;
    this.period = new Period(period);
    this.level = level;
    this.rolledUp = rolledUp;
    this.periodRolledUp = periodRolledUp;
    this.keys = labelledKeys(row).map((key) => new SliceKey(key));
  }

  /** Null where a total rolls the dimension up, and for a dimension that the question is not sliced by, which is told once. */
  key({ dimension }: { readonly dimension: string }): SliceKey | null {
    return this.keys.find((candidate) => candidate.dimension === dimension) ?? null;
  }
}
computedField(
  MetricRow,
  'key',
  () => SliceKey,
  { name: 'dimension', type: () => Dimension },
  { nullable: true, description: 'The member of one dimension asked for in by.' },
);

for (const { id, label, definition, unit } of metricCatalog) {
  const description = `${definition.en} (${unit.toLowerCase()}) ${label.en} ${label.zh}`;
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

  @Field(() => String, { description: 'ISO 4217, of every amount of money.' })
  currency: string;

  @Field(() => [Warning])
  warnings: readonly Warning[];
}

@ObjectType({ simpleResolvers: true, description: 'How the answer was measured.' })
export class Explain {
  @Field(() => [String])
  sql: readonly string[];

  @Field(() => String)
  plan: string;

  @Field(() => [String])
  scannedFacts: readonly string[];

  @Field(() => [Warning], { description: 'Those of resolved.' })
  warnings: readonly Warning[];
}

@ObjectType({ simpleResolvers: true })
export class MetricsResult {
  @Field(() => [MetricRow])
  rows: () => readonly (MetricRow | Promise<MetricRow>)[];

  @Field(() => [MetricRow], {
    description:
      'Of the whole question: having, top, orderBy and paging act on rows only. Computed at their own level, never added up.',
  })
  totals: () => readonly (MetricRow | Promise<MetricRow>)[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
  groupCount: number;

  @Field(() => ResolvedQuery)
  resolved: ResolvedQuery;

  @Field(() => Explain)
  explain: Explain;
}
