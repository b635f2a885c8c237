// The types of an answer. MetricRow gets one field per metric of the catalogue, described by its definition; the answer
// sets the property of each metric asked for: a value, or the error that refuses it, which GraphQL reports at its path.
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { UserError } from '../errors';
import { metricCatalog } from '../metrics/catalog';
import type { Unit } from '../metrics/metric';
import type { Label } from '../model/dimensions';
import type {
  SliceKey as KeyAnswer,
  PeriodAnswer,
  MetricRow as RowAnswer,
  MetricValue as ValueAnswer,
} from '../query/metrics-result';
import { computedField } from './computed-field';
import { Dimension, Engine, RowLevel, ValueStatus, Weekday } from './enums';
import { formatValue } from './format-value';
import { labelOf } from './label-loader';
import { type LocaleArgument, localeArgument, nameIn } from './locale';
import type { RequestContext } from './request-context';
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars';

@ObjectType({ simpleResolvers: true, description: 'start and end are the first and the last day, both inclusive.' })
export class Period {
  @Field(() => DateScalar)
  start: string;

  @Field(() => DateScalar)
  end: string;

  @Field(() => Boolean, { description: 'Whether the last day is over.' })
  complete: boolean;

  readonly #names: Label;

  constructor({ start, end, complete, label }: PeriodAnswer) {
    this.start = start;
    this.end = end;
    this.complete = complete;
    this.#names = label;
  }

  label({ locale }: LocaleArgument): string {
    return nameIn(this.#names, locale);
  }
}
computedField(Period, 'label', () => String, localeArgument);

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

  constructor({ dimension, value }: KeyAnswer) {
    this.dimension = dimension;
    this.value = value;
  }

  label({ locale }: LocaleArgument, { labels }: RequestContext): Promise<string> | string {
    return labelOf(labels, this, locale ?? 'EN');
  }
}
computedField(SliceKey, 'label', () => String, localeArgument);

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

  readonly #unit: Unit;

  constructor({ value, exact, status, numerator, denominator, n }: ValueAnswer, unit: Unit) {
    this.value = value;
    this.exact = exact;
    this.status = status;
    this.numerator = numerator;
    this.denominator = denominator;
    this.n = n;
    this.#unit = unit;
  }

  formatted({ locale }: LocaleArgument, { warehouse }: RequestContext): string {
    return formatValue(this, this.#unit, locale ?? 'EN', warehouse.settings.currency);
  }
}
computedField(MetricValue, 'formatted', () => String, localeArgument, {
  description: 'The value as people read it, with its unit.',
});

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

  constructor({ period, level, rolledUp, periodRolledUp, keys }: RowAnswer) {
    this.period = new Period(period);
    this.level = level;
    this.rolledUp = rolledUp;
    this.periodRolledUp = periodRolledUp;
    this.keys = keys.map((key) => new SliceKey(key));
  }

  /** Null where a total rolls the dimension up. Refused for a dimension the question is not sliced by. */
  key({ dimension }: { readonly dimension: string }): SliceKey | null {
    const key = this.keys.find((candidate) => candidate.dimension === dimension);
    if (key !== undefined) return key;
    if (this.rolledUp.includes(dimension)) return null;
    const asked = [...this.keys.map((candidate) => candidate.dimension), ...this.rolledUp];
    throw new UserError('INVALID_ARGUMENT', {
      argument: 'key(dimension)',
      problem: `the question is not sliced by ${dimension}`,
      hint:
        asked.length === 0
          ? `Add by: [${dimension}].`
          : `Add ${dimension} to by, or ask for one of: ${asked.join(', ')}.`,
    });
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
